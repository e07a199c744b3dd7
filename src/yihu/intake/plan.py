"""What a workbook would change: its households held against what the project has. Writes nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from yihu.estate.building_codes import building_code
from yihu.intake.models import Batch
from yihu.intake.sealing import PersonKey, Sealer, Somebody
from yihu.intake.shapes import CellProblem, HouseholdReading, MemberReading, OwnerReading, Severity
from yihu.intake.snapshot import KnownUnit, Snapshot
from yihu.kernel.text import fold
from yihu.policy.shares import check_shares
from yihu.policy.vocabulary import N_, Use

Anybody = TypeVar("Anybody", OwnerReading, MemberReading)
_LONGEST = {"code": 80, "label": 80, "room": 40, "entrance": 20, "floor": 10}
_LONGEST_BUILDING = 20
_LARGEST_PART = 2**31 - 1
_CENT = Decimal("0.01")
_PLACEHOLDERS = frozenset({"placeholder", "area_placeholder", "floor_placeholder", "name_placeholder"})
_TEXTS = {
    "room_long": (N_("房號過長，這一戶未讀入。"), N_("房號最多 40 個字，請不要夾帶備註。")),
    "id_name_differs": (
        N_("同一證件號碼已登記在另一個姓名之下，這個號碼未採用。"),
        N_("請核對證件號碼與姓名，再在檔案內補上。"),
    ),
    "unit_present": (
        N_("這個房號已有檔案，按所選的做法略過，這一戶未動。"),
        N_("要補充資料，請選「更新」再導入。"),
    ),
    "unit_stops": (
        N_("這個房號已有檔案；按所選的做法，整個檔案不能導入。"),
        N_("請從檔案中刪去這一行，或改選「略過」或「更新」。"),
    ),
    "owner_change": (
        N_("業主與檔案登記的不同，這一戶未動。"),
        N_("業主有變，請辦理產權變更；登記有誤，請填更正單。"),
    ),
    "household_refused": (
        N_("同一戶的第 %(row)s 行有誤，整戶未讀入。"),
        N_("請改正該行，連同這一行再導入。"),
    ),
}


class Verdict(StrEnum):
    """What becomes of one household of the file."""

    NEW = "new"
    UNIT_ONLY = "unit_only"
    COMPLETES = "completes"
    PRESENT = "present"
    CHANGED = "changed"
    UPDATES = "updates"
    STOPS = "stops"
    REFUSED = "refused"


WRITES = frozenset({Verdict.NEW, Verdict.UNIT_ONLY, Verdict.COMPLETES, Verdict.UPDATES})


@dataclass(frozen=True, slots=True)
class Differences:
    """What a file says more of a household that is there: columns of its unit, of its owners, its members."""

    unit: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    owners: tuple[tuple[UUID, OwnerReading], ...] = ()
    members: tuple[MemberReading, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unit or self.owners or self.members)


_NOTHING = Differences()


@dataclass(frozen=True, slots=True)
class Planned:
    """A household of the file, what becomes of it, the unit if that is there, and what it adds to it."""

    reading: HouseholdReading
    verdict: Verdict
    known: KnownUnit | None
    has_shares: bool = True
    differences: Differences = _NOTHING


@dataclass(slots=True)
class Plan:
    """Every household of the sheet, and what was found only by comparing."""

    sheet: str = ""
    households: list[Planned] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many of each, for the page and for the ledger."""
        verdicts = Counter(each.verdict for each in self.households)
        opened = [
            each.reading for each in self.households if each.verdict in (Verdict.NEW, Verdict.COMPLETES)
        ]
        said = [problem for each in self.households for problem in each.reading.problems]
        return {
            "households": verdicts[Verdict.NEW],
            "units": sum(not each.known for each in self.households if each.verdict in WRITES),
            "without_household": verdicts[Verdict.UNIT_ONLY],
            "completed": verdicts[Verdict.COMPLETES],
            "present": verdicts[Verdict.PRESENT],
            "changed": verdicts[Verdict.CHANGED],
            "updated": verdicts[Verdict.UPDATES],
            "stops": verdicts[Verdict.STOPS],
            "refused": verdicts[Verdict.REFUSED],
            "owners": sum(len(reading.owners) for reading in opened),
            "members": sum(len(reading.members) for reading in opened),
            "placeholders": sum(problem.code in _PLACEHOLDERS for problem in said),
        }


def make_plan(
    readings: Iterable[HouseholdReading],
    *,
    sheet: str,
    snapshot: Snapshot,
    sealer: Sealer,
    on_existing: str = Batch.OnExisting.SKIP,
) -> Plan:
    """Decide about every household in the order of the file; the earlier one of two that clash stays.

    `sheet` is where the households stand, `on_existing` what is done about units that have their file.
    """
    planner = _Planner(sheet, snapshot, sealer, on_existing)
    for reading in readings:
        planner.take(reading)
    return planner.plan


class _Planner:
    def __init__(self, sheet: str, snapshot: Snapshot, sealer: Sealer, on_existing: str) -> None:
        self.plan, self._sheet, self._on_existing = Plan(sheet), sheet, on_existing
        self._snapshot, self._sealer = snapshot, sealer
        self._names: dict[PersonKey, str] = {key: name for key, (_id, name) in snapshot.persons.items()}

    def take(self, reading: HouseholdReading) -> None:
        known, so_far = self._snapshot.units.get(reading.unit.code), len(self.plan.problems)
        verdict = self._verdict(reading, known)
        has_shares = True
        if verdict in (Verdict.NEW, Verdict.COMPLETES):
            has_shares = self._shares(reading)
            reading = self._identified(reading)
        if verdict is Verdict.REFUSED:
            self._refuse_all_rows(reading, self.plan.problems[so_far:])
        differences = _NOTHING
        if verdict is Verdict.UPDATES and known:
            differences = self._differences(self._identified(reading), known)
            verdict = Verdict.UPDATES if differences else Verdict.PRESENT
        self.plan.households.append(Planned(reading, verdict, known, has_shares, differences))

    def _refuse_all_rows(self, reading: HouseholdReading, compared: list[CellProblem]) -> None:
        """One wrong row keeps the whole household out: its other rows say so, so that none is lost."""
        told = (*reading.problems, *compared)
        wrong = {problem.row for problem in told if problem.severity is Severity.ERROR}
        for row in sorted(set(reading.rows) - wrong):
            params = {"row": min(wrong, default=reading.row)}
            self._problem(reading, "household_refused", params=params, row=row)

    def _verdict(self, reading: HouseholdReading, known: KnownUnit | None) -> Verdict:
        if not reading.acceptable:
            return Verdict.REFUSED
        if known is None and _too_long(reading):
            self._problem(reading, "room_long")
            return Verdict.REFUSED
        people = bool(reading.owners or reading.members)
        if known is None:
            return Verdict.NEW if people else Verdict.UNIT_ONLY
        if known.household is None:
            return Verdict.NEW if people else Verdict.PRESENT
        if not known.registered:
            return Verdict.COMPLETES if reading.owners else Verdict.PRESENT
        return self._existing(reading, known.household)

    def _existing(self, reading: HouseholdReading, household: UUID) -> Verdict:
        """A household with owners: they are never exchanged by a file (R1.5a)."""
        names = frozenset(fold(owner.name) for owner in reading.owners)
        same = not names or names == {owner.name for owner in self._snapshot.owners.get(household, ())}
        if self._on_existing == Batch.OnExisting.STOP:
            self._problem(reading, "unit_stops")
            return Verdict.STOPS
        if not same:
            self._problem(reading, "owner_change")
            return Verdict.CHANGED
        if self._on_existing == Batch.OnExisting.UPDATE:
            return Verdict.UPDATES
        self._problem(reading, "unit_present", severity=Severity.WARNING)
        return Verdict.PRESENT

    def _differences(self, reading: HouseholdReading, known: KnownUnit) -> Differences:
        """What is missing, and the area and use that the file has otherwise; nothing is taken away."""
        if known.household is None:
            return _NOTHING
        told, unit = reading.unit, {}
        area = rounded(told.area)
        if area and (known.area is None or Decimal(area) != known.area):
            unit["area_m2"] = (None if known.area is None else str(known.area), area)
        if told.use and told.use is not known.use:
            unit["use"] = (known.use.value, told.use.value)
        if told.floor and not known.floor:
            unit["floor"] = ("", told.floor)
        there = {owner.name: owner for owner in self._snapshot.owners.get(known.household, ())}
        owners = []
        for owner in reading.owners:
            person = there[fold(owner.name)]
            numbers = self._snapshot.phones.get(person.id, set())
            phones = tuple(each for each in owner.phones if self._sealer.phone_index(each) not in numbers)
            key = None if person.identified else self._sealer.key_of(owner)
            new = key is not None and key not in self._snapshot.persons
            if phones or new:
                number = owner.id_number if new else ""
                owners.append((person.id, replace(owner, phones=phones, id_number=number)))
        living = self._snapshot.members.get(known.household, set())
        members = tuple(each for each in reading.members if fold(each.name) not in living)
        return Differences(unit, tuple(owners), members)

    def _identified(self, reading: HouseholdReading) -> HouseholdReading:
        """The household without the id numbers that another name is known under; the first name keeps it."""
        if all(self._agrees(person) for person in people_of(reading)):
            return reading
        self._problem(reading, "id_name_differs", severity=Severity.WARNING)
        owners = tuple(each if self._agrees(each) else _unidentified(each) for each in reading.owners)
        members = tuple(each if self._agrees(each) else _unidentified(each) for each in reading.members)
        return replace(reading, owners=owners, members=members)

    def _agrees(self, person: Somebody) -> bool:
        key = self._sealer.key_of(person)
        return key is None or self._names.setdefault(key, fold(person.name)) == fold(person.name)

    def _shares(self, reading: HouseholdReading) -> bool:
        """Whether the shares can be taken; if not they are left out, with the reason."""
        shares = [owner.share for owner in reading.owners]
        decision = check_shares(shares)
        if not decision:
            why = (decision.code, decision.reason, Severity.WARNING, decision.mend, decision.params)
            self.plan.problems.append(CellProblem(self._sheet, reading.row, "", "", *why))
        return bool(decision) and all(share is None or share.denominator <= _LARGEST_PART for share in shares)

    def _problem(
        self,
        reading: HouseholdReading,
        code: str,
        *,
        row: int | None = None,
        severity: Severity = Severity.ERROR,
        params: Mapping[str, Any] | None = None,
    ) -> None:
        text, mend = _TEXTS[code]
        at = row or reading.row
        self.plan.problems.append(
            CellProblem(self._sheet, at, "", "", code, text, severity, mend, params or {})
        )


def _unidentified(person: Anybody) -> Anybody:
    return replace(person, id_type=None, id_number="")


def people_of(reading: HouseholdReading) -> tuple[Somebody, ...]:
    """Owners and members."""
    return (*reading.owners, *reading.members)


def code_of_building(reading: HouseholdReading) -> str:
    """The code of the building the room names; empty where it names none."""
    room = reading.unit.room_reading
    return building_code(phase=room.phase, building=room.building)


def use_of(reading: HouseholdReading) -> Use:
    """The use of a new unit; what the file leaves open is 空置 until somebody says."""
    return reading.unit.use or Use.VACANT


def rounded(area: Decimal | None) -> str | None:
    """Two decimals, as the column keeps; nothing for what is smaller."""
    cents = area.quantize(_CENT) if area is not None else None
    return str(cents) if cents else None


def _too_long(reading: HouseholdReading) -> bool:
    room, floor = reading.unit.room_reading, reading.unit.floor or ""
    parts = {
        "code": room.code,
        "label": room.label,
        "room": room.room,
        "entrance": room.entrance,
        "floor": floor,
    }
    return (
        any(len(text) > _LONGEST[name] for name, text in parts.items())
        or len(code_of_building(reading)) > _LONGEST_BUILDING
    )
