"""紙檔未入電腦 (R1.10a): what has not been entered whole; corrected figures that 財務 is still to be told of.

Entered means: every paper that arrived stands in its line, and the key facts are there: who owns the unit,
how large it is, and a telephone to reach them by. A paper is behind a day after it came (the practice
target), a fact from the moment it is missed. Gaps of the catalogue are told apart (`missing`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yihu.confidentiality import events, gate
from yihu.dossiers.models import Document
from yihu.estate.models import Project
from yihu.households.models import Correction, Household, Ownership, Phone
from yihu.households.operations import TOUCHES_CHARGES
from yihu.policy.access import Object
from yihu.policy.vocabulary import N_, Actor

TARGET = timedelta(hours=24)
"""How soon a paper is entered (R1.10a, practice target)."""
SHOWN = 200


class Lack(StrEnum):
    """What keeps a file from being entered whole."""

    PAPER = "paper"
    OWNERS = "owners"
    AREA = "area"
    PHONE = "phone"


LACK_TITLES: dict[Lack, str] = {
    Lack.PAPER: N_("收到逾 24 小時未歸檔的資料"),
    Lack.OWNERS: N_("業主待補"),
    Lack.AREA: N_("沒有建築面積"),
    Lack.PHONE: N_("沒有聯繫電話"),
}


@dataclass(frozen=True, slots=True)
class BacklogRow:
    """One thing to enter: of which file, and since when it waits; a paper without a file has none."""

    lack: Lack
    unit_label: str
    household_id: UUID | None
    title: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much of each is behind, exactly, and the first rows of what was asked for, the oldest first."""

    counts: dict[Lack, int]
    lack: Lack
    rows: tuple[BacklogRow, ...]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class UntoldRow:
    """A corrected figure that charges rest on, of which 財務 does not know yet (R1.10d)."""

    correction_id: UUID
    household_id: UUID
    unit_label: str
    old: str
    new: str
    reason: str
    corrected_at: datetime
    corrected_by: str


def open_backlog(*, by: Actor, at: datetime, project: Project, lack: Lack = Lack.PAPER) -> Backlog:
    """What is behind; the sight is registered by counts. Raises `Refused`, `NotKnown`."""
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.BACKLOG)
    found = {each: _of(each, project, at) for each in Lack}
    counts = {each: rows.count() for each, rows in found.items()}
    rows = tuple(_rows(lack, found[lack]))
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.BACKLOG,
        action=events.BACKLOG_LISTED,
        detail={"lack": lack.value, "found": counts[lack], "shown": len(rows)},
    )
    return Backlog(counts, lack, rows)


def count_backlog(*, project: Project, at: datetime) -> int:
    """How much is behind in all; a number says nothing of anybody."""
    return sum(_of(each, project, at).count() for each in Lack)


def list_untold(*, by: Actor, at: datetime, project: Project) -> tuple[tuple[UntoldRow, ...], int]:
    """The corrected figures of which 財務 is to be told, the oldest first, and how many there are."""
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.BACKLOG)
    found = _untold(project)
    total = found.count()
    rows = tuple(
        UntoldRow(*row)
        for row in found.order_by("corrected_at", "id").values_list(
            *(
                "id",
                "household_id",
                "unit__label",
                "old",
                "new",
                "reason",
                "corrected_at",
                "corrected_by__name",
            )
        )[:SHOWN]
    )
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.BACKLOG,
        action=events.BACKLOG_LISTED,
        detail={"lack": "finance", "found": total, "shown": len(rows)},
    )
    return rows, total


def count_untold(project: Project) -> int:
    """How many corrected figures 財務 does not know of."""
    return _untold(project).count()


def _untold(project: Project) -> "QuerySet[Correction]":
    return Correction.objects.filter(
        project=project, field__in=sorted(TOUCHES_CHARGES), finance_notice__isnull=True
    )


def _of(lack: Lack, project: Project, at: datetime) -> "QuerySet[Any]":
    if lack is Lack.PAPER:
        return Document.objects.filter(project=project, filing__isnull=True, received_at__lt=at - TARGET)
    open_ones = Household.objects.filter(project=project, ended_on__isnull=True)
    registered = open_ones.filter(owners_registered_at__isnull=False)
    match lack:
        case Lack.OWNERS:
            return open_ones.filter(owners_registered_at__isnull=True)
        case Lack.AREA:
            return open_ones.filter(unit__area_m2__isnull=True)
        case Lack.PHONE:
            held = Ownership.objects.filter(
                Q(Exists(Phone.objects.filter(person=OuterRef("person"), until__isnull=True))),
                household=OuterRef("pk"),
                ends_on__isnull=True,
            )
            return registered.filter(~Exists(held))


def _rows(lack: Lack, found: "QuerySet[Any]") -> Iterable[BacklogRow]:
    if lack is Lack.PAPER:
        columns = ("dossier__household__unit__label", "dossier__household_id", "title", "received_at")
        for label, household, title, since in found.order_by("received_at", "id").values_list(*columns)[
            :SHOWN
        ]:
            yield BacklogRow(lack, label or "", household, title, since)
        return
    columns = ("unit__label", "id", "dossier__file_no", "opened_at")
    for label, household, title, since in found.order_by("unit__sort_key", "id").values_list(*columns)[
        :SHOWN
    ]:
        yield BacklogRow(lack, label, household, title or "", since)
