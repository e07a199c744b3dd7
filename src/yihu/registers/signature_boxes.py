"""The boxes for signatures under a table of a workbook, as they stand under the grid on paper."""

from collections.abc import Sequence
from typing import Any

_HEIGHT = 52
_BLANK_DAY = "　　　年　　月　　日"


def sign(book: Any, sheet: Any, labels: Sequence[str], *, row: int, last: int) -> None:
    """One row of boxes over the columns up to `last`, or a row each where there are too few."""
    form = book.add_format({"border": 1, "valign": "top", "text_wrap": True, "quote_prefix": True})
    across, boxes = last + 1, len(labels)
    for place, label in enumerate(labels):
        if across < boxes:
            _box(sheet, form, label, row + place, 0, last)
        else:
            _box(sheet, form, label, row, place * across // boxes, (place + 1) * across // boxes - 1)


def day_box(label: str) -> str:
    """The box of a date that is written in by hand."""
    return f"{label}\n{_BLANK_DAY}"


def _box(sheet: Any, form: Any, text: str, row: int, first: int, last: int) -> None:
    sheet.set_row(row, _HEIGHT)
    if last > first:
        sheet.merge_range(row, first, row, last, "", form)
    sheet.write_string(row, first, text, form)
