"""Pages for what did not happen: one look, no person's data, the same 404 for everybody."""

import logging
import sys
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from yihu.faces.machine_problems import as_problem
from yihu.faces.problem_text import ProblemText, describe
from yihu.policy.access import Object, Scope, Verb, scope_of
from yihu.policy.decisions import NotKnown, Problem, Refused, refuse
from yihu.policy.vocabulary import N_

log = logging.getLogger("yihu.web")


_ASKED_FOR = frozenset({"R1.6a", "R1.6b", "R2.1.1", "C15"})
_ASKING = (Object.CONSULTATIONS, Verb.WRITE)


class _Broken(Problem):
    status = 500


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of `problem` in the person's language.

    A 404 is rendered without the request, so that it is one body for all.
    """
    text = describe(problem, get_language() or "zh-hant")
    same_for_all = text.status == 404
    shown: dict[str, Any] = {"problem": text, "shell": None} if same_for_all else {"problem": text}
    if text.status == 403:
        shown["ask_url"] = _ask_url(request, text)
    return HttpResponse(
        render_to_string(_template(text), shown, None if same_for_all else request),
        status=text.status,
        headers={"Cache-Control": "no-store"},
    )


def _ask_url(request: HttpRequest, problem: ProblemText) -> str:
    """Where to ask for what was refused, with its file and paper filled in (R1.6b)."""
    actor, project = getattr(request, "actor", None), getattr(request, "project", None)
    if actor is None or project is None or problem.clause not in _ASKED_FOR:
        return ""
    if (
        scope_of(role=actor.role, department=actor.department, thing=_ASKING[0], verb=_ASKING[1])
        is Scope.NONE
    ):
        return ""
    place = request.resolver_match.kwargs if request.resolver_match else {}
    meant = {name: str(place[f"{name}_id"]) for name in ("document", "household") if f"{name}_id" in place}
    return f"{reverse('consultation_new', args=[project.code])}?{urlencode(meant)}".rstrip("?")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 404: the same page as for what is not one's to know."""
    return problem_page(request, NotKnown())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400."""
    return problem_page(request, Problem())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 403."""
    return problem_page(request, Refused(refuse("forbidden", N_("您的職責不包括這項操作。"))))


def server_error(_request: HttpRequest) -> HttpResponse:
    """Django's 500: a machine's trouble is named with its mend; a fault of our own is owned."""
    error = sys.exc_info()[1]
    problem = as_problem(error) if error is not None else None
    return HttpResponse(
        render_to_string(
            f"errors/{problem.status if problem else 500}.html",
            {"problem": describe(problem or _Broken(), get_language() or "zh-hant"), "shell": None},
        ),
        status=problem.status if problem else 500,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or sent from elsewhere."""
    log.warning("form refused: %s", reason)
    decision = refuse(
        "stale_form",
        N_("這張表單已失效，沒有寫入任何內容。"),
        mend=N_(
            "請返回上一頁，已填寫的內容仍在，核對後再提交；仍然失效的，請重新載入該頁，並允許本站的 Cookie。"
        ),
    )
    return problem_page(request, Refused(decision))


def _template(text: ProblemText) -> str:
    known = {403, 404, 409, 412, 413, 415, 422, 429, 500, 503}
    status = 503 if text.status == 507 else text.status
    return f"errors/{status if status in known else 409}.html"


def shut(request: HttpRequest, *_args: str, **_kwargs: str) -> HttpResponse:
    """A door of a library that we do not use: not known."""
    return problem_page(request, NotKnown())
