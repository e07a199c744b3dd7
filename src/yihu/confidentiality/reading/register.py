"""A department's day in 《業戶檔案一覽表》 (R2.3.3.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yihu.confidentiality import events, gate
from yihu.dossiers.models import AccessionReading, AccessionRow
from yihu.estate.models import Project
from yihu.households.models import Ownership
from yihu.policy.access import Object
from yihu.policy.vocabulary import Actor, Department


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One plus or minus; `household` is the first owner's name, for those who may see names."""

    id: UUID
    number: int
    unit_label: str
    file_no: str
    household: str
    item_no: str
    title: str
    sign: str
    pages: int
    carrier: str
    location: str
    formed_on: date | None
    received_at: datetime
    entered_at: datetime
    on_the_day: bool
    entered_by: str
    note: str
    read: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A head's 已閱."""

    read_at: datetime
    read_by: str
    rows: int
    remark: str


@dataclass(frozen=True, slots=True)
class DayRegister:
    """A department's day: rows in order, and the readings."""

    project: str
    project_name: str
    volume: str
    day: date
    rows: tuple[RegisterRow, ...]
    readings: tuple[Reading, ...]
    unread: int
    plus: int
    minus: int


def open_register(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    volume: Department,
    day: date,
    action: str = events.REGISTER_VIEWED,
) -> DayRegister:
    """The rows of a department's day; the sight is registered. Raises `Refused`, `NotKnown`."""
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.ACCESSION_REGISTER,
        volume=volume,
        action=action,
        detail={"volume": volume, "day": day.isoformat()},
    )
    names = bool(gate.decide(by=by, at=at, project_id=project.pk, thing=Object.HOUSEHOLD))
    found = AccessionRow.objects.filter(project=project, volume=volume, day=day).select_related(
        "dossier__household__unit", "entered_by"
    )
    rows = list(found.order_by("number"))
    owners = _first_owners([row.dossier.household_id for row in rows]) if names else {}
    shown = tuple(_row(row, owners.get(row.dossier.household_id, "")) for row in rows)
    readings = AccessionReading.objects.filter(project=project, volume=volume, day=day).select_related(
        "read_by"
    )
    return DayRegister(
        project=project.code,
        project_name=project.name,
        volume=volume,
        day=day,
        rows=shown,
        readings=tuple(
            Reading(row.read_at, row.read_by.name, row.rows, row.remark)
            for row in readings.order_by("read_at", "id")
        ),
        unread=sum(not row.read for row in shown),
        plus=sum(row.sign == "+" for row in shown),
        minus=sum(row.sign == "-" for row in shown),
    )


def _first_owners(households: list[UUID]) -> dict[UUID, str]:
    held = Ownership.objects.filter(household__in=households, ends_on__isnull=True).order_by(
        "-position", "-id"
    )
    return dict(held.values_list("household", "person__name"))


def _row(row: AccessionRow, household: str) -> RegisterRow:
    return RegisterRow(
        id=row.pk,
        number=row.number,
        unit_label=row.dossier.household.unit.label,
        file_no=row.dossier.file_no,
        household=household,
        item_no=row.item_no,
        title=row.title,
        sign=row.sign,
        pages=row.pages,
        carrier=row.carrier,
        location=row.location,
        formed_on=row.formed_on,
        received_at=row.received_at,
        entered_at=row.entered_at,
        on_the_day=row.on_the_day,
        entered_by=row.entered_by.name if row.entered_by else "",
        note=row.note,
        read=row.reading_id is not None,
    )
