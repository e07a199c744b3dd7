"""Rows that were not taken, in a workbook to mend and bring in again: each as it came, its reasons beside."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import xlsxwriter

from yihu.intake import vault
from yihu.intake.examination import kept_mapping
from yihu.intake.headers import Unknown, recognise
from yihu.intake.models import Batch, BatchProblem
from yihu.intake.shapes import Severity
from yihu.intake.vehicle_sheets import recognise_vehicles
from yihu.intake.workbooks import Row, Workbook, read_workbook
from yihu.policy.vocabulary import N_

_WICKED = re.compile(r"[\[\]:*?/\\']")
REASON = N_("未讀入的原因")
TAKEN_OTHERWISE = N_("已讀入但有改動")
HEADS = (N_("工作表"), N_("行"), N_("欄"), N_("欄名"), N_("說明"))
AND_MORE = N_("另有 %(count)s 條，請在導入頁上查看。")
MOST = 200_000
Say = Callable[[BatchProblem], str]
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def errors_workbook(batch: Batch, *, say: Say, words: Callable[[str], str]) -> bytes:
    """An `.xlsx` with the refused rows of each sheet under their headers, the reasons in the last column.

    Of an archive, the names of the papers that were not taken. A last sheet tells what was taken otherwise
    than it stands in the file, by row and cell and without the value. `say` puts a problem, `words` a fixed
    word into the reader's language. Every cell is text, so that no formula ever runs.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        text = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True})
        bold = book.add_format({"num_format": "@", "quote_prefix": True, "bold": True})
        for name, head, wrong, reasons in _tables(batch, say):
            sheet = book.add_worksheet(_WICKED.sub("·", name)[:31] or "1")
            width = max((len(row.cells) for row in (head, *wrong)), default=0)
            _write(sheet, 0, head, width, words(REASON), bold)
            for place, row in enumerate(wrong, start=1):
                _write(sheet, place, row, width, reasons[row.number], text)
            sheet.freeze_panes(1, 0)
        _warn(book, batch, say, words, bold, text)
    return buffer.getvalue()


def _warn(book: Any, batch: Batch, say: Say, words: Callable[[str], str], bold: Any, text: Any) -> None:
    """The sheet of what was taken otherwise; none where nothing was."""
    warnings = batch.problems.filter(severity=Severity.WARNING).order_by("row", "id")
    total = warnings.count()
    if not total:
        return
    name = words(TAKEN_OTHERWISE)[:29]
    while any(each.name.casefold() == name.casefold() for each in book.worksheets()):
        name += "+"
    sheet = book.add_worksheet(name)
    for column, head in enumerate(HEADS):
        sheet.write_string(0, column, words(head), bold)
        sheet.set_column(column, column, 60 if head == HEADS[-1] else 14)
    for place, problem in enumerate(warnings[:MOST].iterator(), start=1):
        told = (problem.sheet, str(problem.row), problem.column, problem.header, say(problem))
        for column, value in enumerate(told):
            sheet.write_string(place, column, value, text)
    if total > MOST:
        sheet.write_string(MOST + 1, 0, words(AND_MORE) % {"count": total - MOST}, text)
    sheet.freeze_panes(1, 0)


Table = tuple[str, Row, list[Row], dict[int, str]]


def _tables(batch: Batch, say: Say) -> Iterator[Table]:
    reasons = _reasons(batch, say)
    if batch.kind == Batch.Kind.DOCUMENTS:
        yield _of_archive(batch, reasons)
        return
    workbook = read_workbook(vault.take(batch), name=batch.file_name)
    for name, header_row in _places(batch, workbook):
        rows, own = (
            workbook.sheet(name).rows,
            {row: why for (sheet, row), why in reasons.items() if sheet == name},
        )
        wrong = [row for row in rows if row.number > header_row and row.number in own]
        yield name, rows[header_row - 1], wrong, own


def _of_archive(batch: Batch, reasons: dict[tuple[str, int], str]) -> Table:
    names = dict(batch.problems.filter(severity=Severity.ERROR).values_list("row", "header"))
    own = {row: why for (_sheet, row), why in reasons.items()}
    wrong = [Row(number, (name,)) for number, name in sorted(names.items())]
    return "1", Row(0, ("",)), wrong, own


def _places(batch: Batch, workbook: Workbook) -> list[tuple[str, int]]:
    if batch.kind == Batch.Kind.VEHICLES:
        found = recognise_vehicles(workbook)
        return [(found.sheet, found.header_row)] if found else []
    recognised = recognise(workbook, mapping=batch.mapping or kept_mapping(batch.project, workbook))
    if isinstance(recognised, Unknown):  # it was known when it was tried
        return [(sheet.name, 1) for sheet in workbook.sheets if sheet.rows]
    layouts = filter(None, (recognised.households, *recognised.more, recognised.owners))
    return [(layout.sheet, layout.header_row) for layout in layouts]


def _reasons(batch: Batch, say: Say) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for problem in batch.problems.filter(severity=Severity.ERROR).order_by("row", "id").iterator():
        place = (problem.sheet, problem.row)
        found[place] = "\n".join(filter(None, (found.get(place), say(problem))))
    return found


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, at: int, row: Row, width: int, last: str, form: object
) -> None:
    for column, value in enumerate(row.cells):
        sheet.write_string(at, column, value, form)
    sheet.write_string(at, width, last, form)
