"""`POST /tokens`: a password, and a second factor where one is on, for a bearer token."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from ninja import Router

from yihu.accounts.gate import one_of_few
from yihu.accounts.models import Account
from yihu.accounts.operations import issue_token
from yihu.accounts.operations.sign_ins import record_failed, record_signed_in
from yihu.api.answers import answer
from yihu.api.endpoints.common import Responses
from yihu.api.problems import NotSignedIn, TooMany
from yihu.api.schemas.base import ProblemDocument
from yihu.api.schemas.estate import TokenAsked, TokenOut
from yihu.faces.requests import device_of
from yihu.kernel import clock
from yihu.policy.decisions import Decision, refuse
from yihu.policy.vocabulary import N_, Actor

router = Router(tags=["tokens"])
_ANSWERS: Responses = {
    201: TokenOut,
    frozenset({401, 405, 413, 415, 422, 429, 500, 503, 507}): ProblemDocument,
}

_WRONG = refuse(
    "invalid_credentials", N_("用戶名或密碼不對。"), mend=N_("請檢查大小寫後再試；忘記密碼請聯繫系統管理員。")
)
_LOCKED = refuse(
    "too_many_attempts",
    N_("登入失敗次數太多，這個帳號暫時鎖定。"),
    mend=N_("請 15 分鐘後再試，或聯繫系統管理員。"),
)
_FACTOR_NEEDED = refuse(
    "second_factor_required",
    N_("這個帳號啟用了第二重驗證。"),
    mend=N_("請連同 otp（驗證器上的六位數字或恢復碼）再提交一次。"),
)
_FACTOR_WRONG = refuse("second_factor_wrong", N_("驗證碼不對。"), mend=N_("請等驗證器顯示下一組數字後再試。"))


@router.post("", response=_ANSWERS, auth=None)
def ask_token(request: HttpRequest, body: TokenAsked) -> HttpResponse:
    """A token for twelve hours. 401 for a wrong password or factor, 429 after too many failures."""
    account = _proven(request, body)
    AxesProxyHandler.user_logged_in(Account, request, account)
    record_signed_in(at=clock.now(), account=account, device=device_of(request))
    by = Actor(account.id, account.username, account.name, role=None, device=device_of(request))
    token = issue_token(by=by, at=clock.now(), account=account)
    return answer(TokenOut(token=token.secret, expires_at=token.expires_at), status=201).response()


def _proven(request: HttpRequest, body: TokenAsked) -> Account:
    credentials = {"username": body.username, "login": body.username}
    with one_of_few():
        found = authenticate(request, **credentials, password=body.password)
    if not isinstance(found, Account):
        raise _refused(request, _WRONG)
    if is_mfa_enabled(found):
        if not body.otp:
            raise NotSignedIn(_FACTOR_NEEDED)
        if not _is_right(found, body.otp):
            AxesProxyHandler.user_login_failed(__name__, credentials, request)
            record_failed(at=clock.now(), typed=body.username, device=device_of(request))
            raise _refused(request, _FACTOR_WRONG)
    return found


def _refused(request: HttpRequest, decision: Decision) -> NotSignedIn | TooMany:
    """The refusal; axes' mark is taken off the request, or its middleware would answer with a page."""
    if getattr(request, "axes_locked_out", False):
        request.axes_locked_out = False  # type: ignore[attr-defined]
        return TooMany(_LOCKED)
    return NotSignedIn(decision)


def _is_right(account: Account, otp: str) -> bool:
    """Whether one of the account's authenticators takes this code."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    return any(
        one.wrap().validate_code(otp.strip())
        for one in Authenticator.objects.filter(user=account, type__in=kinds)
    )
