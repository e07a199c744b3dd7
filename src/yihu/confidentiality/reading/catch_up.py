"""The catch-up plans of a project (P21): counts by building, nothing of any household."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yihu.confidentiality import gate
from yihu.dossiers import plans
from yihu.dossiers.models import CatchUpPlan
from yihu.dossiers.plans import BuildingGaps
from yihu.dossiers.template import day_of
from yihu.estate import queries as estate
from yihu.estate.models import Project
from yihu.policy import catching_up
from yihu.policy.access import Object
from yihu.policy.catching_up import PlanState
from yihu.policy.decisions import Decision, NotKnown
from yihu.policy.vocabulary import Actor


@dataclass(frozen=True, slots=True)
class CatchUpView:
    """Every building with its gaps and plan; `open` says whether plans can be made or revised now.

    `last_day` is the latest day a plan may end on.
    """

    went_live_on: date | None
    last_day: date | None
    open: Decision
    buildings: tuple[BuildingGaps, ...]

    @property
    def left(self) -> int:
        """How much that was missing at going live still is, where a plan covers it."""
        return sum(each.missing.catch_up for each in self.buildings)

    @property
    def unplanned(self) -> tuple[BuildingGaps, ...]:
        """Buildings that lack something from going live and have no plan."""
        return tuple(each for each in self.buildings if each.state is PlanState.NONE and each.left)


def list_catch_up(*, by: Actor, at: datetime, project: Project) -> CatchUpView:
    """How catching up stands, building by building. Raises `Refused` R1.10a, `NotKnown`."""
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.CATCH_UP)
    today = day_of(project, at)
    live, policy = project.went_live_on, estate.effective_policy(project, today)
    return CatchUpView(
        went_live_on=live,
        last_day=catching_up.last_day(went_live_on=live, policy=policy) if live else None,
        open=catching_up.judge_plan(went_live_on=live, as_of=today, policy=policy),
        buildings=tuple(plans.list_plans(project, at=at)),
    )


def find_plan(*, by: Actor, plan_id: UUID) -> CatchUpPlan:
    """The plan with this id, in the actor's own project. Raises `NotKnown` for any other."""
    plan = (
        CatchUpPlan.objects.select_related("project", "building")
        .filter(pk=plan_id, project_id=gate.own_project(by))
        .first()
    )
    if plan is None:
        raise NotKnown
    return plan
