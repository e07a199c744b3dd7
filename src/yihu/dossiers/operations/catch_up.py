"""Catch-up plans (補錄計劃): one dated plan a building for what was missing at going live (P21)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from yihu.dossiers import events
from yihu.dossiers.models import CatchUpPlan, CatchUpRevision, CatchUpRollup
from yihu.dossiers.template import day_of
from yihu.estate.models import Building, Project
from yihu.estate.queries import effective_policy
from yihu.ledger.operations import append
from yihu.policy import catching_up, permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, Invalid, NotKnown, refuse
from yihu.policy.vocabulary import N_, Actor


@transaction.atomic
def open_catch_up_plan(
    *, by: Actor, at: datetime, project: Project, building: Building | None, ends_on: date
) -> CatchUpPlan:
    """Promise until when a building's gaps of going live are caught up; None: the units of no building.

    P21, R1.10a: once a building, at most P21's months after going live. Raises `Invalid` (`ends_on`) and
    `Conflict` (`no_go_live`, `catch_up_over`, `catch_up_plan_exists`).
    """
    permission.require(by, Object.CATCH_UP, Verb.WRITE, project_id=project.pk)
    if building and building.project_id != project.pk:
        raise NotKnown
    live = _check(project, ends_on, at)
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    if CatchUpPlan.objects.filter(project=project, building=building).exists():
        raise Conflict(_EXISTS)
    left = CatchUpRollup.objects.filter(project=project, building=building).aggregate(n=Sum("missing"))["n"]
    plan = CatchUpPlan.objects.create(
        project=project,
        building=building,
        starts_on=live,
        ends_on=ends_on,
        gaps=left or 0,
        made_at=at,
        made_by_id=by.account_id,
    )
    _record(events.CATCH_UP_PLANNED, by, at, plan, {"ends_on": ends_on.isoformat(), "gaps": plan.gaps})
    return plan


@transaction.atomic
def revise_catch_up_plan(
    *, by: Actor, at: datetime, plan: CatchUpPlan, ends_on: date, reason: str
) -> CatchUpRevision:
    """Give a plan another last day, with the reason; what it was stays on record (P21, R1.10a).

    Raises `Invalid` (`ends_on`, `reason`) and `Conflict` (`catch_up_over`, `catch_up_unchanged`).
    """
    permission.require(by, Object.CATCH_UP, Verb.WRITE, project_id=plan.project_id)
    reviser = permission.person(by, N_("補錄計劃須由本人改期。"))
    if errors := catching_up.check_reason(reason):
        raise Invalid(*errors)
    _check(plan.project, ends_on, at)
    locked = CatchUpPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    latest = locked.revisions.order_by("-number").first()
    before = latest.ends_on if latest else locked.ends_on
    if before == ends_on:
        raise Conflict(_UNCHANGED)
    revision = CatchUpRevision.objects.create(
        plan=locked,
        number=latest.number + 1 if latest else 1,
        ends_on=ends_on,
        reason=reason.strip(),
        revised_at=at,
        revised_by_id=reviser,
    )
    detail = {"from": before.isoformat(), "ends_on": ends_on.isoformat(), "number": revision.number}
    _record(events.CATCH_UP_REVISED, by, at, locked, detail)
    return revision


def _check(project: Project, ends_on: date, at: datetime) -> date:
    """The day the project went live, where a plan may end on that day."""
    today, live = day_of(project, at), project.went_live_on
    policy = effective_policy(project, today)
    decision = catching_up.judge_plan(went_live_on=live, as_of=today, policy=policy)
    if live is None or not decision:
        raise Conflict(decision)
    if errors := catching_up.check_end(ends_on=ends_on, went_live_on=live, as_of=today, policy=policy):
        raise Invalid(*errors)
    return live


def _record(action: str, by: Actor, at: datetime, plan: CatchUpPlan, detail: Mapping[str, object]) -> None:
    subjects = {"catch_up_plan": plan.pk}
    if plan.building_id:
        subjects["building"] = plan.building_id
    append(project_id=plan.project_id, by=by, at=at, action=action, subjects=subjects, detail=detail)


_EXISTS = refuse(
    "catch_up_plan_exists",
    N_("這一棟已有補錄計劃，一棟只有一份。"),
    clause=catching_up.CLAUSE,
    mend=N_("請在原計劃上改期並寫明原因。"),
)
_UNCHANGED = refuse(
    "catch_up_unchanged",
    N_("完成日沒有改變。"),
    clause=catching_up.CLAUSE,
    mend=N_("請填另一個日期。"),
)
