"""What stands around every page: who is here, where one can go, and what everybody must know."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from yihu.accounts.models import Account, Appointment
from yihu.accounts.queries import memberships
from yihu.estate.models import Project
from yihu.policy.access import Object, Scope, Verb, scope_of
from yihu.policy.vocabulary import N_, ROLE_TITLES, Actor, Department, Role
from yihu.web.banners import Banner, banners_for

_PLACES: tuple[tuple[str, str, Object, Verb], ...] = (
    ("today", N_("今日"), Object.PROJECTS, Verb.READ),
    ("households", N_("業戶"), Object.HOUSEHOLD_LIST, Verb.READ),
    ("receipts", N_("收件歸檔"), Object.RECEIPT, Verb.WRITE),
    ("consultations", N_("查閱"), Object.CONSULTATIONS, Verb.WRITE),
    ("registers", N_("登記表"), Object.ACCESSION_REGISTER, Verb.READ),
    ("imports", N_("導入"), Object.IMPORTS, Verb.READ),
    ("exports", N_("導出"), Object.EXPORTS, Verb.WRITE),
    ("estate", N_("房產"), Object.ESTATE, Verb.READ),
    ("people", N_("人員"), Object.PEOPLE, Verb.READ),
    ("project_regulations", N_("制度"), Object.POLICY, Verb.READ),
    ("ledger", N_("操作日誌"), Object.LEDGER, Verb.READ),
)


_SEARCHED = (Object.SEARCH, Verb.READ)
_NAMES_SEARCHED = (Object.HOUSEHOLD_LIST, Verb.READ)
_PLATES_SEARCHED = (Object.VEHICLE, Verb.READ)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    url: str
    title: str
    current: bool
    badge: str | None = None


@dataclass(frozen=True, slots=True)
class ShellProject:
    """A project as the switcher shows it."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything `base.html` shows around a page."""

    project: ShellProject | None
    projects: tuple[ShellProject, ...]
    person_name: str
    role_title: str
    nav: tuple[Place, ...]
    language: str
    languages: tuple[tuple[str, str], ...]
    theme: str
    search_url: str
    offers_url: str
    search_hint: str
    banners: tuple[Banner, ...]
    home_url: str
    settings_url: str
    person_mark: str

    def without_banners(self) -> "Shell":
        """The shell as it stands for days; what must be known today left out."""
        return replace(self, banners=())


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor; nothing is asked of the database before a template shows it."""
    return {"shell": SimpleLazyObject(lambda: shell_of(request))}


def shell_of(request: HttpRequest) -> Shell:
    """The shell of this request."""
    user = getattr(request, "user", None)
    person = user if isinstance(user, Account) else None
    actor: Actor | None = getattr(request, "actor", None)
    project: Project | None = getattr(request, "project", None)
    searches = actor is not None and _sees(actor, *_SEARCHED)
    return Shell(
        project=_shown(project) if project else None,
        projects=tuple(map(_shown, _projects(request, person))) if person else (),
        person_name=person.name if person else "",
        role_title=gettext(ROLE_TITLES[actor.role]) if actor and actor.role else "",
        nav=_places(request, project, actor) if project and actor else (),
        language=get_language() or settings.LANGUAGE_CODE,
        languages=tuple(settings.LANGUAGES),
        theme=person.theme if person else "",
        search_url=_url("find", project) if project and searches else "",
        offers_url=_url("find_suggestions", project) if project and searches else "",
        search_hint=_hint(actor) if actor and searches else "",
        banners=banners_for(request, project, actor) if project and actor else (),
        home_url=reverse("home"),
        settings_url=reverse("account_settings"),
        person_mark=_mark(person.pk) if person else "",
    )


@lru_cache(maxsize=4096)
def _mark(person: UUID) -> str:
    """Tells one person's drafts in a tab from another's, and says nothing of who it is."""
    return salted_hmac("yihu.web.drafts", str(person), algorithm="sha256").hexdigest()[:32]


def _projects(request: HttpRequest, person: Account) -> list[Project]:
    """The projects that the person may change to; known already where the page is of a project."""
    found: list[Appointment] | None = getattr(request, "memberships", None)
    return [each.project for each in (memberships(person) if found is None else found)]


def _shown(project: Project) -> ShellProject:
    return ShellProject(project.code, project.name, _url("today", project) or reverse("home"))


def _places(request: HttpRequest, project: Project, actor: Actor) -> tuple[Place, ...]:
    found = _open_places(project.code, actor.role, actor.department)
    today = _url("today", project)  # where every page's address begins
    near = (url for url, _ in found if request.path == url or (url != today and request.path.startswith(url)))
    here = max(near, key=len, default="")
    return tuple(Place(url, gettext(title), current=url == here) for url, title in found)


@lru_cache(maxsize=4096)
def _open_places(code: str, role: Role | None, department: Department | None) -> tuple[tuple[str, str], ...]:
    """Address and title of each place that a role may enter, in the order of the drawers."""
    urls = (
        (_address(name, code), title)
        for name, title, thing, verb in _PLACES
        if scope_of(role=role, department=department, thing=thing, verb=verb) is not Scope.NONE
    )
    return tuple((url, title) for url, title in urls if url)


def _hint(actor: Actor) -> str:
    """What can be typed into the box; the other departments look for rooms, guards for plates too."""
    everything = _sees(actor, *_NAMES_SEARCHED)
    if everything:
        return gettext("房號、姓名、首字母、電話尾號")
    return gettext("房號、車牌") if _sees(actor, *_PLATES_SEARCHED) else gettext("房號")


def _sees(actor: Actor, thing: Object, verb: Verb) -> bool:
    scope = scope_of(role=actor.role, department=actor.department, thing=thing, verb=verb)
    return scope is not Scope.NONE


def _url(name: str, project: Project) -> str:
    return _address(name, project.code)


@lru_cache(maxsize=4096)
def _address(name: str, code: str) -> str:
    """The page's address; empty while nobody has made the page."""
    try:
        return reverse(name, args=[code])
    except NoReverseMatch:
        return ""
