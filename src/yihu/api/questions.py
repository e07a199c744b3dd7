"""Query parameters that nobody would read are refused, so that no mistyped filter is silently dropped."""

import re
from collections.abc import Collection
from functools import cached_property

from django.http import HttpRequest
from ninja import NinjaAPI

from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


class Questions:
    """What each path of an API can be asked, as its own description says."""

    def __init__(self, api: NinjaAPI) -> None:
        self._api = api

    @cached_property
    def known(self) -> dict[tuple[str, str], frozenset[str]]:
        """The names of query parameters by method and path."""
        return {
            (method.upper(), path): frozenset(
                one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"
            )
            for path, methods in self._api.get_openapi_schema()["paths"].items()
            for method, operation in methods.items()
        }

    def require_known(self, request: HttpRequest) -> None:
        """Raise `Invalid` for a parameter that is unknown here, or given twice."""
        if not request.GET or request.resolver_match is None:
            return
        path = "/" + _CONVERTER.sub(r"{\1}", request.resolver_match.route)
        known = self.known.get((request.method or "", path))
        if known is not None and (errors := [*_errors(request, known)]):
            raise Invalid(*errors)


def _errors(request: HttpRequest, known: Collection[str]) -> list[FieldError]:
    errors = []
    for name, values in sorted(request.GET.lists()):
        if name not in known:
            errors.append(_refused(name, N_("沒有這個查詢參數。"), N_("請核對參數名。"), "extra_forbidden"))
        elif len(values) > 1:
            errors.append(
                _refused(name, N_("這個查詢參數出現了不止一次。"), N_("請只寫一次。"), "field_twice")
            )
    return errors


def _refused(name: str, text: str, mend: str, code: str) -> FieldError:
    return FieldError(name[:80], text, mend, code=code)
