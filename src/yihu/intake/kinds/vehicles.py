"""Vehicles: each row held against the units, the owners and the plates that the project has."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from yihu.estate.models import Project, Unit
from yihu.estate.queries.room_filter import room_condition
from yihu.gate.models import Vehicle
from yihu.households import ciphers
from yihu.households.models import Household, Ownership, Phone
from yihu.intake.models import Batch, BroughtIn
from yihu.intake.portions import Portion
from yihu.intake.problems import column_problem
from yihu.intake.shapes import Account, CellProblem
from yihu.intake.snapshot import stamp_of as households_stamp
from yihu.intake.vehicle_sheets import Car, CarLayout, VehicleReading, VehicleSheets, recognise_vehicles
from yihu.intake.workbooks import read_workbook
from yihu.kernel.ids import many_ids
from yihu.kernel.text import fold
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.plates import fold_plate
from yihu.policy.vocabulary import N_, Locality

_AT_ONCE = 1000
_FILLED = (
    "brand_model",
    "kind",
    "colour",
    "space",
    "space_tenure",
    "holder",
    "relation",
    "starts_on",
    "ends_on",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit and its open household."""

    unit: UUID
    household: UUID | None


@dataclass(slots=True)
class ExaminedVehicles:
    """A vehicle table, and what becomes of each of its rows."""

    stamp: str
    layout: CarLayout
    readings: list[VehicleReading]
    account: Account
    problems: list[CellProblem]
    template: str = "vehicles"
    new: list[tuple[VehicleReading, Place]] = field(default_factory=list)
    filled: list[tuple[VehicleReading, Vehicle, dict[str, tuple[Any, Any]]]] = field(default_factory=list)
    verdicts: Counter[str] = field(default_factory=Counter)

    def counts(self) -> dict[str, int]:
        """Where every row went."""
        account, verdicts = self.account, self.verdicts
        return {
            "rows": account.read,
            "skipped": account.skipped,
            "refused_rows": account.refused + verdicts["refused"],
            "vehicles": len(self.new),
            "present": verdicts["present"],
            "updated": len(self.filled),
            "stops": verdicts["stops"],
        }

    def portions(self, source: str) -> Iterator[tuple[int, Portion]]:
        """The registrations made ready; `source` names the file, which vehicles have no place for."""
        del source
        ids, done = many_ids(), 0
        for start in range(0, max(1, len(self.new)), _AT_ONCE):
            portion = Portion()
            for reading, place in self.new[start : start + _AT_ONCE]:
                key, done = next(ids), done + 1
                portion.rows["vehicle"].append(_row(key, reading, place))
                portion.rows["origin"].append((self.layout.sheet[:200], reading.row, "vehicle", key))
            if start == 0:
                self._fill(portion)
            yield done, portion

    def _fill(self, portion: Portion) -> None:
        for reading, vehicle, changes in self.filled:
            for column, (old, new) in changes.items():
                portion.filled.append(("vehicle", vehicle.pk.hex, column, old, new))
            portion.rows["origin"].append(
                (self.layout.sheet[:200], reading.row, BroughtIn.Kind.VEHICLE.value, vehicle.pk.hex)
            )


def examine(
    data: bytes,
    *,
    name: str = "",
    project: Project,
    at: datetime,
    on_existing: str = Batch.OnExisting.SKIP,
    mapping: Mapping[str, Any] | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> ExaminedVehicles:
    """Examine a workbook of vehicles. Raises `Invalid` (`file`) for what has no plates."""
    del mapping, tell
    workbook = read_workbook(BytesIO(data), name=name)
    layout = recognise_vehicles(workbook)
    if layout is None:
        raise Invalid(
            FieldError(
                "file",
                N_("沒有見到車牌號一欄，什麼都沒有讀入。"),
                N_("請在欄名寫明「車牌號」，另有房號，或業主姓名和電話。"),
                "no_plates",
            )
        )
    sheets = VehicleSheets(workbook, layout, Locality(project.locality))
    readings = list(sheets)
    found = ExaminedVehicles(stamp_of(project, at=at), layout, readings, sheets.account, sheets.problems)
    _Comparer(found, project, on_existing).compare()
    found.problems.sort(key=lambda problem: problem.row)
    return found


def stamp_of(project: Project, *, at: datetime) -> str:
    """What vehicles are compared with: the households, and how many vehicles there are and have ended."""
    here = Vehicle.objects.filter(project=project)
    cars = f"{here.count()} {here.filter(ended_at__isnull=True).count()}"
    return f"{households_stamp(project, at=at)[:40]} {cars}"[:64]


class _Comparer:
    def __init__(self, found: ExaminedVehicles, project: Project, on_existing: str) -> None:
        self._found, self._project, self._on_existing = found, project, on_existing
        plates = [fold_plate(reading.plate) for reading in found.readings]
        live = Vehicle.objects.filter(project=project, ended_at__isnull=True)
        self._known = {
            car.plate_fold: car for some in _some(plates) for car in live.filter(plate_fold__in=some)
        }
        self._units = _units(project, found.readings)
        self._seen: set[str] = set()

    def compare(self) -> None:
        for reading in self._found.readings:
            self._one(reading)

    def _one(self, reading: VehicleReading) -> None:
        plate = fold_plate(reading.plate)
        if plate in self._seen:
            return self._refuse(reading, Car.PLATE, "plate_twice")
        self._seen.add(plate)
        place, wrong = self._place(reading)
        if place is None:
            return self._refuse(reading, Car.ROOM if reading.room_text else Car.OWNER, wrong)
        known = self._known.get(plate)
        if known is None:
            self._found.new.append((reading, place))
            return None
        return self._existing(reading, known, place)

    def _existing(self, reading: VehicleReading, known: Vehicle, place: Place) -> None:
        if self._on_existing == Batch.OnExisting.STOP:
            self._found.verdicts["stops"] += 1
            return self._say(reading, Car.PLATE, "plate_stops")
        if known.unit_id != place.unit:
            return self._refuse(reading, Car.PLATE, "plate_elsewhere")
        changes = _more(reading, known) if self._on_existing == Batch.OnExisting.UPDATE else {}
        if changes:
            self._found.filled.append((reading, known, changes))
            return None
        self._found.verdicts["present"] += 1
        return self._say(reading, Car.PLATE, "plate_present")

    def _place(self, reading: VehicleReading) -> tuple[Place | None, str]:
        """By the room as written, else as people write it, else by the owner with his telephone."""
        if reading.room is not None and reading.room.code in self._units:
            return self._units[reading.room.code], ""
        if reading.room_text:
            near = list(Unit.objects.filter(room_condition(self._project, reading.room_text))[:2])
            if len(near) > 1:
                return None, "unit_several"
            if near:
                return _place_of(near[0]), ""
        return (self._by_owner(reading) if reading.owner and reading.phone else None), "unit_unknown"

    def _by_owner(self, reading: VehicleReading) -> Place | None:
        index = ciphers.index(reading.phone, ciphers.PHONE)
        people = Phone.objects.filter(project=self._project, number_index=index, until__isnull=True)
        held = Ownership.objects.filter(
            person__in=people.values("person"),
            person__name_fold=fold(reading.owner),
            ends_on__isnull=True,
            household__ended_on__isnull=True,
        )
        found = list(held.values_list("household__unit", "household")[:2])
        return Place(*found[0]) if len(found) == 1 else None

    def _refuse(self, reading: VehicleReading, at: Car, code: str) -> None:
        self._found.verdicts["refused"] += 1
        self._say(reading, at, code)

    def _say(self, reading: VehicleReading, at: Car, code: str) -> None:
        layout = self._found.layout
        number = layout.columns.get(at, 0)
        self._found.problems.append(
            column_problem(layout.sheet, reading.row, number, layout.heads.cell(number), code)
        )


def _units(project: Project, readings: list[VehicleReading]) -> dict[str, Place]:
    codes = [reading.room.code for reading in readings if reading.room]
    found: dict[str, Place] = {}
    for some in _some(codes):
        units = Unit.objects.filter(project=project, code__in=some)
        open_ones = Household.objects.filter(unit__in=units, ended_on__isnull=True)
        households = dict(open_ones.values_list("unit", "id"))
        for unit, code in units.values_list("id", "code"):
            found[code] = Place(unit, households.get(unit))
    return found


def _place_of(unit: Unit) -> Place:
    household = (
        Household.objects.filter(unit=unit, ended_on__isnull=True).values_list("pk", flat=True).first()
    )
    return Place(unit.pk, household)


def _more(reading: VehicleReading, known: Vehicle) -> dict[str, tuple[Any, Any]]:
    """What the file says and the registration does not; nothing that is there is replaced."""
    told = replace(reading)
    changes: dict[str, tuple[Any, Any]] = {}
    for column in _FILLED:
        said: Any = told.owner if column == "holder" else getattr(told, column)
        if said and not getattr(known, column):
            dated = column in ("starts_on", "ends_on")
            changes[column] = (None, _iso(said)) if dated else ("", said)
    return changes


def _row(key: str, reading: VehicleReading, place: Place) -> tuple[Any, ...]:
    return (
        *(key, place.unit.hex, place.household.hex if place.household else None, reading.plate),
        *(fold_plate(reading.plate), reading.brand_model, reading.kind, reading.colour, reading.space),
        *(
            reading.space_tenure,
            reading.owner,
            reading.relation,
            _iso(reading.starts_on),
            _iso(reading.ends_on),
        ),
    )


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _some(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), 500):
        yield items[start : start + 500]
