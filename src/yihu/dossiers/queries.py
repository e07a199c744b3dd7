"""What the file room can say about itself: what waits, what is unread, what is missing, who has no file."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from yihu.database.prepared import prepared
from yihu.dossiers.models import AccessionRow, Cabinet, Document, Dossier, Filing
from yihu.dossiers.template import day_of
from yihu.estate.models import Project, Unit
from yihu.households.models import Household
from yihu.policy.vocabulary import Department, Use


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document received and not yet filed."""

    id: UUID
    title: str
    volume: str
    line: str
    unit_label: str
    received_at: datetime
    received_by: str
    overdue_days: int


@dataclass(frozen=True, slots=True)
class DayCounts:
    """How a department's day stands: received, of those filed, and what waits from any day."""

    received: int
    filed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The file before or after one in the cabinet."""

    household_id: UUID
    unit_label: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """應建、已建、未建 (R3.1): units that should have a file, and those that have one."""

    due: int
    opened: int

    @property
    def missing(self) -> int:
        """How many have none."""
        return self.due - self.opened


def waiting_documents(
    project: Project, volumes: frozenset[Department], *, at: datetime, limit: int = 50
) -> list[Waiting]:
    """What waits to be filed in these volumes, the oldest first."""
    rows = (
        _waiting(project, volumes)
        .select_related("dossier__household__unit", "received_by")
        .order_by("received_at", "id")
    )
    today = day_of(project, at)
    return [
        Waiting(
            id=row.pk,
            title=row.title,
            volume=row.volume,
            line=row.line,
            unit_label=row.dossier.household.unit.label if row.dossier else "",
            received_at=row.received_at,
            received_by=row.received_by.name if row.received_by else "",
            overdue_days=max((today - day_of(project, row.received_at)).days, 0),
        )
        for row in rows[:limit]
    ]


def count_waiting(project: Project, volumes: frozenset[Department]) -> int:
    """How many documents wait to be filed in these volumes."""
    return _waiting(project, volumes).count()


def day_counts(project: Project, volume: Department, day: date) -> DayCounts:
    """A department's day: received, filed of those, and all that waits."""
    start = datetime.combine(day, datetime.min.time(), ZoneInfo(project.time_zone))
    received = Document.objects.filter(
        project=project, volume=volume, received_at__gte=start, received_at__lt=start + timedelta(days=1)
    )
    counts = received.aggregate(received=Count("id"), filed=Count("filing"))
    return DayCounts(counts["received"], counts["filed"], count_waiting(project, frozenset({volume})))


def unread_days(project: Project, volume: Department) -> list[tuple[date, int]]:
    """The days of a department that its head has not read yet, the oldest first, with their rows."""
    rows = AccessionRow.objects.filter(project=project, volume=volume, reading__isnull=True)
    return list(rows.values_list("day").annotate(Count("id")).order_by("day"))


def register_days(
    project: Project, volume: Department, *, limit: int = 60
) -> list[tuple[date, int, int, int]]:
    """Days of a department, newest first: plus, minus, unread."""
    rows = AccessionRow.objects.filter(project=project, volume=volume).values_list("day")
    counted = rows.annotate(
        plus=Count("id", filter=Q(sign="+")),
        minus=Count("id", filter=Q(sign="-")),
        unread=Count("id", filter=Q(reading__isnull=True)),
    )
    return list(counted.order_by("-day")[:limit])


def coverage(project: Project) -> Coverage:
    """How many sold units should have a file, and how many have one (R1.1, R3.1)."""
    due = Unit.objects.filter(project=project).exclude(use=Use.DEVELOPER)
    return Coverage(due.count(), due.filter(Exists(_open_household())).count())


def units_without_file(project: Project) -> list[Unit]:
    """有戶無檔: every sold unit that has no open file, in room order (R1.1)."""
    sold = Unit.objects.filter(project=project).exclude(use=Use.DEVELOPER)
    return list(sold.filter(~Exists(_open_household())).select_related("building").order_by("sort_key", "id"))


def files_without_owners(project: Project, *, limit: int = 50) -> list[Dossier]:
    """Files that a first paper opened and whose owners are still to be registered (R2.3.1: 業主待補)."""
    found = Dossier.objects.filter(
        project=project, household__owners_registered_at__isnull=True, household__ended_on__isnull=True
    )
    return list(found.select_related("household__unit").order_by("opened_at", "id")[:limit])


def count_files_without_owners(project: Project) -> int:
    """How many such files there are in all."""
    return _without_owners.first(project.pk) or 0


@prepared
def _without_owners(project: UUID) -> "QuerySet[Household, int]":
    here = Household.objects.filter(
        project=project, owners_registered_at__isnull=True, ended_on__isnull=True, dossier__isnull=False
    )
    return here.values("project").annotate(number=Count("*")).values_list("number", flat=True)


def same_day_series(
    project: Project, volumes: frozenset[Department], *, until: date, days: int = 30
) -> list[float]:
    """當日歸檔率 of each day that received anything, oldest first (Annex G: filed on the day ÷ received).

    What still waits on the last day counts neither way before that day is over.
    """
    start = datetime.combine(
        until - timedelta(days=days - 1), datetime.min.time(), ZoneInfo(project.time_zone)
    )
    received = Document.objects.filter(
        project=project,
        volume__in=volumes,
        received_at__gte=start,
        received_at__lt=start + timedelta(days=days),
    )
    on_time: Counter[date] = Counter()
    total: Counter[date] = Counter()
    for at, late in received.values_list("received_at", "filing__late"):
        day = day_of(project, at)
        if late is not None or day < until:
            total[day] += 1
            on_time[day] += late is False
    return [on_time[day] / total[day] for day in sorted(total)]


def next_position(cabinet: Cabinet) -> str:
    """The hanging position after the highest one in use in a cabinet."""
    used = cabinet.placements.filter(until__isnull=True).values_list("position", flat=True)
    numbers = [int(position) for position in used if position.isdigit()]
    return str(max(numbers, default=0) + 1)


def neighbours(*, project: Project, unit_id: UUID) -> tuple[Neighbour | None, Neighbour | None]:
    """The files before and after a unit's in room order, as they stand in the cabinet (R2.3.3.1)."""
    before, after = (_beside.first(project.pk, unit_id, after=way) for way in (False, True))
    return before and Neighbour(*before), after and Neighbour(*after)


@prepared
def _beside(project: UUID, unit: UUID, *, after: bool) -> "QuerySet[Household, tuple[UUID, str]]":
    """The project is asked of the unit, so that the index of rooms leads to the next one without sorting."""
    here = Subquery(Unit.objects.filter(pk=unit).values("sort_key"))
    others = Household.objects.filter(unit__project=project, ended_on__isnull=True, dossier__isnull=False)
    if after:
        found = others.filter(unit__sort_key__gt=here).order_by("unit__sort_key", "id")
    else:
        found = others.filter(unit__sort_key__lt=here).order_by("-unit__sort_key", "-id")
    return found.values_list("id", "unit__label")[:1]


def late_filings(project: Project, *, since: datetime) -> int:
    """How many filings were late since an instant."""
    return Filing.objects.filter(project=project, late=True, filed_at__gte=since).count()


def _waiting(project: Project, volumes: frozenset[Department]) -> QuerySet[Document]:
    return Document.objects.filter(project=project, volume__in=volumes, filing__isnull=True)


def _open_household() -> QuerySet[Household]:
    return Household.objects.filter(unit=OuterRef("pk"), ended_on__isnull=True, dossier__isnull=False)
