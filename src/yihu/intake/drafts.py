"""The rows of an import, made ready before its transaction: units, people, households, files, gaps."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from yihu.dossiers import catching_up
from yihu.dossiers.models import Dossier, Gap
from yihu.dossiers.template import Template
from yihu.estate.building_codes import building_name
from yihu.estate.models import Building, Project, Unit
from yihu.estate.room_order import sort_key
from yihu.households.models import Household, Member, Ownership, Person, Phone
from yihu.intake.plan import WRITES, Plan, Planned, Verdict, code_of_building, use_of
from yihu.intake.sealing import Sealer, Somebody
from yihu.intake.shapes import HouseholdReading, MemberReading, MemberRole
from yihu.intake.snapshot import KnownUnit, Snapshot
from yihu.kernel.ids import new_id
from yihu.kernel.initials import initials_of
from yihu.kernel.text import fold
from yihu.policy import catalogue, numbering
from yihu.policy.vocabulary import Actor, Department, IdType, LineState, UnitKind, Use

Row = tuple[Any, ...]
COLUMNS: dict[type, tuple[str, ...]] = {
    Building: ("id", "project_id", "code", "name"),
    Unit: (
        *("id", "project_id", "building_id", "entrance", "floor", "room", "code", "label", "label_fold"),
        *("sort_key", "parsed", "kind", "use", "area_m2", "added_at", "added_by_id"),
    ),
    Person: (
        *("id", "project_id", "name", "name_fold", "initials", "is_organisation", "id_type", "id_number"),
        *("id_index", "id_tail_index", "recorded_at", "recorded_by_id"),
    ),
    Phone: (
        *("id", "project_id", "person_id", "number", "number_index", "tail_index", "position", "since"),
        "recorded_by_id",
    ),
    Household: (
        *("id", "project_id", "unit_id", "tenure_no", "opened_at", "opened_by_id", "owners_registered_at"),
        "version",
    ),
    Ownership: (
        *("id", "project_id", "household_id", "person_id", "share_numerator", "share_denominator"),
        "position",
    ),
    Member: ("id", "project_id", "household_id", "person_id", "kind", "relation"),
    Dossier: (
        *("id", "project_id", "household_id", "file_no", "opened_at", "opened_by_id", "opened_by_department"),
        *("required_lines", "required_count", "present_count", "version", "changed_at"),
    ),
    Gap: ("id", "project_id", "dossier_id", "line", "since"),
}
"""What is written of each table, in the order in which they depend on each other."""

_KINDS = {
    MemberRole.FAMILY: Member.Kind.FAMILY,
    MemberRole.TENANT: Member.Kind.TENANT,
    MemberRole.EMPLOYEE: Member.Kind.STAFF,
    MemberRole.TEMPORARY: Member.Kind.OTHER,
    MemberRole.OTHER: Member.Kind.OTHER,
}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file without papers must hold: the same as `completeness.refresh` would find."""

    missing: tuple[str, ...]
    required: str
    lines: tuple[str, ...]
    required_count: int
    present_count: int


@dataclass(slots=True)
class Drafts:
    """Rows by table, the roll-ups in sum, and files that were there and got their owners."""

    rows: dict[type, list[Row]] = field(default_factory=lambda: {table: [] for table in COLUMNS})
    missing: Counter[str] = field(default_factory=Counter)
    required: Counter[str] = field(default_factory=Counter)
    known: Counter[catching_up.Place] = field(default_factory=Counter)
    completed: list[UUID] = field(default_factory=list)
    completed_files: list[UUID] = field(default_factory=list)
    opened: list[UUID] = field(default_factory=list)


def draft(
    plan: Plan,
    *,
    by: Actor,
    at: datetime,
    project: Project,
    template: Template,
    snapshot: Snapshot,
    sealer: Sealer,
) -> Drafts:
    """Every row the plan asks for."""
    drafter = _Drafter(by, at, project, template, snapshot, sealer)
    for planned in plan.households:
        if planned.verdict in WRITES:
            drafter.take(planned)
    return drafter.drafts


class _Drafter:
    def __init__(
        self,
        by: Actor,
        at: datetime,
        project: Project,
        template: Template,
        snapshot: Snapshot,
        sealer: Sealer,
    ) -> None:
        self.drafts = Drafts()
        self._by, self._at, self._project, self._sealer = by.account_id, at, project, sealer
        self._template = template
        self._before_live = catching_up.is_known(project, at)
        self._buildings = dict(snapshot.buildings)
        self._people: dict[object, UUID] = {key: found[0] for key, found in snapshot.persons.items()}
        self._phones: dict[UUID, set[bytes]] = dict(snapshot.phones)
        self._expected = lru_cache(maxsize=None)(self._expect)

    def take(self, planned: Planned) -> None:
        reading, known = planned.reading, planned.known
        unit = known or self._unit(reading)
        if planned.verdict is Verdict.UNIT_ONLY:
            return
        if planned.verdict is Verdict.COMPLETES and unit.household and unit.dossier:
            self.drafts.completed.append(unit.household)
            self.drafts.completed_files.append(unit.dossier)
            self._people_of(planned, unit.household)
            return
        household = self._household(reading, unit)
        self._people_of(planned, household)
        self._file(reading, unit, household)

    def _unit(self, reading: HouseholdReading) -> KnownUnit:
        room, told = reading.unit.room_reading, reading.unit
        unit = KnownUnit(new_id(), told.kind, use_of(reading), building=self._building(reading))
        self.drafts.rows[Unit].append(
            (
                *(
                    unit.id,
                    self._project.pk,
                    unit.building,
                    room.entrance,
                    told.floor or room.floor,
                ),
                *(room.room, room.code, room.label, fold(room.label)[:80], sort_key(room), room.parsed),
                *(unit.kind.value, unit.use.value, _area(told.area), self._at, self._by),
            )
        )
        return unit

    def _building(self, reading: HouseholdReading) -> UUID | None:
        code = code_of_building(reading)
        if not code:
            return None
        if code not in self._buildings:
            self._buildings[code] = new_id()
            self.drafts.rows[Building].append(
                (self._buildings[code], self._project.pk, code, building_name(code))
            )
        return self._buildings[code]

    def _household(self, reading: HouseholdReading, unit: KnownUnit) -> UUID:
        household, registered = new_id(), self._at if reading.owners else None
        row = (household, self._project.pk, unit.id, unit.tenures + 1, self._at, self._by, registered, 2)
        self.drafts.rows[Household].append(row)
        self.drafts.opened.append(household)
        return household

    def _people_of(self, planned: Planned, household: UUID) -> None:
        owners: set[UUID] = set()
        for owner in planned.reading.owners:
            person = self._person(owner)
            if person in owners:
                continue  # the same person by the same number under the same name
            owners.add(person)
            share = owner.share if planned.has_shares else None
            parts = (share.numerator, share.denominator) if share else (None, None)
            self.drafts.rows[Ownership].append(
                (new_id(), self._project.pk, household, person, *parts, len(owners))
            )
        self._members(planned.reading.members, household)

    def _members(self, members: tuple[MemberReading, ...], household: UUID) -> None:
        met: set[UUID] = set()
        for member in members:
            person = self._person(member)
            if person not in met:
                met.add(person)
                kind = _KINDS[member.role].value
                self.drafts.rows[Member].append((new_id(), self._project.pk, household, person, kind, ""))

    def _person(self, person: Somebody) -> UUID:
        """The person's record: by id number, else by name and telephone within the file, else a new one."""
        key: object = self._sealer.key_of(person) or ((person.name, person.phone) if person.phone else None)
        found = self._people.get(key) if key else None
        if found is None:
            found = self._new_person(person)
            if key:
                self._people[key] = found
        if person.phone:
            self._phone(found, person.phone)
        return found

    def _new_person(self, person: Somebody) -> UUID:
        made = new_id()
        sealed = self._sealer.id_number(person.id_number) if person.id_number else None
        parts = (sealed.value, sealed.index, sealed.tail_index) if sealed else (None, None, None)
        id_type = person.id_type.value if person.id_type and sealed else ""
        self.drafts.rows[Person].append(
            (
                *(made, self._project.pk, person.name, fold(person.name), initials_of(person.name)),
                *(person.id_type is IdType.ORGANISATION, id_type, *parts, self._at, self._by),
            )
        )
        return made

    def _phone(self, person: UUID, number: str) -> None:
        index, known = self._sealer.phone_index(number), self._phones.setdefault(person, set())
        if index in known:
            return
        known.add(index)
        sealed = self._sealer.phone(number)
        self.drafts.rows[Phone].append(
            (
                *(new_id(), self._project.pk, person, sealed.value, sealed.index, sealed.tail_index),
                *(len(known), self._at, self._by),
            )
        )

    def _file(self, reading: HouseholdReading, unit: KnownUnit, household: UUID) -> None:
        tenure, dossier = unit.tenures + 1, new_id()
        expected = self._expected(tenure, unit.use, unit.kind, len(reading.owners))
        file_no = numbering.file_no(self._project.code, reading.unit.code, tenure)
        self.drafts.rows[Dossier].append(
            (
                *(dossier, self._project.pk, household, file_no, self._at, self._by, Department.CS.value),
                *(expected.required, expected.required_count, expected.present_count, 1, self._at),
            )
        )
        project, at = self._project.pk, self._at
        self.drafts.rows[Gap].extend([(new_id(), project, dossier, line, at) for line in expected.missing])
        self.drafts.missing.update(expected.missing)
        if self._before_live:
            self.drafts.known.update((unit.building, line) for line in expected.missing)
        self.drafts.required.update(expected.lines)

    def _expect(self, tenure: int, use: Use, kind: UnitKind, owners: int) -> Expected:
        facts = catalogue.HouseholdFacts(tenure, use, kind, owners)
        statuses = catalogue.derive(self._template.lines, facts, {}, {})
        whole = catalogue.completeness(statuses)
        lines = sorted(
            each.code for each in statuses if each.required and each.state != LineState.NOT_APPLICABLE
        )
        missing = tuple(each.code for each in statuses if each.state is LineState.MISSING)
        return Expected(missing, json.dumps(lines), tuple(lines), whole.required, whole.present)


def _area(area: Decimal | None) -> Decimal | None:
    """Two decimals, as the column keeps; nothing for what is smaller."""
    rounded = area.quantize(_CENT) if area is not None else None
    return rounded or None
