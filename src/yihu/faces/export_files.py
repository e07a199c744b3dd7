"""An export as a file: made when it is taken, marked with whose it is, streamed however long it is (R1.8).

Every page and sheet says its number, who took it, when and for what. No cell is a formula.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final

import xlsxwriter

from yihu import registers
from yihu.confidentiality import consultations, events, reading
from yihu.confidentiality.exports import Kind, Taken
from yihu.confidentiality.exports.scope import Format, day_of_register, filters_of, month_of_register
from yihu.confidentiality.reading.columns import Column, Wording, extras_of
from yihu.database.read_through import read_through
from yihu.dossiers.template import template_of
from yihu.estate import queries as estate
from yihu.gate.queries import plates_of
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.localities import customs_of
from yihu.policy.vocabulary import N_, Actor
from yihu.registers.chosen import chosen_overview_pdf
from yihu.registers.paper import OVERVIEW, PAPERS, SIGNED_BY, Paper
from yihu.registers.script import Script, written
from yihu.registers.signature_boxes import day_box, sign

MEDIA_TYPES: Final = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.PDF: "application/pdf",
}
ROWS_A_SHEET: Final = 1_000_000
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
_SERIAL: Final = ("序號", 6)
_HEAD_ROW: Final = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """What the paper says of itself."""

    company: str
    number: str
    name: str
    at: datetime
    purpose: str
    rows: int
    script: Script

    @property
    def line(self) -> str:
        """`導出編號 2026-0001　導出人 …　時間 …　用途 …`, in the script of the form."""
        said = {
            "導出編號": self.number,
            "導出人": self.name,
            "時間": f"{self.at:%Y-%m-%d %H:%M}",
            "用途": self.purpose,
        }
        return "　".join(f"{written(word, self.script)} {value}" for word, value in said.items())


def paper_of(text: str) -> Paper:
    """The paper that is asked for by name, A3 where none is. Raises `Invalid` (`paper`)."""
    for paper in PAPERS:
        if text.strip().lower() in ("", paper):
            return paper
    said = {"expected": ", ".join(PAPERS)}
    raise Invalid(
        FieldError("paper", N_("沒有這種紙。"), N_("可選：%(expected)s。"), "paper_unknown", params=said)
    )


def file_name(taken: Taken) -> str:
    """A name that says no person: `CJ-households-2026-0001.xlsx`."""
    export = taken.export
    return f"{export.project.code}-{export.kind}-{export.number}.{export.format}"


def write_export(
    taken: Taken,
    out: BinaryIO,
    *,
    by: Actor,
    at: datetime,
    script: Script = "hant",
    paper: Paper = "a3",
) -> None:
    """Make the file whose taking is registered, from what `by` sees now; a print of it on that paper."""
    project, export = taken.export.project, taken.export
    local = at.astimezone(estate.zone(project))
    mark = Mark(project.name, export.number, by.name, local, export.reason, taken.rows, script)
    with read_through():
        _write(taken, out, mark, by=by, at=at, paper=paper)


def _write(taken: Taken, out: BinaryIO, mark: Mark, *, by: Actor, at: datetime, paper: Paper) -> None:
    export = taken.export
    if export.kind == Kind.ACCESSIONS:
        out.write(_accessions(taken, mark, by=by, at=at))
    elif export.kind == Kind.CONSULTATIONS:
        out.write(_consultations(taken, mark, by=by, at=at))
    elif export.format == Format.PDF:
        out.write(_overview_pdf(taken, mark, by=by, at=at, paper=paper))
    elif export.format == Format.CSV:
        _write_csv(out, mark, taken.columns, _texts(taken, mark, by=by, at=at))
    else:
        _write_xlsx(out, mark, taken.columns, _texts(taken, mark, by=by, at=at))


def _rows(taken: Taken, *, by: Actor, at: datetime) -> Iterator[reading.OverviewRow]:
    return reading.each_household(
        by=by,
        at=at,
        project=taken.export.project,
        filters=filters_of(taken.export.filters),
        extras=extras_of(taken.columns),
        plates_of=plates_of,
    )


def _texts(taken: Taken, mark: Mark, *, by: Actor, at: datetime) -> Iterator[list[str]]:
    """The rows as texts, numbered; `at` most one batch of them is in memory."""
    project = taken.export.project
    lines = {line.code: line.title for line in template_of(project, at=at).lines}
    unit = customs_of(project.locality).area_units[0]
    words = Wording(lambda text: written(text, mark.script), unit, lines)
    width = len(str(max(taken.rows, 999)))
    for number, row in enumerate(_rows(taken, by=by, at=at), start=1):
        yield [f"{number:0{width}}", *(column.cell(row, words) for column in taken.columns)]


def _titles(columns: Sequence[Column], mark: Mark) -> list[str]:
    titles = [written(_SERIAL[0], mark.script)]
    return titles + [written(column.title, mark.script) for column in columns]


def _write_csv(out: BinaryIO, mark: Mark, columns: Sequence[Column], rows: Iterator[list[str]]) -> None:
    """With a byte order mark, so that spreadsheets see the script; the mark of the paper is the last row."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(_titles(columns, mark))
    table.writerows([f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in row] for row in rows)
    table.writerow([mark.line])
    text.detach()


def _write_xlsx(out: BinaryIO, mark: Mark, columns: Sequence[Column], rows: Iterator[list[str]]) -> None:
    """Sheet after sheet, each written row by row and let go; every cell is text."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with closing(xlsxwriter.Workbook(out, options)) as book:
        book.set_properties({"title": written(OVERVIEW.title, mark.script), "comments": mark.line})
        plain = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
        quoted = book.add_format({"border": 1, "valign": "top", "text_wrap": True, "quote_prefix": True})
        sheet, at_row, number = None, 0, 0
        for row in rows:
            if sheet is None or at_row == ROWS_A_SHEET:
                number += 1
                sheet, at_row = _begin_sheet(book, mark, columns, number), _HEAD_ROW + 1
            for place, cell in enumerate(row):
                sheet.write_string(at_row, place, cell, quoted if cell.startswith(_FORMULAS) else plain)
            at_row += 1
        if sheet is None:
            sheet, at_row = _begin_sheet(book, mark, columns, 1), _HEAD_ROW + 1
        sign(book, sheet, _boxes(mark), row=at_row, last=len(columns))


def _boxes(mark: Mark) -> list[str]:
    """Who signs F04, as on paper."""
    maker, *others, day = (written(label, mark.script) for label in SIGNED_BY)
    return [f"{maker}\n{mark.name}", *others, day_box(day)]


def _begin_sheet(book: Any, mark: Mark, columns: Sequence[Column], number: int) -> Any:
    title = written(OVERVIEW.title, mark.script)
    sheet = book.add_worksheet(title if number == 1 else f"{title} {number}")
    centred = book.add_format({"bold": True, "font_size": 14, "quote_prefix": True})
    said = book.add_format({"quote_prefix": True})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#EBEBEB"})
    sheet.set_column(0, 0, _SERIAL[1])
    for place, column in enumerate(columns, start=1):
        sheet.set_column(place, place, column.width + 2)
    sheet.write_string(0, 0, f"{mark.company}　{title}", centred)
    sheet.write_string(1, 0, mark.line, said)
    sheet.write_string(2, 0, f"{OVERVIEW.number} / {OVERVIEW.edition}", said)
    for place, text in enumerate(_titles(columns, mark)):
        sheet.write_string(_HEAD_ROW, place, text, head)
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer(f"&L{_footer(mark.line)}&R&P / &N")
    return sheet


def _footer(text: str) -> str:
    """As a footer takes it: `&` is a sign of its own there, and there is room for some 200 characters."""
    return text.replace("&", "＆")[:200]


def _overview_pdf(taken: Taken, mark: Mark, *, by: Actor, at: datetime, paper: Paper) -> bytes:
    return chosen_overview_pdf(
        (row[1:] for row in _texts(taken, mark, by=by, at=at)),  # the form numbers its rows itself
        columns=taken.columns,
        company=mark.company,
        project=taken.export.project.name,
        paper=paper,
        printed_at=mark.at,
        printed_by=mark.name,
        number=mark.number,
        export_mark=mark.line,
        script=mark.script,
    )


def _accessions(taken: Taken, mark: Mark, *, by: Actor, at: datetime) -> bytes:
    volume, day = day_of_register(taken.export.filters)
    shown = reading.open_register(
        by=by, at=at, project=taken.export.project, volume=volume, day=day, action=events.PRINTED
    )
    make = registers.accessions_xlsx if taken.export.format == Format.XLSX else registers.accessions_pdf
    return make(
        shown,
        company=mark.company,
        printed_at=mark.at,
        printed_by=f"{mark.name}　{mark.number}　{mark.purpose}",
        script=mark.script,
    )


def _consultations(taken: Taken, mark: Mark, *, by: Actor, at: datetime) -> bytes:
    project, month = taken.export.project, month_of_register(taken.export.filters)
    rows = consultations.open_month(by=by, at=at, project=project, month=month)
    xlsx = taken.export.format == Format.XLSX
    make = registers.consultations_xlsx if xlsx else registers.consultations_pdf
    return make(
        rows,
        company=mark.company,
        project=project.name,
        month=f"{month:%Y-%m}",
        printed_at=mark.at,
        printed_by=f"{mark.name}　{mark.number}　{mark.purpose}",
        script=mark.script,
    )
