"""Vehicles as lists, files and the gate show them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yihu.confidentiality import gate
from yihu.database.prepared import prepared
from yihu.estate.models import Project
from yihu.gate import events
from yihu.gate.models import Vehicle
from yihu.kernel.paging import LARGEST_PAGE, Page, decode_cursor, encode_cursor
from yihu.policy import numbering
from yihu.policy.access import Object
from yihu.policy.decisions import FieldError, Invalid, NotKnown
from yihu.policy.plates import fold_plate
from yihu.policy.vocabulary import N_, Actor, Department


@dataclass(frozen=True, slots=True)
class VehicleRow:
    """One registration as it is read; `number` counts anew each year."""

    id: UUID
    number: str
    plate: str
    brand_model: str
    kind: str
    colour: str
    space: str
    space_tenure: str
    holder: str
    relation: str
    starts_on: date | None
    ends_on: date | None
    unit_id: UUID
    unit_label: str
    household_id: UUID | None
    ended_at: datetime | None

    @property
    def ended(self) -> bool:
        """Whether the registration is over."""
        return self.ended_at is not None


def list_vehicles(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    q: str = "",
    ended: bool = False,
    cursor: str = "",
    limit: int = 50,
) -> Page[VehicleRow]:
    """The vehicles of a project by number, the latest first; `q` is part of a plate. The sight is registered.

    Raises `Refused`, `NotKnown`, `Invalid` for a cursor that is not ours.
    """
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.VEHICLE, volume=Department.SEC)
    limit = max(1, min(limit, LARGEST_PAGE))
    here = Q(project=project, ended_at__isnull=not ended)
    if q.strip():
        here &= Q(plate_fold__contains=fold_plate(q))
    rows = Vehicle.objects.filter(here)
    total = rows.count()
    found = list(rows.filter(_after(cursor)).select_related("unit").order_by("-year", "-serial")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.VEHICLE,
        volume=Department.SEC,
        action=events.LISTED,
        detail={"found": total, "shown": len(found), "searched": bool(q.strip())},
    )
    following = encode_cursor(found[-1].year, found[-1].serial) if more else None
    return Page(tuple(map(row_of, found)), following, total)


def find_vehicle(*, by: Actor, vehicle_id: UUID) -> Vehicle:
    """The registration with this id in the actor's own project. Raises `NotKnown`."""
    found = Vehicle.objects.filter(pk=vehicle_id, project=gate.own_project(by)).first()
    if found is None:
        raise NotKnown
    return found


def vehicles_of(household: UUID) -> list[VehicleRow]:
    """The live registrations of a household that somebody was admitted to."""
    return [row_of(row) for row in _live_ones(household)]


@prepared
def _live_ones(household: UUID) -> "QuerySet[Vehicle, Vehicle]":
    rows = Vehicle.objects.filter(household=household, ended_at__isnull=True).select_related("unit")
    return rows.order_by("year", "serial")


def plates_of(units: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The plates of each unit, for a list whose reader was admitted to it: one question for all rows."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Vehicle.objects.filter(unit__in=units, ended_at__isnull=True).order_by("year", "serial")
    for unit, plate in rows.values_list("unit", "plate"):
        found[unit].append(plate)
    return {unit: tuple(plates) for unit, plates in found.items()}


def _after(cursor: str) -> Q:
    if not cursor:
        return Q()
    key: list[Any] | None = decode_cursor(cursor, parts=2)
    if key is None or not all(isinstance(part, int) for part in key):
        raise Invalid(
            FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。"), code="cursor_unknown")
        )
    return Q(year__lt=key[0]) | Q(year=key[0], serial__lt=key[1])


def row_of(row: Vehicle) -> VehicleRow:
    """A registration as it is read; the caller decided."""
    return VehicleRow(
        id=row.pk,
        number=numbering.register_no(row.year, row.serial),
        plate=row.plate,
        brand_model=row.brand_model,
        kind=row.kind,
        colour=row.colour,
        space=row.space,
        space_tenure=row.space_tenure,
        holder=row.holder,
        relation=row.relation,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        unit_id=row.unit_id,
        unit_label=row.unit.label,
        household_id=row.household_id,
        ended_at=row.ended_at,
    )
