"""Signing in: allauth's form and adapters with our words, few at a time, each attempt in the ledger."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yihu.accounts.gate import one_of_few
from yihu.accounts.models import Account
from yihu.accounts.operations.sign_ins import record_failed, record_signed_in, record_signed_out
from yihu.faces.requests import device_of
from yihu.households.ciphers import seal, unseal
from yihu.kernel import clock
from yihu.policy.decisions import Decision, Problem, Refused, refuse
from yihu.policy.vocabulary import N_
from yihu.web.errors import problem_page

_SECRET = b"authenticator.secret"
_TOO_MANY: Decision = refuse(
    "too_many_attempts",
    N_("登入失敗次數太多，這個帳號暫時鎖定。"),
    mend=N_("請 15 分鐘後再試，或聯繫系統管理員。"),
)


class TooMany(Refused):
    """Too many attempts (429)."""

    status = 429


class SignIn(LoginForm):  # type: ignore[misc]
    """Username and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("用戶名")
        self.fields["password"].label = _("密碼")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autofocus"] = True

    def user_credentials(self) -> dict[str, str]:
        """What backends are asked with; axes looks for the form's own field."""
        login = self.cleaned_data["login"]
        return {"username": login, "login": login, "password": self.cleaned_data["password"]}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up, no mail, few password checks at a time."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用戶名或密碼不對。請檢查大小寫後再試。"),
        "invalid_login": _("用戶名或密碼不對。請檢查大小寫後再試。"),
        "too_many_login_attempts": _("登入失敗次數太多。請過幾分鐘再試。"),
        "incorrect_password": _("密碼不對。"),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Check a password in one of the few places; a disabled account is answered like a wrong password."""
        credentials.setdefault("login", credentials.get("username", ""))
        with one_of_few():
            account = super().authenticate(request, **credentials)
        return account if account is not None and account.is_active else None

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Pages say themselves what happened."""

    def get_login_redirect_url(self, _request: HttpRequest) -> str:
        """The first page."""
        return reverse("home")

    def get_logout_redirect_url(self, _request: HttpRequest) -> str:
        """The sign-in page."""
        return reverse("account_login")

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Back to one's settings."""
        return reverse("account_settings")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors with their secrets sealed under the installation's keys."""

    def encrypt(self, text: str) -> str:
        """`text` as stored."""
        return base64.b64encode(seal(text, _SECRET).value).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was stored."""
        return unseal(base64.b64decode(encrypted_text), _SECRET)

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """The ledger is where changes of factors are seen."""


def locked_out(request: HttpRequest, *_rest: Any) -> HttpResponse:
    """The page after too many failures (axes)."""
    return problem_page(request, lockout_problem())


def lockout_problem() -> Problem:
    """The refusal after too many failures; the API shows the same."""
    return TooMany(_TOO_MANY)


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Account, **_rest: Any) -> None:
    record_signed_in(at=clock.now(), account=user, device=device_of(request))


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: Account | None, **_rest: Any) -> None:
    if user is not None:
        record_signed_out(at=clock.now(), account=user, device=device_of(request))


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_rest: Any) -> None:
    record_failed(at=clock.now(), typed=str(credentials.get("username", "")), device=_device(request))


@receiver(user_locked_out)
def _locked(request: HttpRequest | None = None, username: str = "", **_rest: Any) -> None:
    record_failed(at=clock.now(), typed=username or "", device=_device(request), locked=True)


def _device(request: HttpRequest | None) -> str:
    return device_of(request) if request is not None else "unknown"
