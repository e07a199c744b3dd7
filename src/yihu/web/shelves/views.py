"""存放: places and cabinets (R1.7a), and how each department keeps its paper (R2.3.3)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yihu.dossiers import operations as dossiers
from yihu.dossiers import queries
from yihu.dossiers.models import Cabinet, StorageChoice, StoragePlace
from yihu.dossiers.places import storage_mode
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import DEPARTMENT_TITLES, N_, STORAGE_MODE_TITLES, Department, StorageMode
from yihu.web.forms import Form, attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require

_CLAUSES = {Department.CS: "R2.3.3.1", Department.ENG: "R2.3.3.2", Department.SEC: "R2.3.3.3"}


class PlaceForm(Form):
    """A room or locked corner."""

    name = forms.CharField(
        label=gettext_lazy("存放地點"), max_length=60, help_text=gettext_lazy("例如「檔案室」。")
    )


class CabinetForm(Form):
    """A designated cabinet."""

    place = forms.ChoiceField(label=gettext_lazy("存放地點"))
    code = forms.CharField(
        label=gettext_lazy("櫃號"), max_length=20, help_text=gettext_lazy("貼在櫃門上的編號，例如 K-02。")
    )


class ModeForm(Form):
    """How a department keeps its paper."""

    mode = forms.ChoiceField(
        label=gettext_lazy("存放方式"),
        choices=lambda: [(mode.value, _(title)) for mode, title in STORAGE_MODE_TITLES.items()],
        help_text=gettext_lazy("只影響以後歸檔的資料；已在位置上的不變。"),
    )


@require_GET
@in_project
def shelves(request: ProjectRequest) -> HttpResponse:
    """Everything at a glance, for those who keep paper and those who check."""
    require(request, Object.SHELVES)
    seen = [volume for volume in Department if allows(request, Object.SHELVES, Verb.READ, volume)]
    writes = request.actor.department if request.actor.department and _writes(request) else None
    context = {
        "departments": [_department(request, department) for department in seen],
        "places": StoragePlace.objects.filter(project=request.project)
        .annotate(stand=Count("cabinets", filter=Q(cabinets__department__in=seen)))
        .order_by("name"),
        "writes": writes is not None,
    }
    return render(request, "shelves/shelves.html", context)


@in_project
def new_place(request: ProjectRequest) -> HttpResponse:
    """Open a storage place; heads only."""
    _own(request)
    form = PlaceForm(request.POST if request.method == "POST" else None)

    def do(data: dict[str, Any]) -> HttpResponse:
        dossiers.open_storage_place(
            by=request.actor, at=request.at, project=request.project, name=data["name"]
        )
        return _done(request, _("存放地點已登記。"))

    return attempt(request, form, do) or _page(request, form, _("新增存放地點"), "R1.7a")


@in_project
def new_cabinet(request: ProjectRequest) -> HttpResponse:
    """Designate a cabinet of the own department (R1.7a)."""
    department = _own(request)
    places = {str(place.pk): place for place in StoragePlace.objects.filter(project=request.project)}
    form = CabinetForm(request.POST if request.method == "POST" else None)
    field = form.fields["place"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(key, place.name) for key, place in places.items()]

    def do(data: dict[str, Any]) -> HttpResponse:
        if data["place"] not in places:
            raise Invalid(
                FieldError(
                    "place", N_("沒有這個存放地點。"), mend=N_("先登記存放地點。"), code="place_unknown"
                )
            )
        dossiers.open_cabinet(
            by=request.actor,
            at=request.at,
            project=request.project,
            place=places[data["place"]],
            code=data["code"],
            department=department,
        )
        return _done(request, _("檔案櫃已登記。"))

    return attempt(request, form, do) or _page(request, form, _("新增檔案櫃"), "R1.7a")


@in_project
def choose_mode(request: ProjectRequest) -> HttpResponse:
    """The own department's storage mode, recorded with who and when (R2.3.3)."""
    department = _own(request)
    form = ModeForm(
        request.POST if request.method == "POST" else None,
        initial={"mode": storage_mode(request.project, department).value},
    )

    def do(data: dict[str, Any]) -> HttpResponse:
        dossiers.choose_storage(
            by=request.actor,
            at=request.at,
            project=request.project,
            department=department,
            mode=StorageMode(data["mode"]),
        )
        return _done(request, _("存放方式已登記。"))

    return attempt(request, form, do) or _page(request, form, _("選擇存放方式"), _CLAUSES[department])


def _department(request: ProjectRequest, department: Department) -> dict[str, Any]:
    mode = storage_mode(request.project, department)
    chosen = (
        StorageChoice.objects.filter(project=request.project, department=department, ended_at__isnull=True)
        .select_related("chosen_by")
        .first()
    )
    cabinets = (
        Cabinet.objects.filter(project=request.project, department=department)
        .select_related("place")
        .annotate(held=Count("placements", filter=Q(placements__until__isnull=True)))
        .order_by("code")
    )
    hanging = mode is StorageMode.HANGING
    return {
        "title": _(DEPARTMENT_TITLES[department]),
        "mode": _(STORAGE_MODE_TITLES[mode]),
        "clause": _CLAUSES[department],
        "chosen": chosen,
        "own": allows(request, Object.SHELVES, Verb.WRITE, department),
        "hanging": hanging,
        "cabinets": [
            {
                "code": cabinet.code,
                "place": cabinet.place.name,
                "held": cabinet.held,
                "next": queries.next_position(cabinet) if hanging else "",
            }
            for cabinet in cabinets
        ],
    }


def _own(request: ProjectRequest) -> Department:
    """The department whose shelves the person sets up. Raises `Refused` for who is no head."""
    require(request, Object.SHELVES, Verb.WRITE)
    return request.actor.department or Department.CS


def _writes(request: ProjectRequest) -> bool:
    return any(allows(request, Object.SHELVES, Verb.WRITE, department) for department in Department)


def _done(request: ProjectRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("shelves", request.project.code)


def _page(request: ProjectRequest, form: Form, title: str, clause: str) -> HttpResponse:
    back = reverse("shelves", args=[request.project.code])
    return form_page(request, form, title=title, verb=_("登記"), clause=clause, back_url=back)
