"""A recognised workbook read into households, every row accounted for.

Rows of one room become one household wherever they stand, so that a member's row is never a second household.
Pure: nothing is looked up and nothing is written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from yihu.intake.cells import Line, read_acquired, read_role, read_unit, unit_in_header
from yihu.intake.headers import Field, Layout, Recognised, Template
from yihu.intake.owners import OwnerSheet
from yihu.intake.people import RELATIVES, TENANTS, merged, read_people
from yihu.intake.problems import problem
from yihu.intake.shapes import (
    Account,
    CellProblem,
    HouseholdReading,
    MemberReading,
    MemberRole,
    OwnerReading,
    UnitReading,
)
from yihu.intake.workbooks import Row, Workbook
from yihu.kernel.text import fold
from yihu.policy.localities import customs_of
from yihu.policy.vocabulary import Locality, Use


@dataclass(slots=True)
class _Household:
    """A household while its rows are still coming in."""

    first: Line
    unit: UnitReading
    rows: list[int] = field(default_factory=list)
    owners: list[OwnerReading] = field(default_factory=list)
    members: list[MemberReading] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    acquired_on: date | None = None

    def reading(self) -> HouseholdReading:
        return HouseholdReading(
            row=self.rows[0],
            rows=tuple(self.rows),
            unit=self.unit,
            owners=tuple(self.owners),
            members=tuple(self.members),
            problems=tuple(self.problems),
            acquired_on=self.acquired_on,
        )


class HouseholdReader:
    """Iterate it once for the households; then `account` and `problems` are complete.

    `problems` holds what belongs to no household: refused rows, columns and sheets left out.
    """

    def __init__(
        self, workbook: Workbook, recognised: Recognised, *, locality: Locality = Locality.CN
    ) -> None:
        self._workbook = workbook
        self._layouts = (recognised.households, *recognised.more)
        self._only_rooms = recognised.template is Template.UNITS
        self._locality = locality
        self._apart = (
            OwnerSheet(workbook, recognised.owners, locality=locality) if recognised.owners else None
        )
        self._passed = Counter[Passed]()
        self.problems: list[CellProblem] = [*_left_out(recognised, workbook)]
        for layout in self._layouts:
            self.problems += _unit_unsaid(layout, locality)
        self.account = Account()

    def __iter__(self) -> Iterator[HouseholdReading]:
        households: dict[str, _Household] = {}
        read = 0
        for layout in self._layouts:
            self._passed[Passed.NOTE] = 0
            for row in _below_header(self._workbook, layout):
                read += 1
                self._row(households, Line(layout, row))
            if self._passed[Passed.NOTE]:
                notes = {"count": self._passed[Passed.NOTE]}
                self.problems.append(problem(layout, layout.header_row, None, "notes_beside", **notes))
        skipped, refused = self._passed[Passed.SKIPPED], self._passed[Passed.REFUSED]
        self.account = Account(
            read, len(households), read - len(households) - skipped - refused, skipped, refused
        )
        if self._apart:
            self.account = self._apart.added_to(self.account)
            self.problems += self._apart.left_over()
        for household in households.values():
            _close(household, only_rooms=self._only_rooms)
            yield household.reading()

    def _row(self, households: dict[str, _Household], line: Line) -> None:
        if not line.row.cell(1) and 1 not in line.row.unvalued and not _is_numbered(line.layout):
            self._passed[Passed.SKIPPED] += 1
            self._note_skipped(line)
        elif line.row.blank:
            self._passed[Passed.SKIPPED] += 1
        elif _is_total(line.row):
            self._passed[Passed.SKIPPED] += 1
            self.problems.append(problem(line.layout, line.row, None, "total_row"))
        elif (unit := read_unit(line)) is None:
            self._passed[Passed.REFUSED] += 1
            self.problems += line.problems
        else:
            self._take(households, line, unit)

    def _note_skipped(self, line: Line) -> None:
        """Notes beside the table are passed over and counted; a row with a room or a name is told of."""
        if any(line.text(each) for each in (Field.ROOM, Field.ADDRESS, Field.NAME)):
            self.problems.append(problem(line.layout, line.row, None, "first_cell_blank"))
        elif not line.row.blank:
            self._passed[Passed.NOTE] += 1

    def _take(self, households: dict[str, _Household], line: Line, unit: UnitReading) -> None:
        household = households.get(unit.code)
        if household is None:
            household = households[unit.code] = _Household(line, unit)
        elif _differs(household.unit, unit):
            line.warn(Field.ROOM, "room_differs")
        household.rows.append(line.row.number)
        household.acquired_on = household.acquired_on or read_acquired(line)
        if self._apart:
            self._apart.join(line, household.owners, household.members)
        else:
            self._add_people(household, line)
        household.problems += line.problems

    def _add_people(self, household: _Household, line: Line) -> None:
        people = read_people(line, locality=self._locality)
        role = read_role(line) if people else None
        if role is not None:
            household.members += [person.as_member(role) for person in people]
        elif people and household.unit.use is Use.DEVELOPER:
            line.warn(Field.NAME, "owner_of_unsold")
        else:
            for person in people:
                add_owner(line, household.owners, person.as_owner())
        for where, other in ((TENANTS, MemberRole.TENANT), (RELATIVES, MemberRole.FAMILY)):
            beside = read_people(line, locality=self._locality, where=where)
            household.members += [person.as_member(other) for person in beside]


class Passed(StrEnum):
    """Why a row became no household."""

    SKIPPED = "skipped"
    REFUSED = "refused"
    NOTE = "note"


_TOTALS = frozenset({"合计", "小计", "总计", "累计", "total", "subtotal"})


def _is_total(row: Row) -> bool:
    """A line of sums at the foot of a table."""
    return any(fold(cell).strip(":：") in _TOTALS for cell in row.cells[:3])


def _is_numbered(layout: Layout) -> bool:
    """Whether the first column is none that is read, so that a blank there says nothing of the row."""
    return all(column.number != 1 for column in layout.columns.values()) and any(
        column.number == 1 for column in layout.not_read
    )


def add_owner(line: Line, owners: list[OwnerReading], owner: OwnerReading) -> None:
    """One owner more, or what is new of one who is there already."""
    if merged(owners, owner):
        line.warn(Field.NAME, "owner_repeated")
    else:
        owners.append(owner)


def _differs(first: UnitReading, again: UnitReading) -> bool:
    return any(
        getattr(again, name) is not None and getattr(first, name) != getattr(again, name)
        for name in ("area", "use", "kind")
    )


def _close(household: _Household, *, only_rooms: bool) -> None:
    """Said of the whole household, at its first row."""
    if not household.owners and household.unit.use is not Use.DEVELOPER and not only_rooms:
        line = replace(household.first, problems=[])
        at = Field.OWNER_NO if Field.OWNER_NO in line.layout.columns else Field.NAME
        if not any(known.code == "owner_not_found" for known in household.problems):
            line.warn(at, "owner_missing")
        household.problems += line.problems


def _below_header(workbook: Workbook, layout: Layout) -> list[Row]:
    return [row for row in workbook.sheet(layout.sheet).rows if row.number > layout.header_row]


def _unit_unsaid(layout: Layout, locality: Locality) -> Iterable[CellProblem]:
    """Where areas are told in several units, a column that names none is asked about."""
    several = len(customs_of(locality).area_units) > 1
    if several and Field.AREA in layout.columns and unit_in_header(layout) is None:
        yield problem(layout, layout.header_row, Field.AREA, "area_unit_unsaid")


def _left_out(recognised: Recognised, workbook: Workbook) -> Iterable[CellProblem]:
    for layout in filter(None, (recognised.households, *recognised.more, recognised.owners)):
        head = layout.header_row
        for column in layout.not_collected:
            yield problem(layout, head, column, "not_collected", header=column.header)
        if layout.not_read:
            headers = "、".join(column.header for column in layout.not_read)
            yield problem(layout, head, None, "columns_not_read", headers=headers)
        if layout.hidden:
            yield problem(layout, head, None, "sheet_hidden", sheet=layout.sheet)
    for name in recognised.other_sheets:
        code = "hidden_not_read" if workbook.sheet(name).hidden else "sheet_not_read"
        yield replace(problem(recognised.households, 1, None, code, sheet=name), sheet=name)
