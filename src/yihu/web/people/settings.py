"""One's own settings: language, theme, password, second factor."""

from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yihu.accounts.models import Account
from yihu.accounts.operations import set_preferences
from yihu.accounts.queries import memberships
from yihu.faces.requests import device_of
from yihu.kernel import clock
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.localities import Era, customs_of
from yihu.policy.vocabulary import N_, Actor
from yihu.web.forms import attempt, form_page
from yihu.web.people.forms import SettingsForm
from yihu.web.projects import PersonRequest, signed_in


@signed_in
def account_settings(request: PersonRequest) -> HttpResponse:
    """Language, theme, the era of dates where there is a choice; the ways to password and second factor."""
    account = request.user

    def keep(data: dict[str, Any]) -> HttpResponse:
        set_preferences(
            by=_self(request),
            at=request.at,
            account=account,
            language=data["language"],
            theme=data["theme"],
            era=data.get("era", account.era),
        )
        messages.success(request, _("設定已保存。"))
        return redirect("account_settings")

    eras = _eras(request)
    start = {"language": account.language, "theme": account.theme, "era": account.era or eras[0]}
    form = SettingsForm(request.POST or None, initial=start, eras=eras)
    return attempt(request, form, keep) or form_page(
        request, form, title=_("我的設定"), verb=_("保存"), template="people/settings.html"
    )


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch the language at once: a cookie for everybody, the preference too for who is signed in."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Invalid(FieldError("language", N_("沒有這種語言。"), N_("請從列表中選擇。")))
    if isinstance(request.user, Account):
        account = request.user
        set_preferences(
            by=_self(request),
            at=clock.now(),
            account=account,
            language=language,
            theme=account.theme,
            era=account.era,
        )
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _eras(request: PersonRequest) -> list[Era]:
    """The eras written in any of the person's projects, the usual first."""
    found = (customs_of(each.project.locality).eras for each in memberships(request.user))
    return list(dict.fromkeys((Era.COMMON, *chain.from_iterable(found))))


def _self(request: HttpRequest) -> Actor:
    account = request.user
    assert isinstance(account, Account)
    return Actor(account.id, account.username, account.name, role=None, device=device_of(request))


def _back(request: HttpRequest) -> str:
    """Where the person was, if that is a page of ours."""
    wanted = request.POST.get("next") or urlsplit(request.META.get("HTTP_REFERER", "")).path
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if wanted and safe else reverse("home")
