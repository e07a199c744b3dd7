"""Rows that were not taken, in a workbook to mend and bring in again: each as it came, its reasons beside."""

from collections.abc import Callable
from io import BytesIO

import xlsxwriter

from yihu.intake import vault
from yihu.intake.headers import Unknown, recognise
from yihu.intake.models import Batch, BatchProblem
from yihu.intake.shapes import Severity
from yihu.intake.workbooks import Row, Workbook, read_workbook

Say = Callable[[BatchProblem], str]
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def errors_workbook(batch: Batch, *, say: Say, reason: str) -> bytes:
    """An `.xlsx` with the refused rows of each sheet under their headers; `reason` heads the last column.

    `say` puts a problem into the reader's language. Every cell is text, so that no formula ever runs.
    """
    workbook, buffer = read_workbook(vault.take(batch)), BytesIO()
    reasons = _reasons(batch, say)
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        text = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True})
        bold = book.add_format({"num_format": "@", "quote_prefix": True, "bold": True})
        for name, header_row in _tables(workbook):
            sheet, rows = book.add_worksheet(name[:31]), workbook.sheet(name).rows
            wrong = [row for row in rows if row.number > header_row and (name, row.number) in reasons]
            width = max((len(row.cells) for row in rows), default=0)
            _write(sheet, 0, rows[header_row - 1], width, reason, bold)
            for place, row in enumerate(wrong, start=1):
                _write(sheet, place, row, width, reasons[name, row.number], text)
            sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _tables(workbook: Workbook) -> list[tuple[str, int]]:
    recognised = recognise(workbook)
    if isinstance(recognised, Unknown):  # it was known when it was tried
        return [(sheet.name, 1) for sheet in workbook.sheets if sheet.rows]
    layouts = filter(None, (recognised.households, recognised.owners))
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
