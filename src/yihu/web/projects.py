"""`@in_project`: views under `/<CODE>/…` get the project and the actor; strangers get the 404 of all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from yihu.accounts.models import Account, Appointment
from yihu.accounts.queries import membership_among, memberships
from yihu.estate.models import CompanyRule, Project
from yihu.estate.queries import effective_policy, local_date, rules_in_force, without_reading, zone
from yihu.faces.requests import device_of
from yihu.kernel import clock
from yihu.policy.composition import EffectivePolicy
from yihu.policy.decisions import NotKnown
from yihu.policy.localities import customs_of
from yihu.policy.vocabulary import Actor
from yihu.web.dates import written_in

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request of somebody signed in, at one instant."""

    user: Account
    at: datetime
    memberships: list[Appointment]
    htmx: HtmxDetails


class ProjectRequest(PersonRequest):
    """A request of a person in a project."""

    project: Project
    actor: Actor
    rules: list[CompanyRule]
    policy: EffectivePolicy


class ProjectCode:
    """The URL converter of project codes; nothing else at the root is in capitals."""

    regex = "[A-Z][A-Z0-9]{0,11}"

    def to_python(self, value: str) -> str:
        """The code as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it stands."""
        return value


def signed_in(
    view: Callable[Concatenate[Any, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Ask whoever is not signed in to sign in first; stamp the instant on the request."""

    @wraps(view)
    def inside(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            _say_unwritten(request)
            return redirect_to_login(_page_of(request))
        request.at = clock.now()  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return inside


def _say_unwritten(request: HttpRequest) -> None:
    """A form that was sent after its sign-in ended is not written; that is said once they are in again."""
    if request.method == "POST" and "HX-Request" not in request.headers:
        messages.warning(
            request,
            _("登入已失效，剛才提交的內容沒有寫入。請核對表單後再提交；空著的請重新填寫，檔案請重新選取。"),
        )


def _page_of(request: HttpRequest) -> str:
    """Where to go on: what was asked for, or the page whose form was sent, where it is filled in again."""
    referer = request.headers.get("Referer", "")
    if request.method != "POST" or not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return request.get_full_path()
    page = urlsplit(referer)
    return urlunsplit(("", "", page.path, page.query, ""))


def in_project(view: Callable[Concatenate[Any, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view `request.project` and `request.actor`; raise `NotKnown` for strangers.

    Whoever has a company rule to read is sent to read it first (R3.2).
    """

    @wraps(view)
    def inside(request: Any, code: str, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        _enter(request, code)
        if without_reading(request.actor.account_id, request.rules):
            return redirect(f"{reverse('rules_to_read', args=[code])}?next={request.path}")
        with _ways(request):
            return view(request, *args, **kwargs)

    return _by_code(inside)


def before_reading(view: Callable[Concatenate[Any, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """As `in_project`, for the page on which rules are read."""

    @wraps(view)
    def inside(request: Any, code: str, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        _enter(request, code)
        with _ways(request):
            return view(request, *args, **kwargs)

    return _by_code(inside)


@contextmanager
def _ways(request: Any) -> Iterator[None]:
    """The project's time zone, and dates as this person reads them there."""
    era = customs_of(request.project.locality).era(request.user.era)
    with timezone.override(zone(request.project)), written_in(era):
        yield


def _by_code(inside: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(inside)
    def view(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        return signed_in(inside)(request, code, **kwargs)

    return view


def _enter(request: Any, code: str) -> None:
    """One question for a project that exists and for one that does not, so that both take the same time."""
    request.memberships = memberships(request.user)
    found = membership_among(request.memberships, account=request.user, code=code, device=device_of(request))
    if found is None:
        raise NotKnown
    request.project, request.actor = found
    today = local_date(request.project, request.at)
    request.rules = rules_in_force(request.project, today)
    request.policy = SimpleLazyObject(lambda: effective_policy(request.project, today, rules=request.rules))
