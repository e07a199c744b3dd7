"""Registering a vehicle and ending a registration (R2.1.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from yihu.dossiers.template import day_of
from yihu.estate.models import Project, Unit
from yihu.gate import events
from yihu.gate.models import Vehicle
from yihu.households.models import Household
from yihu.kernel.text import normalise_name
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, Decision, FieldError, Invalid, refuse
from yihu.policy.plates import CLAUSE, check_plate, fold_plate
from yihu.policy.vocabulary import N_, Actor, Department, Locality


@dataclass(frozen=True, slots=True)
class VehicleInput:
    """A vehicle as typed; an empty text means that it is not known."""

    plate: str
    brand_model: str = ""
    kind: str = ""
    colour: str = ""
    space: str = ""
    space_tenure: str = ""
    holder: str = ""
    relation: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


LONGEST: Mapping[str, int] = {
    "brand_model": 60,
    "kind": 40,
    "colour": 20,
    "space": 40,
    "holder": 80,
    "relation": 40,
}
"""How much each text takes."""


@transaction.atomic
def register_vehicle(
    *, by: Actor, at: datetime, project: Project, unit: Unit, vehicle: VehicleInput
) -> Vehicle:
    """Register a vehicle of a unit under the year's next number.

    Raises `Refused`, `Invalid` by field, `Conflict` (`plate_registered`) while the plate is registered here.
    """
    permission.require(by, Object.VEHICLE, Verb.WRITE, project_id=project.pk, volume=Department.SEC)
    checked = check_plate(text=vehicle.plate, locality=Locality(project.locality))
    _require_well_told(vehicle, checked.decision)
    Project.objects.select_for_update(no_key=True).only("id").get(pk=project.pk)
    year = day_of(project, at).year
    try:
        with transaction.atomic():
            row = Vehicle.objects.create(
                project=project,
                unit=unit,
                household=Household.objects.filter(unit=unit, ended_on__isnull=True).first(),
                year=year,
                serial=latest_serial(project, year) + 1,
                plate=checked.value,
                plate_fold=fold_plate(checked.value),
                brand_model=vehicle.brand_model.strip(),
                kind=vehicle.kind.strip(),
                colour=vehicle.colour.strip(),
                space=vehicle.space.strip(),
                space_tenure=vehicle.space_tenure,
                holder=normalise_name(vehicle.holder),
                relation=vehicle.relation.strip(),
                starts_on=vehicle.starts_on,
                ends_on=vehicle.ends_on,
                recorded_at=at,
                recorded_by_id=permission.person(by),
            )
    except IntegrityError as error:
        raise Conflict(_REGISTERED) from error
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.REGISTERED,
        subjects=_subjects(row),
        detail={"year": year, "serial": row.serial},
    )
    return row


@transaction.atomic
def end_vehicle(*, by: Actor, at: datetime, vehicle: Vehicle, reason: str) -> Vehicle:
    """End a registration; the row stays. Raises `Refused`, `Invalid` (`reason`), `Conflict` (`ended`)."""
    permission.require(by, Object.VEHICLE, Verb.WRITE, project_id=vehicle.project_id, volume=Department.SEC)
    if not reason.strip() or len(reason.strip()) > 200:
        raise Invalid(
            FieldError(
                "reason",
                N_("註銷要寫原因，最多 200 個字。"),
                N_("例如：已售、車位到期。"),
                "reason_missing",
                CLAUSE,
            )
        )
    row = Vehicle.objects.select_for_update().get(pk=vehicle.pk)
    if row.ended_at:
        raise Conflict(refuse("ended", N_("這輛車的登記已經註銷。"), clause=CLAUSE))
    row.ended_at, row.ended_by_id, row.end_reason = at, permission.person(by), reason.strip()
    row.save(update_fields=["ended_at", "ended_by", "end_reason"])
    append(project_id=row.project_id, by=by, at=at, action=events.ENDED, subjects=_subjects(row), detail={})
    return row


def latest_serial(project: Project, year: int) -> int:
    """The last number given in a year; 0 before the first. The caller holds the project's row."""
    found = Vehicle.objects.filter(project=project, year=year).aggregate(latest=Max("serial"))
    return int(found["latest"] or 0)


def _subjects(row: Vehicle) -> dict[str, UUID | str]:
    subjects: dict[str, UUID | str] = {"vehicle": row.pk, "unit": row.unit_id}
    return subjects | ({"household": row.household_id} if row.household_id else {})


def _require_well_told(vehicle: VehicleInput, plate: Decision) -> None:
    errors = []
    if not plate:
        errors.append(FieldError("plate", plate.reason, plate.mend, plate.code, CLAUSE, plate.params))
    errors += [
        FieldError(name, N_("最多 %(limit)s 個字。"), N_("請縮短。"), "too_long", params={"limit": most})
        for name, most in LONGEST.items()
        if len(getattr(vehicle, name).strip()) > most
    ]
    if vehicle.space_tenure not in Vehicle.SpaceTenure.values:
        expected = ", ".join(filter(None, Vehicle.SpaceTenure.values))
        text, mend = N_("不在可選的值之中。"), N_("可選：%(expected)s。")
        errors.append(FieldError("space_tenure", text, mend, "unknown", params={"expected": expected}))
    if vehicle.starts_on and vehicle.ends_on and vehicle.ends_on < vehicle.starts_on:
        errors.append(
            FieldError("ends_on", N_("止期早於起期。"), N_("請核對起止日期。"), "ends_before", CLAUSE)
        )
    if errors:
        raise Invalid(*errors)


_REGISTERED = refuse(
    "plate_registered",
    N_("這個車牌在本項目已有登記。"),
    clause=CLAUSE,
    mend=N_("先註銷原來的登記，再登記到這一戶。"),
)
