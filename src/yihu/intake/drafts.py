"""The rows of an import, made ready long before its transaction: units, people, households, files, gaps.

They come out in portions of a thousand households or so, in the plain values that both databases take; what
is known only when the batch is brought in (who, when) is left to `portions.same_in_all`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from yihu.dossiers.template import Template
from yihu.estate.building_codes import building_name
from yihu.estate.models import Project
from yihu.estate.room_order import sort_key
from yihu.households.ciphers import Sealed
from yihu.households.models import Member
from yihu.intake.models import BroughtIn
from yihu.intake.plan import WRITES, Plan, Planned, Verdict, code_of_building, rounded, use_of
from yihu.intake.portions import Portion
from yihu.intake.sealing import Sealer, Somebody
from yihu.intake.shapes import HouseholdReading, MemberReading, MemberRole, OwnerReading
from yihu.intake.snapshot import KnownUnit, Snapshot
from yihu.kernel.ids import many_ids
from yihu.kernel.initials import initials_of
from yihu.kernel.text import fold
from yihu.policy import catalogue, numbering
from yihu.policy.vocabulary import IdType, LineState, UnitKind, Use

_KINDS = {
    MemberRole.FAMILY: Member.Kind.FAMILY,
    MemberRole.TENANT: Member.Kind.TENANT,
    MemberRole.EMPLOYEE: Member.Kind.STAFF,
    MemberRole.TEMPORARY: Member.Kind.OTHER,
    MemberRole.OTHER: Member.Kind.OTHER,
}
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file without papers must hold: the same as `completeness.refresh` would find."""

    missing: tuple[str, ...]
    required: str
    lines: tuple[str, ...]
    required_count: int
    present_count: int


def draft(
    plan: Plan, *, project: Project, template: Template, snapshot: Snapshot, sealer: Sealer, source: str
) -> Iterator[tuple[int, Portion]]:
    """Every row the plan asks for, a portion at a time, with how many households have been looked at.

    `source` names the file in the corrections it makes.
    """
    drafter = _Drafter(project, template, snapshot, sealer, sheet=plan.sheet, source=source)
    for number, planned in enumerate(plan.households, start=1):
        if planned.verdict in WRITES:
            drafter.take(planned)
        if number % _AT_ONCE == 0:
            yield number, drafter.portion()
    yield len(plan.households), drafter.portion()


class _Drafter:
    def __init__(
        self,
        project: Project,
        template: Template,
        snapshot: Snapshot,
        sealer: Sealer,
        *,
        sheet: str,
        source: str,
    ) -> None:
        self._now, self._ids = Portion(), many_ids()
        self._project, self._template, self._sealer = project, template, sealer
        self._sheet, self._source = sheet, source
        self._buildings = {code: id_.hex for code, id_ in snapshot.buildings.items()}
        self._people: dict[object, str] = {key: found[0].hex for key, found in snapshot.persons.items()}
        self._phones = {person.hex: set(numbers) for person, numbers in snapshot.phones.items()}
        self._expected = lru_cache(maxsize=None)(self._expect)

    def portion(self) -> Portion:
        """What came together since the last one."""
        done, self._now = self._now, Portion()
        return done

    def take(self, planned: Planned) -> None:
        reading, known = planned.reading, planned.known
        if planned.verdict is Verdict.UPDATES:
            self._update(planned)
            return
        unit = known or self._unit(reading)
        if planned.verdict is Verdict.UNIT_ONLY:
            self._origin(reading, BroughtIn.Kind.UNIT, unit.id)
            return
        if planned.verdict is Verdict.COMPLETES and unit.household and unit.dossier:
            self._now.completed.append(unit.household.hex)
            self._now.changed.append(unit.dossier.hex)
            self._people_of(planned, unit.household.hex)
            self._origin(reading, BroughtIn.Kind.HOUSEHOLD, unit.household)
            return
        household = self._household(reading, unit)
        self._people_of(planned, household.hex)
        self._file(reading, unit, household)
        self._origin(reading, BroughtIn.Kind.HOUSEHOLD, household)

    def _origin(self, reading: HouseholdReading, kind: str, subject: UUID) -> None:
        rows = [(self._sheet[:200], row, str(kind), subject.hex) for row in reading.rows]
        self._now.rows["origin"].extend(rows)

    def _update(self, planned: Planned) -> None:
        """What the file knows more of a unit that has its file; owners stay who they are (R1.5a)."""
        reading, known, differences = planned.reading, planned.known, planned.differences
        if known is None or known.household is None:
            return
        household = known.household.hex
        for column, (old, new) in differences.unit.items():
            self._now.filled.append(("unit", known.id.hex, column, old, new))
            if old not in ("", None):
                text = f"{self._source} {self._sheet} {reading.row}"[:400]
                row = (next(self._ids), household, known.id.hex, column, str(old), str(new), text)
                self._now.rows["correction"].append(row)
        for person, owner in differences.owners:
            self._more_of(person, owner)
        self._members(differences.members, household)
        if known.dossier and {"use", "kind"} & differences.unit.keys():
            self._now.changed.append(known.dossier.hex)
        self._origin(reading, BroughtIn.Kind.HOUSEHOLD, known.household)

    def _more_of(self, person: UUID, owner: OwnerReading) -> None:
        """An id number and telephones that were missing."""
        if owner.id_number and owner.id_type:
            sealed = self._sealer.id_number(owner.id_number)
            self._now.filled.append(
                ("identity", person.hex, owner.id_type.value, sealed.index, _three(sealed))
            )
        for number in owner.phones:
            self._phone(person.hex, number)

    def _unit(self, reading: HouseholdReading) -> KnownUnit:
        room, told = reading.unit.room_reading, reading.unit
        building = self._building(reading)
        unit = KnownUnit(
            UUID(next(self._ids)), told.kind, use_of(reading), building=UUID(building) if building else None
        )
        self._now.rows["unit"].append(
            (
                *(unit.id.hex, building, room.entrance, told.floor or room.floor, room.room, room.code),
                *(room.label, fold(room.label)[:80], sort_key(room), room.parsed),
                *(unit.kind.value, unit.use.value, rounded(told.area)),
            )
        )
        return unit

    def _building(self, reading: HouseholdReading) -> str | None:
        code = code_of_building(reading)
        if not code:
            return None
        if code not in self._buildings:
            self._buildings[code] = next(self._ids)
            self._now.rows["building"].append((self._buildings[code], code, building_name(code)))
        return self._buildings[code]

    def _household(self, reading: HouseholdReading, unit: KnownUnit) -> UUID:
        household = UUID(next(self._ids))
        sheet = "household" if reading.owners else "awaiting"
        acquired = reading.acquired_on.isoformat() if reading.acquired_on else None
        self._now.rows[sheet].append((household.hex, unit.id.hex, unit.tenures + 1, acquired))
        return household

    def _people_of(self, planned: Planned, household: str) -> None:
        owners: set[str] = set()
        for owner in planned.reading.owners:
            person = self._person(owner)
            if person in owners:
                continue  # the same person by the same number under the same name
            owners.add(person)
            share = owner.share if planned.has_shares else None
            parts = (share.numerator, share.denominator) if share else (None, None)
            self._now.rows["ownership"].append((next(self._ids), household, person, *parts, len(owners)))
        self._members(planned.reading.members, household)

    def _members(self, members: tuple[MemberReading, ...], household: str) -> None:
        met: set[str] = set()
        for member in members:
            person = self._person(member)
            if person not in met:
                met.add(person)
                self._now.rows["member"].append(
                    (next(self._ids), household, person, _KINDS[member.role].value)
                )

    def _person(self, person: Somebody) -> str:
        """The person's record: by id number, else by name and telephone within the file, else a new one."""
        key: object = self._sealer.key_of(person)
        if key is None and person.phones:
            key = (person.name, person.phones[0])
        found = self._people.get(key) if key else None
        if found is None:
            found = self._new_person(person)
            if key:
                self._people[key] = found
        for number in person.phones:
            self._phone(found, number)
        return found

    def _new_person(self, person: Somebody) -> str:
        made = next(self._ids)
        sealed = self._sealer.id_number(person.id_number) if person.id_number else None
        parts = _three(sealed) if sealed else (None, None, None)
        id_type = person.id_type.value if person.id_type and sealed else ""
        self._now.rows["person"].append(
            (
                *(made, person.name, fold(person.name), initials_of(person.name)),
                *(person.id_type is IdType.ORGANISATION, id_type, *parts),
            )
        )
        return made

    def _phone(self, person: str, number: str) -> None:
        index, known = self._sealer.phone_index(number), self._phones.setdefault(person, set())
        if index in known:
            return
        known.add(index)
        sealed = self._sealer.phone(number)
        self._now.rows["phone"].append((next(self._ids), person, *_three(sealed), len(known)))

    def _file(self, reading: HouseholdReading, unit: KnownUnit, household: UUID) -> None:
        tenure, dossier = unit.tenures + 1, next(self._ids)
        expected = self._expected(tenure, unit.use, unit.kind, len(reading.owners))
        file_no = numbering.file_no(self._project.code, reading.unit.code, tenure)
        self._now.rows["dossier"].append(
            (
                *(dossier, household.hex, file_no, expected.required, expected.required_count),
                expected.present_count,
            )
        )
        self._now.rows["gap"].extend([(next(self._ids), dossier, line) for line in expected.missing])
        building = unit.building.hex if unit.building else None
        self._now.missing.update((building, line) for line in expected.missing)
        self._now.required.update(expected.lines)

    def _expect(self, tenure: int, use: Use, kind: UnitKind, owners: int) -> Expected:
        facts = catalogue.HouseholdFacts(tenure, use, kind, owners)
        statuses = catalogue.derive(self._template.lines, facts, {}, {})
        whole = catalogue.completeness(statuses)
        lines = sorted(
            each.code for each in statuses if each.required and each.state != LineState.NOT_APPLICABLE
        )
        missing = tuple(each.code for each in statuses if each.state is LineState.MISSING)
        return Expected(missing, json.dumps(lines), tuple(lines), whole.required, whole.present)


def _three(sealed: Sealed) -> tuple[bytes, bytes, bytes]:
    return sealed.value, sealed.index, sealed.tail_index
