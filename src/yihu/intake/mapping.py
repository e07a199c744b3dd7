"""Naming the columns of a table that nobody knows: guesses to be corrected, and the check of what is said.

Pure. A mapping is `{"sheet": name, "header_row": number, "columns": {field: column number}}`, all from 1.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yihu.estate.rooms import parse_room
from yihu.intake.head_words import FIELD_TITLES, FIELDS, SYNONYMS, Field, bare
from yihu.intake.headers import header_of
from yihu.intake.workbooks import Row, Sheet, Workbook
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.identity import identify
from yihu.policy.phones import check_phone
from yihu.policy.vocabulary import N_, Locality

SAMPLE = 40
_MOSTLY = 0.6
_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}|[A-Z][A-Za-z]+( [A-Z][A-Za-z]+)+")


@dataclass(frozen=True, slots=True)
class Guess:
    """A column: its head, what it might be, and why (`head`, `part`, `cells`, or nothing)."""

    number: int
    header: str
    field: Field | None
    why: str


@dataclass(frozen=True, slots=True)
class SheetGuess:
    """A sheet: where its heads seem to stand, and its columns."""

    name: str
    header_row: int
    rows: int
    columns: tuple[Guess, ...]

    @property
    def as_mapping(self) -> dict[str, Any]:
        """What the guesses come to, for somebody to correct."""
        columns = {each.field.value: each.number for each in self.columns if each.field}
        return {"sheet": self.name, "header_row": self.header_row, "columns": columns}


def guesses(workbook: Workbook, *, locality: Locality = Locality.CN) -> list[SheetGuess]:
    """What each sheet's columns might be, the fullest sheet first."""
    sheets = sorted((each for each in workbook.sheets if each.rows), key=lambda each: -len(each.rows))
    return [_guess(sheet, locality) for sheet in sheets]


def signature(workbook: Workbook, mapping: Mapping[str, Any]) -> str:
    """By what a mapping is found again: the heads of its table, whatever the sheet is called."""
    row = next(
        (row for row in _sheet(workbook, mapping).rows if row.number == mapping["header_row"]), Row(0, ())
    )
    return signature_of(row)


def signature_of(heads: Row) -> str:
    """The same of a header row."""
    return hashlib.sha256("|".join(map(bare, heads.cells)).rstrip("|").encode()).hexdigest()


def signatures(workbook: Workbook) -> dict[str, tuple[str, int]]:
    """The sheet and header row behind each signature that a kept mapping might have."""
    return {
        signature_of(row): (sheet.name, row.number)
        for sheet in workbook.sheets
        for row in sheet.rows[:10]
        if not row.blank
    }


def check(workbook: Workbook, mapping: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping in its plain form. Raises `Invalid` (`mapping`) naming what is missing or twice."""
    try:
        sheet, header_row = str(mapping["sheet"]), int(mapping["header_row"])
        columns = {Field(name): int(number) for name, number in dict(mapping["columns"]).items()}
    except (KeyError, TypeError, ValueError):
        raise _invalid("mapping_form") from None
    found = next((each for each in workbook.sheets if each.name == sheet), None)
    if found is None:
        raise _invalid("mapping_sheet")
    width = max((len(row.cells) for row in found.rows), default=0)
    if not 1 <= header_row <= len(found.rows) or not all(1 <= each <= width for each in columns.values()):
        raise _invalid("mapping_place")
    if len(set(columns.values())) < len(columns):
        raise _invalid("mapping_twice")
    if not {Field.ROOM, Field.ADDRESS} & columns.keys():
        raise _invalid("mapping_room")
    plain = {name.value: number for name, number in columns.items()}
    return {"sheet": sheet, "header_row": header_row, "columns": plain}


def _sheet(workbook: Workbook, mapping: Mapping[str, Any]) -> Sheet:
    return next((each for each in workbook.sheets if each.name == mapping["sheet"]), Sheet("", ()))


def _guess(sheet: Sheet, locality: Locality) -> SheetGuess:
    heads = header_of(sheet)
    below = [row for row in sheet.rows if row.number > heads.number and not row.blank][:SAMPLE]
    taken: set[Field] = set()
    columns = []
    for number in range(1, max((len(row.cells) for row in (heads, *below)), default=0) + 1):
        field, why = _field(heads.cell(number), [row.cell(number) for row in below], taken, locality)
        if field:
            taken.add(field)
        columns.append(Guess(number, heads.cell(number), field, why))
    rows = sum(not row.blank for row in sheet.rows if row.number > heads.number)
    return SheetGuess(sheet.name, heads.number, rows, tuple(columns))


def _field(
    head: str, cells: Sequence[str], taken: set[Field], locality: Locality
) -> tuple[Field | None, str]:
    name = bare(head)
    for field, why in _candidates(name, [cell for cell in cells if cell], locality):
        if field not in taken:
            return field, why
    return None, ""


def _candidates(name: str, cells: list[str], locality: Locality) -> Iterator[tuple[Field, str]]:
    if name in FIELDS:
        yield FIELDS[name], "head"
    for field, words in SYNONYMS.items():
        if any(len(word) > 1 and word in name for word in words.split()):
            yield field, "part"
    if len(cells) < 3:
        return
    for field, holds in (
        (Field.PHONE, lambda text: bool(check_phone(text=text, locality=locality))),
        (Field.ADDRESS, lambda text: (read := parse_room(text)).parsed and bool(read.building and read.room)),
        (Field.ID_NUMBER, lambda text: bool(identify(number=text, locality=locality)[1])),
        (Field.NAME, lambda text: bool(_NAME.fullmatch(text))),
    ):
        if sum(map(holds, cells)) >= _MOSTLY * len(cells):
            yield field, "cells"


def _invalid(code: str) -> Invalid:
    text, mend = _TEXTS[code]
    return Invalid(FieldError("mapping", text, mend, code))


FIELD_CHOICES = tuple(FIELD_TITLES.items())
"""Every column that can be named, with its title."""

_TEXTS = {
    "mapping_form": (N_("讀不懂欄位對照。"), N_("請指明工作表、欄名所在的行，和每一欄是什麼。")),
    "mapping_sheet": (N_("檔案中沒有這個工作表。"), N_("請從檔案的工作表中選一個。")),
    "mapping_place": (N_("表中沒有這一行或這一欄。"), N_("請按表中實有的行和欄指明。")),
    "mapping_twice": (N_("同一欄指明了兩次。"), N_("每一欄只能有一個意思。")),
    "mapping_room": (N_("沒有指明哪一欄是房號。"), N_("請指明「房號」或「房屋地址」。")),
}
