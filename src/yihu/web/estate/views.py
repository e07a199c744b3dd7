"""Units and buildings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yihu.dossiers.operations import change_use
from yihu.estate.operations import add_unit
from yihu.estate.queries import UnitRow, get_unit, list_buildings, list_units
from yihu.policy.access import Verb
from yihu.policy.floor_area import AreaUnit
from yihu.policy.permission import Object, may, require
from yihu.policy.vocabulary import UNIT_KIND_TITLES, USE_TITLES, UnitKind, Use
from yihu.web import floor_areas
from yihu.web.estate.forms import FilterForm, UnitForm, UseForm
from yihu.web.forms import attempt, form_page
from yihu.web.projects import ProjectRequest, in_project

_PAGE = 50


@in_project
def estate(request: ProjectRequest) -> HttpResponse:
    """The units in room order, found however a room is typed, and the buildings beside them."""
    require(request.actor, Object.ESTATE, Verb.READ)
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = list_units(
        project=request.project,
        q=chosen.get("q", ""),
        use=chosen.get("use", ""),
        cursor=request.GET.get("cursor", ""),
        limit=_PAGE,
    )
    base = reverse("estate", args=[request.project.code])
    seen, area_unit = _seen(request.GET), floor_areas.shown_in(request.project)
    context = {
        "units": [_shown(request.project.code, row, area_unit) for row in page.items],
        "area_title": floor_areas.heading(_("面積"), area_unit),
        "total": page.total,
        "first": seen + 1 if page.items else 0,
        "last": seen + len(page.items),
        "next_url": _further(request.GET, page.next, seen + len(page.items)),
        "filter_form": form,
        "base_url": base,
        "buildings": list_buildings(request.project),
        "may_write": may(request.actor, Object.ESTATE),
    }
    return render(request, "estate/estate.html", context)


@in_project
def new_unit(request: ProjectRequest) -> HttpResponse:
    """Add a unit; its building comes with it."""
    require(request.actor, Object.ESTATE)

    def add(data: dict[str, Any]) -> HttpResponse:
        added = add_unit(
            by=request.actor,
            at=request.at,
            project=request.project,
            text=data["room"],
            kind=data["kind"],
            use=data["use"],
            area_m2=form.area_m2(),
            distinct=data["distinct"],
        )
        messages.success(request, _("已新增 %(room)s。") % {"room": added.label})
        return redirect("unit", request.project.code, added.id)

    form = UnitForm(request.POST or None, units=floor_areas.units_of(request.project))
    back = reverse("estate", args=[request.project.code])
    return attempt(request, form, add) or form_page(
        request, form, title=_("新增房產單元"), verb=_("新增"), back_url=back
    )


@in_project
def unit(request: ProjectRequest, unit_id: UUID) -> HttpResponse:
    """One unit, with its use."""
    require(request.actor, Object.ESTATE, Verb.READ)
    row = get_unit(request.project, unit_id)

    def change(data: dict[str, Any]) -> HttpResponse:
        change_use(by=request.actor, at=request.at, unit=row, use=data["use"])
        messages.success(request, _("使用狀態已更改。"))
        return redirect("unit", request.project.code, row.id)

    form = UseForm(request.POST or None, initial={"use": row.use})
    facts = [
        {"name": _("樓棟"), "value": row.building.name if row.building else ""},
        {"name": _("單元"), "value": row.entrance},
        {"name": _("樓層"), "value": row.floor},
        {"name": _("房號編碼"), "value": row.code},
        {"name": _("物業類型"), "value": _(UNIT_KIND_TITLES[UnitKind(row.kind)])},
        {"name": _("面積"), "value": floor_areas.phrase(row.area_m2, floor_areas.shown_in(request.project))},
        {"name": _("使用狀態"), "value": _(USE_TITLES[Use(row.use)])},
    ]
    return attempt(request, form, change) or form_page(
        request,
        form,
        title=row.label,
        verb=_("更改"),
        template="estate/unit.html",
        facts=facts,
        parsed=row.parsed,
        may_write=may(request.actor, Object.ESTATE),
        back_url=reverse("estate", args=[request.project.code]),
    )


def _shown(code: str, row: UnitRow, unit: AreaUnit) -> dict[str, Any]:
    return {
        "url": f"/{code}/estate/units/{row.id}/",
        "label": row.label,
        "code": row.code,
        "kind": _(UNIT_KIND_TITLES[UnitKind(row.kind)]),
        "use": _(USE_TITLES[Use(row.use)]),
        "area": floor_areas.figure(row.area_m2, unit),
    }


def _seen(query: QueryDict) -> int:
    typed = query.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _further(query: QueryDict, cursor: str | None, seen: int) -> str:
    if cursor is None:
        return ""
    further = query.copy()
    further["cursor"], further["seen"] = cursor, str(seen)
    return f"?{further.urlencode()}"
