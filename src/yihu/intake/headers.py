"""Which known workbook of households this is, told by the names at the heads of its columns.

Four forms are known: one sheet with a row for each person (17 columns, or 20 and 21 with the person's role);
rooms and owners in sheets of their own, joined by the owner's number; rooms alone; and relatives in a sheet
beside the owners'. Hand-made tables with the same names in any order are read as the first. What nobody knows
can be named by hand (`mapping`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any

from yihu.intake.head_words import (
    BUILDING_WORDS,
    CAR_WORDS,
    FEE_WORDS,
    FIELDS,
    NOT_COLLECTED,
    SYNONYMS,
    Field,
    bare,
)
from yihu.intake.workbooks import Row, Sheet, Workbook

__all__ = [
    "SYNONYMS",
    "Column",
    "Field",
    "Layout",
    "LooksLike",
    "Recognised",
    "Template",
    "Unknown",
    "recognise",
]


class Template(StrEnum):
    ROOMS = "rooms"
    ROOMS_WITH_ROLES = "rooms_with_roles"
    ESTATE = "estate"
    UNITS = "units"
    MAPPED = "mapped"


class LooksLike(StrEnum):
    """What an unknown workbook seems to be instead."""

    FEES = "fees"
    VEHICLES = "vehicles"
    BUILDINGS = "buildings"
    PEOPLE = "people"
    NOTHING = ""


_HEADER_ROWS = 10
_KNOWN = FIELDS.keys() | FEE_WORDS | CAR_WORDS | BUILDING_WORDS
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Column:
    number: int
    header: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table of one sheet stands: its header row, and its columns, counted from 1."""

    sheet: str
    header_row: int
    columns: Mapping[Field, Column]
    not_collected: tuple[Column, ...] = ()
    not_read: tuple[Column, ...] = ()
    hidden: bool = False

    def text(self, row: Row, field: Field) -> str:
        """The row's text under `field`; empty if there is no such column."""
        column = self.columns.get(field)
        return row.cell(column.number) if column else ""

    @property
    def has_rooms(self) -> bool:
        """Whether rows name a room."""
        return Field.ROOM in self.columns or Field.ADDRESS in self.columns

    @property
    def has_people(self) -> bool:
        """Whether rows name rooms and people in them."""
        names = {Field.NAME, Field.RELATIVE, Field.TENANT}
        return self.has_rooms and bool(names & self.columns.keys())


@dataclass(frozen=True, slots=True)
class Recognised:
    """A known form; `households` is the sheet with the rooms, `owners` that of owners if apart, `more` other
    sheets of rooms with people."""

    template: Template
    households: Layout
    owners: Layout | None = None
    other_sheets: tuple[str, ...] = ()
    more: tuple[Layout, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """No known form: what stands at the heads of each sheet, and what the whole seems to be instead."""

    headers: Mapping[str, tuple[str, ...]]
    looks_like: LooksLike = LooksLike.NOTHING
    workbook: Workbook = field(default_factory=lambda: Workbook(()), repr=False)


def recognise(workbook: Workbook, *, mapping: Mapping[str, Any] | None = None) -> Recognised | Unknown:
    """The form of the workbook. Never guesses: without rooms and names there is nothing to read.

    With `mapping` (`{"sheet", "header_row", "columns": {field: column}}`, checked by `mapping.check`) the
    columns are what it says.
    """
    if mapping is not None:
        return _mapped(workbook, mapping)
    layouts = [layout for sheet in workbook.sheets if (layout := _layout(sheet))]
    fees = {sheet.name for sheet in workbook.sheets if _count(sheet, FEE_WORDS) >= 2}
    apart = fees | {sheet.name for sheet in workbook.sheets if _count(sheet, CAR_WORDS) >= 3}
    people = [layout for layout in layouts if layout.has_people and layout.sheet not in apart]
    if people:
        return _of_people(workbook, people)
    rooms = [layout for layout in layouts if layout.has_rooms]
    joined = next((layout for layout in rooms if Field.OWNER_NO in layout.columns), None)
    owners = next(
        (layout for layout in layouts if {Field.NAME, Field.OWNER_NO} <= layout.columns.keys()), None
    )
    if joined and owners:
        return Recognised(Template.ESTATE, joined, owners, _others(workbook, joined, owners))
    apart |= {sheet.name for sheet in workbook.sheets if _count(sheet, BUILDING_WORDS) >= 3}
    units = next((layout for layout in rooms if _lists_units(layout) and layout.sheet not in apart), None)
    if units and not joined:
        return Recognised(Template.UNITS, units, None, _others(workbook, units))
    heads = {sheet.name: _heads(sheet) for sheet in workbook.sheets}
    return Unknown(heads, _looks_like(workbook, layouts, fees), workbook)


def _of_people(workbook: Workbook, people: list[Layout]) -> Recognised:
    """The sheet with owners leads; relatives and further sheets of the same shape follow."""
    people = sorted(people, key=lambda layout: Field.NAME not in layout.columns)
    first, more = people[0], tuple(people[1:])
    roles = Field.PERSON_ROLE in first.columns
    template = Template.ROOMS_WITH_ROLES if roles else Template.ROOMS
    return Recognised(template, first, None, _others(workbook, *people), more)


def _lists_units(layout: Layout) -> bool:
    return Field.ROOM in layout.columns or len(layout.columns) == 1 or Field.AREA in layout.columns


def _mapped(workbook: Workbook, mapping: Mapping[str, Any]) -> Recognised:
    sheet = workbook.sheet(str(mapping["sheet"]))
    header_row, wanted = int(mapping["header_row"]), mapping["columns"]
    heads = sheet.rows[header_row - 1] if 0 < header_row <= len(sheet.rows) else Row(header_row, ())
    columns = {Field(name): Column(int(number), heads.cell(int(number))) for name, number in wanted.items()}
    taken = {column.number for column in columns.values()}
    rest = [Column(number, text) for number, text in enumerate(heads.cells, start=1) if number not in taken]
    forbidden = tuple(each for each in rest if _is_forbidden(bare(each.header)))
    unread = tuple(each for each in rest if each.header and each not in forbidden)
    layout = Layout(sheet.name, header_row, columns, forbidden, unread, sheet.hidden)
    return Recognised(Template.MAPPED, layout, None, _others(workbook, layout))


def _others(workbook: Workbook, *read: Layout) -> tuple[str, ...]:
    names = {layout.sheet for layout in read}
    return tuple(sheet.name for sheet in workbook.sheets if sheet.name not in names and sheet.rows)


def _heads(sheet: Sheet) -> tuple[str, ...]:
    return tuple(filter(None, header_of(sheet).cells))


def header_of(sheet: Sheet) -> Row:
    """The row that most likely holds the heads: most known words, then the fullest; the earlier of equals."""
    first = [row for row in sheet.rows[:_HEADER_ROWS] if not row.blank]
    return max(first, key=_likelihood, default=Row(1, ()))


def _likelihood(row: Row) -> tuple[int, int]:
    known = sum(bare(text) in _KNOWN for text in row.cells)
    return known, sum(map(bool, row.cells))


def _looks_like(workbook: Workbook, layouts: list[Layout], fees: set[str]) -> LooksLike:
    if fees:
        return LooksLike.FEES
    if any(_count(sheet, CAR_WORDS) >= 2 for sheet in workbook.sheets):
        return LooksLike.VEHICLES
    if any(Field.NAME in layout.columns for layout in layouts):
        return LooksLike.PEOPLE
    if any(_count(sheet, BUILDING_WORDS) >= 2 for sheet in workbook.sheets):
        return LooksLike.BUILDINGS
    return LooksLike.NOTHING


def _count(sheet: Sheet, words: Iterable[str]) -> int:
    """How many of `words` stand at the heads."""
    return len({bare(text) for text in header_of(sheet).cells} & frozenset(words))


def _layout(sheet: Sheet) -> Layout | None:
    """The row among the first few in which most columns are known; titles may stand above it."""
    found = [_columns(sheet, row) for row in sheet.rows[:_HEADER_ROWS]]
    found += [_columns(sheet, _under(*pair)) for pair in pairwise(sheet.rows[:_HEADER_ROWS])]
    best = max(found, key=lambda layout: len(layout.columns), default=None)
    if best is None:
        return None
    least = 2 if best.has_people else _LEAST
    return best if len(best.columns) >= least or _only_addresses(best) else None


def _only_addresses(layout: Layout) -> bool:
    """A list of addresses and nothing else that is known (`street_1, city, …`)."""
    return layout.columns.keys() == {Field.ADDRESS} and len(layout.not_read) >= _LEAST


def _under(above: Row, below: Row) -> Row:
    """Two lines of heads as one: a group's title (租户) before each of its own heads (姓名)."""
    group, cells = "", []
    for number in range(1, max(len(above.cells), len(below.cells)) + 1):
        group = above.cell(number) or group
        own = below.cell(number)
        whole = f"{group}{own}" if own and bare(f"{group}{own}") in FIELDS else own
        cells.append(whole or above.cell(number))
    return Row(below.number, tuple(cells))


def _columns(sheet: Sheet, row: Row) -> Layout:
    known: dict[Field, Column] = {}
    forbidden, unread = [], []
    for number, text in enumerate(row.cells, start=1):
        column, name = Column(number, text), bare(text)
        meant = FIELDS.get(name)
        if _is_forbidden(name):
            forbidden.append(column)
        elif meant and meant not in known:
            known[meant] = column
        elif name:
            unread.append(column)
    return Layout(sheet.name, row.number, known, tuple(forbidden), tuple(unread), sheet.hidden)


def _is_forbidden(name: str) -> bool:
    return any(word in name for word in NOT_COLLECTED)
