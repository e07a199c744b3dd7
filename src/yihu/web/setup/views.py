"""`/`: an empty store begins here; everybody else goes on to where they work."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yihu import demo
from yihu.accounts.models import Account
from yihu.accounts.operations import NewProject, begin, found_project
from yihu.accounts.queries import projects_of, store_is_empty
from yihu.kernel import clock
from yihu.policy.decisions import NotKnown, Refused, refuse
from yihu.policy.vocabulary import N_, ROLE_TITLES, Actor, Role
from yihu.web.forms import attempt, form_page
from yihu.web.projects import PersonRequest, signed_in
from yihu.web.setup.forms import ProjectForm, StartForm

_HOUSEHOLDS, _SEED = 120, 1
_OF_PROJECT = ("code", "name", "regulations", "locality", "time_zone", "went_live_on")


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The only project's today, the list of projects, sign-in, or the first day."""
    if not isinstance(request.user, Account):
        return render(request, "setup/welcome.html") if store_is_empty() else redirect("account_login")
    projects = projects_of(request.user)
    if len(projects) == 1:
        return redirect(project_home(projects[0][0].code))
    rows = [
        {"name": project.name, "role": _(ROLE_TITLES[role]), "url": project_home(project.code)}
        for project, role in projects
    ]
    can_found = any(role == Role.SYSADMIN for _project, role in projects)
    return render(request, "setup/projects.html", {"projects": rows, "can_found": can_found})


def start(request: HttpRequest) -> HttpResponse:
    """Begin with an empty store: one project, its first administrator."""
    if not store_is_empty():
        raise NotKnown
    form = StartForm(request.POST or None)
    return attempt(request, form, lambda data: _begin(request, data)) or form_page(
        request, form, title=_("從空白開始"), verb=_("開立項目"), template="setup/start.html"
    )


def _begin(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    begin(
        at=clock.now(),
        project=_new_project(data),
        username=data["username"],
        name=data["person_name"],
        password=data["password"],
    )
    messages.success(request, _("項目已開立。請用剛才的帳號登入，再任命各部門人員。"))
    return redirect("account_login")


@require_POST
def load_demo(request: HttpRequest) -> HttpResponse:
    """Load the demonstration estate into an empty store."""
    if not store_is_empty():
        raise NotKnown
    demo.load(at=clock.now(), households=_HOUSEHOLDS, seed=_SEED)
    messages.success(request, _("示範項目已載入。用戶名例如 cs_records，密碼一律為 yihu-demo。"))
    return redirect("account_login")


@signed_in
def new_project(request: PersonRequest) -> HttpResponse:
    """Open a further project; its administrator is who opens it."""
    by = _administrator(request)

    def found(data: dict[str, Any]) -> HttpResponse:
        project = found_project(by=by, at=request.at, project=_new_project(data), administrator=request.user)
        return redirect(project_home(project.code))

    form = ProjectForm(request.POST or None)
    return attempt(request, form, found) or form_page(
        request, form, title=_("開立項目"), verb=_("開立項目"), back_url=reverse("home")
    )


def project_home(code: str) -> str:
    """Where work in a project begins."""
    try:
        return reverse("today", args=[code])
    except NoReverseMatch:
        return reverse("estate", args=[code])


def _administrator(request: PersonRequest) -> Actor:
    """The person as administrator of some project. Raises `Refused`."""
    if all(role != Role.SYSADMIN for _project, role in projects_of(request.user)):
        raise Refused(refuse("role_forbids", N_("您的職責不包括這項操作。"), clause="R1.8"))
    person = request.user
    return Actor(person.id, person.username, person.name, role=Role.SYSADMIN)


def _new_project(data: dict[str, Any]) -> NewProject:
    return NewProject(**{name: data[name] for name in _OF_PROJECT})
