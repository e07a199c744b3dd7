"""Catch-up plans (補錄計劃): what was missing at going live, building by building (P21)."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router

from yihu.api.answers import Answer, answer
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import reading, writing
from yihu.api.idempotency import once
from yihu.api.schemas.base import Asked
from yihu.api.schemas.catch_up import (
    BuildingOut,
    CatchUpOut,
    NewPlanBody,
    PlanOut,
    RevisionBody,
    RevisionOut,
)
from yihu.confidentiality import gate
from yihu.confidentiality import reading as eyes
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import CatchUpPlan
from yihu.dossiers.plans import BuildingGaps, Plan
from yihu.estate.models import Building, Project
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor

router = Router(tags=["catch-up plans"])


@router.get("", response=reading(CatchUpOut))
def list_plans(request: ApiRequest, asked: Query[Asked]) -> CatchUpOut:
    """Every building with its gaps, ordinary and to be caught up, and its plan; whole."""
    project, by = enter(request, asked.project)
    view = eyes.list_catch_up(by=by, at=request.caller.at, project=project)
    return CatchUpOut(
        project=project.code,
        went_live_on=view.went_live_on,
        last_day=view.last_day,
        items=[_building(each) for each in view.buildings],
        next=None,
        total=len(view.buildings),
    )


@router.post("", response=writing(BuildingOut, 201))
def open_plan(request: ApiRequest, body: NewPlanBody) -> HttpResponse:
    """Promise until when a building is caught up; 409 `catch_up_plan_exists` where that is promised."""
    project, by = enter(request, body.project)
    at = request.caller.at
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.CATCH_UP, verb=Verb.WRITE)

    def act() -> Answer:
        building = _named(project, body.building)
        dossiers.open_catch_up_plan(by=by, at=at, project=project, building=building, ends_on=body.ends_on)
        return answer(_row(request, project, by, building.pk if building else None), status=201)

    return once(request, act)


@router.post("/{uuid:plan_id}/revisions", response=writing(BuildingOut, 201))
def revise_plan(request: ApiRequest, plan_id: UUID, body: RevisionBody) -> HttpResponse:
    """Give a plan another last day with its reason; the former ones stay on record."""
    project, by = enter_of(request, row_of(CatchUpPlan), plan_id)

    def act() -> Answer:
        plan = eyes.find_plan(by=by, plan_id=plan_id)
        dossiers.revise_catch_up_plan(
            by=by, at=request.caller.at, plan=plan, ends_on=body.ends_on, reason=body.reason
        )
        return answer(_row(request, project, by, plan.building_id), status=201)

    return once(request, act)


def _named(project: Project, code: str) -> Building | None:
    """The building of that code; None for an empty one. Raises `Invalid`."""
    building = Building.objects.filter(project=project, code=code).first() if code else None
    if code and building is None:
        raise Invalid(
            FieldError("building", N_("沒有這一棟。"), N_("請填本項目的棟號。"), code="building_unknown")
        )
    return building


def _row(request: ApiRequest, project: Project, by: Actor, building_id: UUID | None) -> BuildingOut:
    view = eyes.list_catch_up(by=by, at=request.caller.at, project=project)
    return next(_building(each) for each in view.buildings if each.building_id == building_id)


def _building(row: BuildingGaps) -> BuildingOut:
    return BuildingOut(
        building=row.code,
        name=row.name,
        ordinary=row.missing.ordinary,
        catch_up=row.missing.catch_up,
        left=row.left,
        state=row.state,
        plan=_plan(row.plan) if row.plan else None,
    )


def _plan(plan: Plan) -> PlanOut:
    return PlanOut(
        id=plan.id,
        starts_on=plan.starts_on,
        first_end=plan.first_end,
        ends_on=plan.ends_on,
        gaps=plan.gaps,
        made_at=plan.made_at,
        made_by=plan.made_by,
        revisions=[RevisionOut.model_validate(each) for each in plan.revisions],
    )
