"""Keeps count, by building and line, of what was known at going live and is still missing (P21).

`completeness.refresh` and imports take it in their transactions, after they changed `GapRollup`, whose rows
are thereby locked for the same lines.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F

from yihu.dossiers.models import CatchUpRollup, Dossier, Gap
from yihu.dossiers.template import day_of
from yihu.estate.models import Project
from yihu.policy.catching_up import known_at_go_live

Place = tuple[UUID | None, str]
"""A building (None: the units of none) and a line."""


def is_known(project: Project, since: datetime) -> bool:
    """Whether a gap that is there since an instant was known at going live (P21)."""
    live = project.went_live_on
    return live is not None and known_at_go_live(known_on=day_of(project, since), went_live_on=live)


def follow(
    dossier: Dossier, *, opened: Iterable[str], closed: Iterable[tuple[str, datetime]], at: datetime
) -> None:
    """Bring the count in line with a file's gaps that opened at `at`, and those that closed, by `since`."""
    project, building = dossier.project, dossier.household.unit.building_id
    changes: Counter[Place] = Counter()
    if is_known(project, at):
        changes.update((building, line) for line in opened)
    changes.subtract((building, line) for line, since in closed if is_known(project, since))
    add(project.pk, changes)


def add(project_id: UUID, changes: Counter[Place]) -> None:
    """Add so many known gaps (or take them away) at each place."""
    together: dict[tuple[UUID | None, int], list[str]] = defaultdict(list)
    for (building, line), change in changes.items():
        if change:
            together[building, change].append(line)
    CatchUpRollup.objects.bulk_create(
        (
            CatchUpRollup(project_id=project_id, building_id=building, line=line)
            for (building, change), lines in together.items()
            for line in lines
            if change > 0
        ),
        ignore_conflicts=True,
    )
    for (building, change), lines in together.items():
        here = CatchUpRollup.objects.filter(project_id=project_id, building=building, line__in=lines)
        here.update(missing=F("missing") + change)


def recount(project: Project) -> dict[Place, int]:
    """The count as the gaps themselves have it, for `verify`."""
    if project.went_live_on is None:
        return {}
    end = datetime.combine(project.went_live_on + timedelta(days=1), time(), ZoneInfo(project.time_zone))
    known = Gap.objects.filter(project=project, since__lt=end)
    counted = known.values_list("dossier__household__unit__building", "line").annotate(n=Count("id"))
    return {(building, line): n for building, line, n in counted.order_by()}
