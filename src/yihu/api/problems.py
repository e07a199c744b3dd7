"""Problems as RFC 9457 documents, in the caller's language; refusals go to the ledger first."""

import json
import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

from yihu.accounts.models import Account
from yihu.faces.problem_text import ProblemText, describe
from yihu.faces.refusals import is_refusal, record_refusal
from yihu.policy.decisions import FieldError, Invalid, Problem, Refused, Unavailable, refuse
from yihu.policy.vocabulary import N_, Actor

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("yihu.api")


class NotSignedIn(Refused):
    """Nobody, or not proven to be who they say (401)."""

    status = 401


class NotAllowed(Refused):
    """The resource is there, but not for this method (405)."""

    status = 405


class TooMany(Refused):
    """Too many attempts (429)."""

    status = 429


class TooBig(Invalid):
    """The request is larger than any that is taken (413)."""

    status = 413


class WrongType(Invalid):
    """The body is of a media type that is not taken here (415)."""

    status = 415


class Broken(Problem):
    """A fault of the program's own (500)."""

    status = 500


def token_needed() -> NotSignedIn:
    """No token, or one that is unknown, expired or revoked."""
    mend = N_("請先以 POST /api/v1/tokens 取得令牌，再放在 Authorization: Bearer 標頭中。")
    return NotSignedIn(refuse("token_needed", N_("沒有有效的令牌。"), mend=mend))


def malformed() -> Invalid:
    """A body that cannot be read at all."""
    return Invalid(
        FieldError(
            "", N_("請求內容不是有效的 JSON。"), N_("請以 UTF-8 編碼的 JSON 重新提交。"), code="malformed"
        )
    )


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Record `problem` if it is a refusal of somebody's, and put it into words.

    What cannot be recorded is answered as unavailable (503).
    """
    text = describe(_recorded(request, problem), language_of(request))
    response = HttpResponse(
        json.dumps(_document(text), ensure_ascii=False), status=text.status, content_type=MEDIA_TYPE
    )
    if text.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="yihu"'
    return response


def language_of(request: HttpRequest) -> str:
    """What the request asks for, else the account's own, else the installation's."""
    caller = getattr(request, "caller", None)
    account: Account | None = caller.account if caller else None
    if account and account.language and "Accept-Language" not in request.headers:
        return account.language
    return get_language_from_request(request)


def view_of(request: HttpRequest) -> str:
    """The endpoint's name, as the ledger and the log keep it: never the path, which holds ids."""
    match = request.resolver_match
    return f"api:{request.method} {match.view_name}" if match else "api"


def _recorded(request: HttpRequest, problem: Problem) -> Problem:
    by = _who(request)
    if isinstance(problem, Unavailable):
        log.error("unavailable: %s at %s", problem.decision.code, view_of(request))
    if by is None or not is_refusal(problem):
        return problem
    try:
        record_refusal(problem, by=by, at=request.caller.at, view=view_of(request))  # type: ignore[attr-defined]
    except Unavailable as unwritable:
        return unwritable
    return problem


def _who(request: HttpRequest) -> Actor | None:
    """The actor in the project that was asked about, else the person alone; None for nobody."""
    caller = getattr(request, "caller", None)
    actor: Actor | None = getattr(request, "actor", None)
    return actor or (caller.person if caller else None)


def _document(text: ProblemText) -> dict[str, Any]:
    """The members of RFC 9457 with ours; members without content are left out."""
    document: dict[str, Any] = {
        "type": f"urn:yihu:problem:{text.code}",
        "title": text.title,
        "status": text.status,
        "detail": text.detail,
        "code": text.code,
    }
    if text.clause:
        document["clause"] = text.clause
    if text.mend:
        document["mend"] = text.mend
    if text.errors:
        document["errors"] = [
            {"pointer": f"/{one.pointer}" if one.pointer else "", "detail": one.sentence, "code": one.code}
            | ({"clause": one.clause} if one.clause else {})
            for one in text.errors
        ]
    return document | dict(text.extra or {})
