"""The front door of every path under the API: what comes before an endpoint, and what nobody answers."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yihu.api.callers import Bearer
from yihu.api.problems import (
    Broken,
    NotAllowed,
    TooBig,
    answer,
    language_of,
    malformed,
    token_needed,
    view_of,
)
from yihu.api.rejections import as_invalid
from yihu.faces.machine_problems import as_problem
from yihu.faces.reticent_logs import frames_of
from yihu.policy.decisions import FieldError, Invalid, NotKnown, Problem, refuse
from yihu.policy.vocabulary import N_

log = logging.getLogger("yihu.api")


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view` in the caller's language, never cached, with every error as a problem document."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Exception as error:
            response = failed(request, error)
        if response.status_code == 405:
            response = _not_allowed(request, response.headers.get("Allow", ""))
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Content-Language"] = language_of(request)
        return response

    return inside


def nothing_here(request: HttpRequest, **_path: Any) -> HttpResponse:
    """Any path that is not ours: the 404 of all."""
    Bearer()(request)
    return answer(request, NotKnown())


def failed(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The answer to an error; one that is a fault of our own is logged by its class and place alone."""
    problem = _problem(request, error)
    if problem is None:
        log.error("failed at %s: %s", view_of(request), _frames(error))
        problem = Broken()
    with translation.override(language_of(request)):
        return answer(request, problem)


def handle_everything(api: NinjaAPI) -> None:
    """Make `api` answer every error through `failed`."""
    for kind in (Exception, Http404, HttpError, AuthenticationError, ValidationError):
        api.add_exception_handler(kind, failed)


def _frames(error: Exception | type[Exception]) -> str:
    return frames_of(error) if isinstance(error, Exception) else error.__name__


def _problem(request: HttpRequest, error: object) -> Problem | None:
    match error:
        case Problem():
            return error
        case ValidationError():
            return as_invalid(error.errors, sent=request.POST)
        case AuthenticationError():
            return token_needed()
        case Http404():
            return NotKnown()
        case HttpError():
            return error.__cause__ if isinstance(error.__cause__, Problem) else malformed()
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            return TooBig(_too_big())
        case MultiPartParserError() | UnreadablePostError() | SuspiciousOperation() | UnicodeError():
            return Invalid(_broken_upload())
    return as_problem(error) if isinstance(error, Exception) else None


def _not_allowed(request: HttpRequest, methods: str) -> HttpResponse:
    reason, mend = N_("這個路徑不接受這種方法。"), N_("可用的方法：%(methods)s。")
    response = answer(request, NotAllowed(refuse("method_not_allowed", reason, mend=mend, methods=methods)))
    response.headers["Allow"] = methods
    return response


def _too_big() -> FieldError:
    return FieldError("", N_("請求內容太大。"), N_("請分開提交。"), code="too_big")


def _broken_upload() -> FieldError:
    return FieldError(
        "", N_("上傳的內容中斷或格式不符，什麼都沒有寫入。"), N_("請重新上傳。"), code="malformed"
    )
