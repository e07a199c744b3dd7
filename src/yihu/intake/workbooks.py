"""Workbooks as rows of tidy text cells, with the numbers that the person at the screen sees (from 1).

Reads `.xlsx`, `.xls` and `.csv`. A cell is text: whole numbers lose the `.0` that the format gives them,
numbers too long to be exact stay visibly destroyed (`1.10101199003071E+17`), dates are ISO 8601.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import PurePath
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from yihu.intake.csv_tables import is_text, read_csv
from yihu.intake.formulas import Places, without_value
from yihu.intake.spreadsheet_guard import BROKEN, CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, guard
from yihu.kernel.text import narrow
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

_EXACT = 10**15
_ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0")
_PANIC = "PanicException"  # the parser's answer to some damaged files; neither importable nor an Exception
_NOWHERE: frozenset[int] = frozenset()
_REPLACEMENTS = str.maketrans({"\r": "\n", "\xa0": " ", "\u3000": " "})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, and its cells from column A.

    `unvalued` are the columns, counted from 1, in which a formula stands without its value.
    """

    number: int
    cells: tuple[str, ...]
    unvalued: frozenset[int] = frozenset()

    def cell(self, column: int) -> str:
        """The text in a column counted from 1; empty beyond the row's end."""
        return self.cells[column - 1] if 0 < column <= len(self.cells) else ""

    @property
    def blank(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows by number; `hidden` as the file has it."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.name == name)


def read_workbook(stream: IO[bytes], *, name: str = "", row_limit: int = ROW_LIMIT) -> Workbook:
    """Every sheet with its rows.

    Raises `Invalid` with field `file`: `not_a_workbook`, `password_protected`, `empty_workbook`,
    `too_many_rows`, `too_many_columns`, `too_many_cells`, `too_large`, `csv_encoding`, `csv_quotes`. Nothing
    is ever cut off. `name` is the file's: a table of plain text has no other.
    """
    data = stream.read()
    if is_text(data) and not data.startswith(_ARCHIVES):
        return _of_text(data, name, row_limit)
    guard(data)
    bare = _formulas(data)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            hidden = {
                each.name for each in book.sheets_metadata if each.visible is not SheetVisibleEnum.Visible
            }
            sheets = tuple(
                _sheet(book, each, row_limit, bare.get(each, {}), hidden=each in hidden)
                for each in book.sheet_names
            )
    except PasswordError as error:
        raise _invalid("password_protected") from error
    except CalamineError as error:
        raise _invalid("not_a_workbook") from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise _invalid("not_a_workbook") from error
    if not any(sheet.rows for sheet in sheets):
        raise _invalid("empty_workbook")
    return Workbook(sheets)


def glance(data: bytes) -> None:
    """Refuse what is plainly no table. Raises `Invalid` (`file`) as `read_workbook` does."""
    if not is_text(data) or data.startswith(_ARCHIVES):
        guard(data)


def _of_text(data: bytes, name: str, row_limit: int) -> Workbook:
    """A table of plain text as a workbook of one sheet, called as the file is."""
    sheet = PurePath(name.replace("\\", "/")).stem or "CSV"
    rows = []
    for number, cells in enumerate(read_csv(data), start=1):
        if number > row_limit:
            raise _invalid("too_many_rows", limit=row_limit, sheet=sheet)
        if len(cells) > COLUMN_LIMIT:
            raise _invalid("too_many_columns", limit=COLUMN_LIMIT, sheet=sheet)
        rows.append(Row(number, tuple(_tidy(cell) for cell in cells)))
    if not any(not row.blank for row in rows):
        raise _invalid("empty_workbook")
    if all(sum(map(bool, row.cells)) < 2 for row in rows):
        raise _invalid("not_a_workbook")
    return Workbook((Sheet(sheet, tuple(rows)),))


def _formulas(data: bytes) -> Mapping[str, Places]:
    try:
        return without_value(data)
    except BROKEN as error:
        raise _invalid("not_a_workbook") from error


def _sheet(book: CalamineWorkbook, name: str, row_limit: int, bare: Places, *, hidden: bool) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None or sheet.end is None:
        return Sheet(name, (), hidden)
    if sheet.end[0] >= row_limit:
        raise _invalid("too_many_rows", limit=row_limit, sheet=name)
    if sheet.end[1] >= COLUMN_LIMIT:
        raise _invalid("too_many_columns", limit=COLUMN_LIMIT, sheet=name)
    if sheet.width * sheet.height > CELL_LIMIT:
        raise _invalid("too_many_cells", limit=CELL_LIMIT, sheet=name)
    rows = tuple(_rows(sheet.iter_rows(), bare, left_out=sheet.start[1]))
    return Sheet(name, _spread(rows, sheet.merged_cell_ranges or ()), hidden)


def _spread(
    rows: tuple[Row, ...], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[Row, ...]:
    """A cell merged over several rows says the same for each of them; below heads alone it is so meant."""
    changed: dict[int, dict[int, str]] = {}
    for (top, left), (bottom, _right) in merged:
        text = rows[top].cell(left + 1) if top < len(rows) else ""
        for row in range(top + 1, min(bottom, len(rows) - 1) + 1) if text else ():
            changed.setdefault(row, {})[left] = text
    if not changed:
        return rows
    return tuple(_with(row, changed.get(row.number - 1)) for row in rows)


def _with(row: Row, changed: Mapping[int, str] | None) -> Row:
    if not changed:
        return row
    cells = [*row.cells, *[""] * (max(changed) + 1 - len(row.cells))]
    for column, text in changed.items():
        cells[column] = text
    return Row(row.number, tuple(cells), row.unvalued)


def _rows(values: Iterable[Iterable[object]], bare: Places, *, left_out: int) -> Iterator[Row]:
    """The parser gives the blank rows above the table, but not the blank columns before it."""
    before = ("",) * left_out
    for number, cells in enumerate(values, start=1):
        yield Row(number, before + tuple([_text(value) for value in cells]), bare.get(number, _NOWHERE))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value if value.isascii() and value.isalnum() else _tidy(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ", "minutes")
        )
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return repr(value) if abs(value) < _EXACT else f"{value:.14E}"


def _tidy(value: str) -> str:
    """Blanks trimmed and kept single, line ends kept; everything else stays as typed."""
    if value.isascii() and value.isprintable():
        return value.strip()
    return "\n".join(filter(None, (_line(line) for line in value.translate(_REPLACEMENTS).split("\n"))))


def _line(line: str) -> str:
    seen = line if line.isprintable() else "".join(c for c in line if narrow(c) or c == "\ufe0f")
    return " ".join(seen.split())


def _invalid(code: str, **params: object) -> Invalid:
    text, mend = _TEXTS[code]
    return Invalid(FieldError("file", text, mend, code, params=params))


_TEXTS = {
    "not_a_workbook": (N_("這個檔案不是可以讀取的試算表。"), N_("請另存為 .xlsx 或 .xls 後再上載。")),
    "password_protected": (N_("這個試算表設有密碼。"), N_("請在試算表軟件中取消密碼後再上載。")),
    "empty_workbook": (N_("這個試算表沒有任何內容。"), N_("請核對所選的檔案。")),
    "too_many_rows": (
        N_("工作表「%(sheet)s」超過 %(limit)s 行。"),
        N_("請分成幾個檔案，或刪去表格下方多餘的行。"),
    ),
    "too_many_cells": (
        N_("工作表「%(sheet)s」超過 %(limit)s 格。"),
        N_("請刪去表格下方和右方多餘的格，或分成幾個檔案。"),
    ),
    "too_many_columns": (N_("工作表「%(sheet)s」超過 %(limit)s 欄。"), N_("請刪去表格右方多餘的欄。")),
}
