"""F04 《業戶情況一覽表》 as print with the columns a person chose (R1.10b), on A3 or A4 landscape.

Cells come as texts, already masked. Exporting needs approval (P19); whoever calls has asked for it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Protocol

from yihu.registers.paper import CHOSEN, Imprint, Paper
from yihu.registers.press import typeset
from yihu.registers.script import Script, written

_SERIAL_WIDTH: Final = 6
_ROOM: Final[dict[Paper, int]] = {"a3": 258, "a4": 177}  # half-width characters a line has at 8.5 points
_MARGIN: Final = 2  # characters that the space between a text and its lines takes
_HEAD: Final = 8  # of a longer head, half stands on a second line
_PEOPLE: Final = frozenset({"owners", "tenants"})
_SIZE: Final = 8.5
_SMALLEST: Final = 5.5


class ColumnLike(Protocol):
    """A column as `confidentiality.reading.columns` has it."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def number(self) -> bool: ...


def chosen_overview_pdf(
    rows: Iterable[Sequence[str]],
    *,
    columns: Sequence[ColumnLike],
    company: str,
    project: str,
    printed_at: datetime,
    printed_by: str,
    paper: Paper = "a3",
    scope: str = "",
    number: str = "",
    export_mark: str = "",
    anchor: str = "",
    script: Script = "hant",
) -> bytes:
    """The overview with these columns after 序號; no rows give the blank form.

    `export_mark` (name, time, purpose, number) stands at the head of every page. Many columns are set in
    smaller type and wrap; none is cut. Raises `Unavailable` without fonts.
    """
    lines = list(rows)
    serials = len(str(max(len(lines), 999)))
    widths = [_MARGIN + _SERIAL_WIDTH, *(_MARGIN + max(column.width, _head(column)) for column in columns)]
    data = {
        "paper": paper,
        "size": max(_SMALLEST, min(_SIZE, round(_SIZE * _ROOM[paper] / sum(widths), 1))),
        "widths": [width / sum(widths) for width in widths],
        "numbers": [False, *(column.number for column in columns)],
        "people": [False, *(column.code in _PEOPLE for column in columns)],
        "titles": [written(title, script) for title in ("序號", *(column.title for column in columns))],
        "rows": [[f"{at:0{serials}}", *cells] for at, cells in enumerate(lines, start=1)],
        "project": project,
        "scope": scope,
        "total": str(len(lines) or ""),
        "as_of": f"{printed_at:%Y-%m-%d %H:%M}" if lines else "",
        "running": number,
        "mark": export_mark,
        "made_by": printed_by if lines else "",
    }
    imprint = Imprint(company, printed_at, printed_by, anchor)
    return typeset(CHOSEN, data, imprint=imprint, script=script, about=project)


def _head(column: ColumnLike) -> int:
    """The characters that a column's head asks for, so that no two of them are torn apart."""
    whole = 2 * len(column.title)
    return whole if whole <= _HEAD else 2 * -(-len(column.title) // 2)
