"""Catch-up plans."""

from datetime import date, datetime
from uuid import UUID

from yihu.api.schemas.base import Body, Code, Day, Out, Page, Reason
from yihu.policy.catching_up import PlanState


class NewPlanBody(Body):
    """A building's code, empty for the units of no building, and the plan's last day."""

    project: Code | None = None
    building: Code
    ends_on: Day


class RevisionBody(Body):
    """Another last day, and why."""

    ends_on: Day
    reason: Reason


class RevisionOut(Out):
    """A change of a plan's last day."""

    ends_on: date
    reason: str
    revised_at: datetime
    revised_by: str


class PlanOut(Out):
    """A plan: `ends_on` holds now, `first_end` did at first, `gaps` were missing when it was made."""

    id: UUID
    starts_on: date
    first_end: date
    ends_on: date
    gaps: int
    made_at: datetime
    made_by: str
    revisions: list[RevisionOut]


class BuildingOut(Out):
    """A building's ordinary gaps and those that its plan still covers; `left` is of the day of going live."""

    building: str
    name: str
    ordinary: int
    catch_up: int
    left: int
    state: PlanState
    plan: PlanOut | None


class CatchUpOut(Page[BuildingOut]):
    """Every building, whole; plans can end until `last_day`."""

    project: str
    went_live_on: date | None
    last_day: date | None
