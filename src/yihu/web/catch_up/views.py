"""The plans of a project, and the acts of whoever answers for them (P21)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yihu.confidentiality.reading import CatchUpView, find_plan, list_catch_up
from yihu.dossiers.operations import open_catch_up_plan, revise_catch_up_plan
from yihu.dossiers.plans import BuildingGaps
from yihu.estate.models import Building
from yihu.policy.access import Object, Verb
from yihu.policy.catching_up import CLAUSE, PLAN_STATE_TITLES, PlanState
from yihu.web import dates, pictures
from yihu.web.catch_up.forms import PlanForm, RevisionForm
from yihu.web.forms import attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require

_TONES = {PlanState.NONE: "", PlanState.RUNNING: "due", PlanState.DONE: "ok", PlanState.ENDED: "late"}
_NONE = "none"


@require_GET
@in_project
def plans(request: ProjectRequest) -> HttpResponse:
    """Every building with its gaps, its plan and how far that is."""
    shown = _read(request)
    context = {
        "went_live_on": shown.went_live_on,
        "last_day": shown.last_day,
        "rows": [_row(request, each) for each in shown.buildings],
        "closed": "" if shown.open else _(shown.open.reason) % shown.open.params,
        "may_plan": bool(shown.open) and bool(_without_plan(shown)) and _writes(request),
    }
    return render(request, "catch_up/plans.html", context)


@in_project
def new_plan(request: ProjectRequest) -> HttpResponse:
    """Make a plan for each of the buildings chosen, all or none."""
    require(request, Object.CATCH_UP, Verb.WRITE)
    shown = _read(request)
    free = {_key(each): each for each in _without_plan(shown)}
    if not free and request.method != "POST":
        messages.info(request, _("每棟各有一份計劃，訂立後一棟不能再訂第二份。"))
        return redirect("catch_up", request.project.code)

    def make(data: dict[str, Any]) -> HttpResponse:
        with transaction.atomic():
            for key in data["buildings"]:
                open_catch_up_plan(
                    by=request.actor,
                    at=request.at,
                    project=request.project,
                    building=_building(free[key]),
                    ends_on=data["ends_on"],
                )
        messages.success(request, _("已訂立 %(count)s 份補錄計劃。") % {"count": len(data["buildings"])})
        return redirect("catch_up", request.project.code)

    start = {"buildings": [key for key, each in free.items() if each.left], "ends_on": shown.last_day}
    choices = [(key, _choice(each)) for key, each in free.items()]
    form = PlanForm(request.POST or None, initial=start, buildings=choices)
    back = reverse("catch_up", args=[request.project.code])
    title = _("訂立補錄計劃")
    return attempt(request, form, make) or form_page(
        request, form, title=title, verb=title, form_sub=_limits(shown), clause=CLAUSE, back_url=back
    )


@in_project
def plan(request: ProjectRequest, plan_id: UUID) -> HttpResponse:
    """One plan with all its last days, and the form for another."""
    shown = _read(request)
    record = find_plan(by=request.actor, plan_id=plan_id)
    row = next(each for each in shown.buildings if each.building_id == record.building_id)

    def revise(data: dict[str, Any]) -> HttpResponse:
        revise_catch_up_plan(by=request.actor, at=request.at, plan=record, **data)
        messages.success(request, _("補錄計劃已改期。"))
        return redirect("catch_up_plan", request.project.code, record.pk)

    form = RevisionForm(request.POST or None)
    return attempt(request, form, revise) or form_page(
        request,
        form,
        title=_name(row),
        verb=_("改期"),
        template="catch_up/plan.html",
        form_sub=_limits(shown),
        row=_row(request, row),
        plan=row.plan,
        may_revise=bool(shown.open) and _writes(request),
        back_url=reverse("catch_up", args=[request.project.code]),
    )


def _read(request: ProjectRequest) -> CatchUpView:
    return list_catch_up(by=request.actor, at=request.at, project=request.project)


def _writes(request: ProjectRequest) -> bool:
    return allows(request, Object.CATCH_UP, Verb.WRITE)


def _without_plan(shown: CatchUpView) -> list[BuildingGaps]:
    return [each for each in shown.buildings if each.plan is None]


def _building(row: BuildingGaps) -> Building | None:
    return Building.objects.get(pk=row.building_id) if row.building_id else None


def _key(row: BuildingGaps) -> str:
    return str(row.building_id or _NONE)


def _name(row: BuildingGaps) -> str:
    return row.name or _("不屬任何樓棟")


def _choice(row: BuildingGaps) -> str:
    return _("%(building)s：上線時缺、現仍缺 %(left)s 項") % {"building": _name(row), "left": row.left}


def _limits(shown: CatchUpView) -> str:
    if shown.went_live_on is None or shown.last_day is None:
        return ""
    days = {"live": dates.day(shown.went_live_on), "last": dates.day(shown.last_day)}
    return _("上線日 %(live)s，補錄計劃最遲到 %(last)s。") % days


def _row(request: ProjectRequest, each: BuildingGaps) -> dict[str, Any]:
    done = each.planned - each.left
    said = _("%(building)s：%(planned)s 項中已補 %(done)s 項") % {
        "building": _name(each),
        "planned": each.planned,
        "done": done,
    }
    tone = _TONES[each.state] if each.state in (PlanState.RUNNING, PlanState.ENDED) else ""
    return {
        "name": _name(each),
        "url": reverse("catch_up_plan", args=[request.project.code, each.plan.id]) if each.plan else "",
        "ordinary": each.missing.ordinary,
        "catch_up": each.missing.catch_up,
        "left": each.left,
        "planned": each.planned,
        "done": done,
        "ends_on": each.plan.ends_on if each.plan else None,
        "state": _(PLAN_STATE_TITLES[each.state]),
        "tone": _TONES[each.state],
        "picture": pictures.progress(done=done, total=each.planned, title=said, tone=tone)
        if each.plan
        else None,
    }
