"""Catch-up plans as they stand, and gaps told apart: ordinary ones, and those a plan still covers (P21)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from yihu.database.prepared import prepared
from yihu.dossiers import catching_up as kept
from yihu.dossiers.models import CatchUpPlan, CatchUpRevision, CatchUpRollup, Dossier, Gap, GapRollup
from yihu.dossiers.template import day_of
from yihu.estate.models import Building, Project
from yihu.policy import catching_up
from yihu.policy.catching_up import PlanState, Split


@dataclass(frozen=True, slots=True)
class LineGaps:
    """How many files lack a line, of `required` that should have it."""

    line: str
    missing: Split
    required: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of a plan's last day."""

    ends_on: date
    reason: str
    revised_at: datetime
    revised_by: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it stands: `first_end` is what was promised at first, `ends_on` what holds."""

    id: UUID
    starts_on: date
    first_end: date
    ends_on: date
    gaps: int
    made_at: datetime
    made_by: str
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class BuildingGaps:
    """What a building lacks, and its plan; without code and name, the units of no building.

    `left` was missing when the project went live and still is, covered by a running plan or not.
    """

    building_id: UUID | None
    code: str
    name: str
    missing: Split
    left: int
    plan: Plan | None
    state: PlanState

    @property
    def planned(self) -> int:
        """How much there was to catch up; a plan made before everything was imported grows with it."""
        return max(self.plan.gaps if self.plan else 0, self.left)


@dataclass(frozen=True, slots=True)
class Summary:
    """How far running plans are, together: `left` of `planned`, the first of them ending on `next_end`.

    `unplanned` was missing at going live too, in buildings without a plan.
    """

    planned: int
    left: int
    unplanned: int
    next_end: date | None


def gaps_by_line(project: Project, *, at: datetime) -> list[LineGaps]:
    """Every line that files lack, most ordinary gaps first, then what plans cover (R3.6, P21)."""
    covered = _covered_by_line(project, day_of(project, at))
    rows = GapRollup.objects.filter(project=project, missing__gt=0).order_by("line")
    found = [
        LineGaps(line, Split(missing - covered[line], covered[line]), required)
        for line, missing, required in rows.values_list("line", "missing", "required")
    ]
    return sorted(found, key=lambda each: (-each.missing.ordinary, -each.missing.catch_up, each.line))


def summarise(project: Project, *, at: datetime) -> Summary:
    """The plans of a project in one line, from what is kept about them."""
    today, left, plans = day_of(project, at), _left(project), list(_plans(project))
    running = [row for row in plans if _runs(row, today)]
    return Summary(
        planned=sum(max(row.gaps, left[row.building_id]) for row in running),
        left=sum(left[row.building_id] for row in running),
        unplanned=left.total() - sum(left[row.building_id] for row in plans),
        next_end=min((_end(row) for row in running if left[row.building_id]), default=None),
    )


def list_plans(project: Project, *, at: datetime) -> list[BuildingGaps]:
    """Every building with its gaps and its plan, in the order of codes; last the units of no building.

    Those are left out where nothing is missing and nothing planned. The gaps are counted from the table of
    gaps, so this is for the page of plans, not for every page.
    """
    today = day_of(project, at)
    plans = {row.building_id: _plan(row) for row in _plans(project).prefetch_related("revisions__revised_by")}
    left, missing = _left(project), _missing_by_building(project)
    places: list[tuple[UUID | None, str, str]] = list(
        Building.objects.filter(project=project).order_by("code").values_list("id", "code", "name")
    )
    if None in missing or None in plans:
        places.append((None, "", ""))
    return [
        _building(place, plans.get(place[0]), left[place[0]], missing[place[0]], today) for place in places
    ]


def covered_until(dossier: Dossier, *, at: datetime) -> dict[str, date]:
    """The missing lines of a file that a running plan covers, each with the plan's last day (P21)."""
    project, today = dossier.project, day_of(dossier.project, at)
    if project.went_live_on is None:
        return {}
    ends_on = _end_of.first(project.pk, dossier.household.unit.building_id)
    if ends_on is None or not catching_up.runs(ends_on=ends_on, as_of=today):
        return {}
    return {line: ends_on for line, since in _gaps_of(dossier.pk) if kept.is_known(project, since)}


@prepared
def _end_of(project: UUID, building: UUID | None) -> "QuerySet[CatchUpPlan, date]":
    """The last day that holds of a building's plan."""
    found = CatchUpPlan.objects.filter(project=project, building=building)
    return found.values_list(_last_day(), flat=True)


@prepared
def _gaps_of(dossier: UUID) -> "QuerySet[Gap, tuple[str, datetime]]":
    return Gap.objects.filter(dossier=dossier).values_list("line", "since")


def _plans(project: Project) -> QuerySet[CatchUpPlan]:
    """The plans of a project with the last day that holds (`ends_now`)."""
    plans = CatchUpPlan.objects.filter(project=project).select_related("made_by")
    return plans.annotate(ends_now=_last_day())


def _last_day() -> Coalesce:
    latest = CatchUpRevision.objects.filter(plan=OuterRef("pk")).order_by("-number").values("ends_on")[:1]
    return Coalesce(Subquery(latest), F("ends_on"))


def _end(row: CatchUpPlan) -> date:
    """The last day that holds, of a row of `_plans`."""
    ends_on: date = row.ends_now  # type: ignore[attr-defined]
    return ends_on


def _runs(row: CatchUpPlan, today: date) -> bool:
    return catching_up.runs(ends_on=_end(row), as_of=today)


def _covered_by_line(project: Project, today: date) -> Counter[str]:
    """How many gaps of each line a running plan covers."""
    running = [row.building_id for row in _plans(project) if _runs(row, today)]
    covered: Counter[str] = Counter()
    rows = CatchUpRollup.objects.filter(project=project, missing__gt=0)
    for building, line, missing in rows.values_list("building", "line", "missing"):
        if building in running:
            covered[line] += missing
    return covered


def _left(project: Project) -> Counter[UUID | None]:
    rows = CatchUpRollup.objects.filter(project=project).values_list("building").annotate(n=Sum("missing"))
    return Counter(dict(rows.order_by()))


def _missing_by_building(project: Project) -> Counter[UUID | None]:
    rows = Gap.objects.filter(project=project).values_list("dossier__household__unit__building")
    return Counter(dict(rows.annotate(n=Count("id")).order_by()))


def _plan(row: CatchUpPlan) -> Plan:
    return Plan(
        id=row.pk,
        starts_on=row.starts_on,
        first_end=row.ends_on,
        ends_on=_end(row),
        gaps=row.gaps,
        made_at=row.made_at,
        made_by=row.made_by.name if row.made_by else "",
        revisions=tuple(
            Revision(each.ends_on, each.reason, each.revised_at, each.revised_by.name)
            for each in sorted(row.revisions.all(), key=lambda each: each.number)
        ),
    )


def _building(
    place: tuple[UUID | None, str, str], plan: Plan | None, left: int, missing: int, today: date
) -> BuildingGaps:
    ends_on = plan.ends_on if plan else None
    covered = left if catching_up.runs(ends_on=ends_on, as_of=today) else 0
    state = catching_up.state_of(ends_on=ends_on, left=left, as_of=today)
    return BuildingGaps(*place, Split(missing - covered, covered), left, plan, state)
