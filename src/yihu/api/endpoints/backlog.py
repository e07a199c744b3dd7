"""紙檔未入電腦 (R1.10a): what is still to be entered, with exact counts."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Query, Router

from yihu.api.callers import ApiRequest, enter
from yihu.api.endpoints.common import reading
from yihu.api.schemas.base import Asked, Blankable, Out
from yihu.confidentiality import reading as eyes
from yihu.confidentiality.reading import Lack

router = Router(tags=["backlog"])


class BacklogAsked(Asked):
    """Which rows: of papers, owners, areas or telephones that are missing."""

    lack: Annotated[Literal["paper", "owners", "area", "phone"] | None, Blankable] = None


class BacklogItem(Out):
    """One thing to enter; a paper that belongs to no file yet has no household."""

    lack: str
    unit_label: str
    household_id: UUID | None
    title: str
    since: datetime


class BacklogOut(Out):
    """How much of each is behind, and the first 200 of what was asked for, the oldest first."""

    counts: dict[str, int]
    lack: str
    items: list[BacklogItem]
    total: int
    untold: int


@router.get("", response=reading(BacklogOut))
def show_backlog(request: ApiRequest, asked: Query[BacklogAsked]) -> BacklogOut:
    """What is behind; `untold` counts corrected figures of which 財務 is to be told (R1.10d)."""
    project, by = enter(request, asked.project)
    lack = Lack(asked.lack or Lack.PAPER)
    found = eyes.open_backlog(by=by, at=request.caller.at, project=project, lack=lack)
    return BacklogOut(
        counts={each.value: number for each, number in found.counts.items()},
        lack=lack.value,
        items=[
            BacklogItem(
                lack=row.lack.value,
                unit_label=row.unit_label,
                household_id=row.household_id,
                title=row.title,
                since=row.since,
            )
            for row in found.rows
        ],
        total=found.counts[lack],
        untold=eyes.count_untold(project),
    )
