"""《業戶情況一覽表》 (R1.10b): one masked row a unit, found by anything people remember."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yihu.confidentiality import events, gate
from yihu.confidentiality.reading import finding
from yihu.confidentiality.reading.finding import Filters
from yihu.confidentiality.reading.overview_rows import Extra, OverviewRow, PlatesOf, columns, prepared
from yihu.estate.models import Project
from yihu.kernel.paging import LARGEST_PAGE, Page, encode_cursor
from yihu.policy.access import Object
from yihu.policy.decisions import ALLOWED, check, refuse
from yihu.policy.vocabulary import N_, Actor, Role

NOT_FOR_DESK = refuse(
    "not_granted",
    N_("總臺只見姓名、房號和遮蔽的電話。"),
    clause="R1.6a",
    mend=N_("請向客服部負責人申請查閱許可。"),
)
NONE: frozenset[Extra] = frozenset()


@dataclass(frozen=True, slots=True)
class OverviewPage(Page[OverviewRow]):
    """A page of the list that knows its place: the number of its `first` row, and a cursor back."""

    previous: str | None = None
    first: int = 1


def list_households(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    filters: Filters,
    cursor: str = "",
    limit: int = 50,
    back: bool = False,
    placed: bool = False,
    extras: Collection[Extra] = NONE,
    plates_of: PlatesOf | None = None,
) -> OverviewPage:
    """The households of a project in room order, with an exact total.

    `back` asks for those before the cursor; `placed` counts which place in the whole the page has. Raises
    `Refused` R1.6a, `NotKnown`, `Invalid` for a filter that there is not.
    """
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.HOUSEHOLD_LIST)
    _require_seen(by, filters, extras)
    limit = max(1, min(limit, LARGEST_PAGE))
    found = finding.find(by=by, project=project, filters=filters, at=at)
    total = found.count()
    asked = columns(extras)
    rows = found.rows(*asked, cursor=cursor, limit=limit + 1, back=back)
    if back and len(rows) <= limit:  # the beginning is reached: it is shown as a whole page
        cursor, back = "", False
        rows = found.rows(*asked, limit=limit + 1)
    more, rows = len(rows) > limit, rows[:limit]
    rows = rows[::-1] if back else rows
    before = found.before(_key_of(rows[0])) if placed and cursor and rows else 0
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.HOUSEHOLD_LIST,
        action=events.LISTED,
        detail={"found": total, "shown": len(rows), "searched": bool(filters.q.strip())},
    )
    return OverviewPage(
        items=prepared(by, project, at, rows, extras, plates_of),
        next=_cursor_of(rows[-1]) if more or back else None,
        total=total,
        previous=_cursor_of(rows[0]) if before else None,
        first=before + 1,
    )


def count_households(*, by: Actor, at: datetime, project: Project, filters: Filters) -> int:
    """How many households the filters leave; raises as `list_households` does. Shows nobody."""
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.HOUSEHOLD_LIST)
    _require_seen(by, filters, NONE)
    return finding.find(by=by, project=project, filters=filters, at=at).count()


def each_household(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    filters: Filters,
    extras: Collection[Extra] = NONE,
    plates_of: PlatesOf | None = None,
    batch: int = 500,
) -> Iterator[OverviewRow]:
    """All of them in room order, a batch at a time, for a paper whose taking is registered already.

    Raises as `list_households` does, at the first row.
    """
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.HOUSEHOLD_LIST)
    _require_seen(by, filters, extras)
    found = finding.find(by=by, project=project, filters=filters, at=at)
    asked, cursor = columns(extras), ""
    while True:
        rows = found.rows(*asked, cursor=cursor, limit=batch)
        yield from prepared(by, project, at, rows, extras, plates_of)
        if len(rows) < batch:
            return
        cursor = _cursor_of(rows[-1])


def _key_of(row: tuple[Any, ...]) -> finding.Key:
    return row[14], row[0]


def _cursor_of(row: tuple[Any, ...]) -> str:
    return encode_cursor(row[14], str(row[0]))


def _require_seen(by: Actor, filters: Filters, extras: Collection[Extra]) -> None:
    """The front desk narrows by nothing that it may not see, and is shown nothing more (C10)."""
    if by.role == Role.FRONT_DESK:
        wide = filters.missing or filters.corrected or set(extras) - {Extra.PLACE}
        check(NOT_FOR_DESK if wide else ALLOWED)
