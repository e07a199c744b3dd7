"""Areas with their buildings and their responsible 客戶主任 (domain §1.3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yihu.accounts.operations import assign_building, assign_officer, open_area
from yihu.accounts.queries import get_area, list_areas, list_people, person_in
from yihu.estate.queries import get_building, list_buildings, local_date
from yihu.policy.access import Verb
from yihu.policy.permission import Object, may, require
from yihu.policy.vocabulary import Role
from yihu.web.estate.forms import AreaBuildingForm, AreaForm, AreaOfficerForm
from yihu.web.forms import Form, attempt, form_page
from yihu.web.projects import ProjectRequest, in_project

_OFFICERS = (Role.CS_OFFICER, Role.CS_HEAD)


@in_project
def areas(request: ProjectRequest) -> HttpResponse:
    """Every area as it stands today."""
    require(request.actor, Object.ESTATE, Verb.READ)
    today = local_date(request.project, request.at)
    context = {"areas": list_areas(request.project, today), "may_write": may(request.actor, Object.SETTINGS)}
    return render(request, "estate/areas.html", context)


@in_project
def new_area(request: ProjectRequest) -> HttpResponse:
    """Open an area."""
    require(request.actor, Object.SETTINGS)

    def make(data: dict[str, Any]) -> HttpResponse:
        open_area(
            by=request.actor, at=request.at, project=request.project, code=data["code"], name=data["name"]
        )
        return _done(request, _("區域已開立。"))

    return _page(request, AreaForm(request.POST or None), make, _("開立區域"))


@in_project
def area_building(request: ProjectRequest, area: str) -> HttpResponse:
    """Put a building into an area from a day; it leaves its former area that day."""
    require(request.actor, Object.SETTINGS)
    row = get_area(request.project, area)

    def assign(data: dict[str, Any]) -> HttpResponse:
        building = get_building(request.project, data["building"])
        assign_building(by=request.actor, at=request.at, area=row, building=building, on=data["on"])
        return _done(request, _("樓棟已劃入區域。"))

    form = AreaBuildingForm(request.POST or None, initial={"on": local_date(request.project, request.at)})
    form.fields["building"].choices = [  # type: ignore[attr-defined]
        (building.code, building.name) for building in list_buildings(request.project)
    ]
    return _page(request, form, assign, _("劃入樓棟"), sub=row.name)


@in_project
def area_officer(request: ProjectRequest, area: str) -> HttpResponse:
    """Make an officer responsible from a day; the former's span ends that day."""
    require(request.actor, Object.SETTINGS)
    row = get_area(request.project, area)

    def assign(data: dict[str, Any]) -> HttpResponse:
        account = person_in(request.project, data["officer"]).account
        assign_officer(by=request.actor, at=request.at, area=row, account=account, on=data["on"])
        return _done(request, _("負責的客戶主任已指定。"))

    form = AreaOfficerForm(request.POST or None, initial={"on": local_date(request.project, request.at)})
    form.fields["officer"].choices = [  # type: ignore[attr-defined]
        (each.username, each.name)
        for each in list_people(request.project)
        if each.role in _OFFICERS and not each.disabled
    ]
    return _page(request, form, assign, _("指定客戶主任"), sub=row.name)


def _page(request: ProjectRequest, form: Form, act: Any, title: str, sub: str = "") -> HttpResponse:
    back = reverse("areas", args=[request.project.code])
    return attempt(request, form, act) or form_page(
        request, form, title=title, verb=title, form_sub=sub, clause="R1.5c", back_url=back
    )


def _done(request: ProjectRequest, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("areas", request.project.code)
