"""Uploads: every field of the form is one that is read, and there is one file."""

from collections.abc import Collection

from django.http import HttpRequest

from yihu.api.problems import WrongType
from yihu.api.rejections import unnamed_file
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_


def require_known(request: HttpRequest, fields: Collection[str]) -> None:
    """Raise `WrongType` for what is no form, `Invalid` for parts that nobody would read."""
    if request.content_type != "multipart/form-data":
        raise WrongType(
            FieldError(
                "", N_("請求內容不是表單。"), N_("請以 multipart/form-data 提交。"), code="not_multipart"
            )
        )
    unnamed = "file" in request.POST and "file" not in fields
    unknown = [*(set(request.POST) - {*fields, "file"}), *(set(request.FILES) - {"file"})]
    twice = [
        name
        for part in (request.POST, request.FILES)
        for name, values in part.lists()
        if len(values) > 1 and name not in unknown
    ]
    errors = [
        *([unnamed_file()] if unnamed else []),
        *map(_unknown, sorted(unknown)),
        *map(_twice, sorted(twice)),
    ]
    if errors:
        raise Invalid(*errors)


def _unknown(name: str) -> FieldError:
    return FieldError(name[:80], N_("沒有這一欄。"), N_("請核對欄名，或刪去這一欄。"), code="extra_forbidden")


def _twice(name: str) -> FieldError:
    return FieldError(name[:80], N_("這一欄出現了不止一次。"), N_("請分開提交。"), code="field_twice")
