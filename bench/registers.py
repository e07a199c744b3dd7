"""A register of five hundred rows as PDF: all that we do, beside typst alone with the same words ready."""

from datetime import datetime
from typing import Any

from bench.estate import OPENED
from bench.figures import Bench, Figure, in_turns
from yihu.confidentiality.reading.columns import COLUMNS
from yihu.registers import chosen_overview_pdf, press

ROWS = 500


def run(bench: Bench) -> list[Figure]:
    """One figure; the words are caught on their way to typst, so that both set the very same page."""
    columns = [column for column in COLUMNS if column.extra is None][:12]
    rows = [tuple(f"{column.title}{number}" for column in columns) for number in range(ROWS)]
    ready = _ready(columns, rows)
    own, alone = in_turns(
        lambda _: _print(columns, rows),
        lambda _: press.typst.compile(*ready[0], **ready[1]),
        rounds=7,
        warm_up=1,
    )
    return [bench.figure(f"a register of {ROWS} rows as PDF", "typst alone", (own, alone), 1.3)]


def _ready(columns: Any, rows: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    caught: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    compile_ = press.typst.compile

    def catch(*given: Any, **named: Any) -> Any:
        caught.append((given, named))
        return compile_(*given, **named)

    press.typst.compile = catch
    try:
        _print(columns, rows)
    finally:
        press.typst.compile = compile_
    return caught[0]


def _print(columns: Any, rows: Any) -> bytes:
    at: datetime = OPENED
    return chosen_overview_pdf(
        rows, columns=columns, company="測試物業", project="測試花園", printed_at=at, printed_by="陳主任"
    )
