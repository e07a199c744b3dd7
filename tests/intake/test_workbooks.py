from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.old_excel import dimensions, far_cell, old_workbook, password
from yihu.intake.workbooks import Workbook, read_workbook
from yihu.policy.decisions import Invalid

SHARED = Path(__file__).parents[1] / "data/imports"


def workbook(cells: dict[tuple[int, int], Any]) -> BytesIO:
    """A workbook of one sheet with these cells, counted from 0."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for (row, column), value in cells.items():
            sheet.write_datetime(row, column, value, day) if isinstance(value, date) else sheet.write(
                row, column, value
            )
    stream.seek(0)
    return stream


def read(cells: dict[tuple[int, int], Any], **limits: int) -> Workbook:
    return read_workbook(workbook(cells), **limits)


def refused(stream: BytesIO, **limits: int) -> str:
    with pytest.raises(Invalid) as refusal:
        read_workbook(stream, **limits)
    assert refusal.value.errors[0].pointer == "file"
    assert refusal.value.errors[0].mend
    return refusal.value.errors[0].code


def test_it_works() -> None:
    with (SHARED / "microcommunity-rooms-17col.xlsx").open("rb") as stream:
        sheet = read_workbook(stream).sheets[0]
    assert (sheet.name, len(sheet.rows), sheet.rows[1].number) == ("资产信息", 22, 2)
    assert sheet.rows[1].cells[:4] == ("1", "1", "1001", "1")
    assert (sheet.rows[1].cell(9), sheet.rows[1].cell(16)) == ("94.56", "110101190001010014")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (94.56, "94.56"),
        ("0101", "0101"),
        (110101199003071234, "1.10101199003071E+17"),
        (date(2037, 1, 1), "2037-01-01"),
        (True, "是"),
        ("  張\u3000三 \r\n 李四 ", "張 三\n李四"),
        ("𠮷田\u200b", "𠮷田"),
    ],
)
def test_a_cell_is_tidy_text(value: object, text: str) -> None:
    assert read({(0, 0): value}).sheets[0].rows[0].cell(1) == text


def test_rows_are_numbered_as_on_the_screen() -> None:
    rows = read({(2, 1): "x"}).sheets[0].rows
    assert [(row.number, row.blank) for row in rows] == [(1, True), (2, True), (3, False)]
    assert rows[2].cell(2) == "x"


@pytest.mark.parametrize(
    "data", [b"", b"text", b"PK\x03\x04broken", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99]
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert refused(BytesIO(data)) == "not_a_workbook"


def test_another_zip_is_refused() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(BytesIO(stream.getvalue())) == "a_document"


def test_a_password_is_named() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert refused(BytesIO(ole)) == "password_protected"


def test_an_empty_workbook_is_refused() -> None:
    assert refused(workbook({})) == "empty_workbook"


def test_too_many_rows_are_refused_not_cut() -> None:
    assert refused(workbook({(row, 0): row for row in range(6)}), row_limit=5) == "too_many_rows"


@pytest.mark.parametrize("cell", [(1_048_575, 16_383), (0, 200), (250_000, 0)])
def test_a_cell_far_away_does_not_end_the_process(cell: tuple[int, int]) -> None:
    assert refused(workbook({(0, 0): "x", cell: "y"})) == "far_cell"


def test_the_older_format_is_read_as_well() -> None:
    rows = read_workbook(old_workbook([["房号", "业主"], ["0101", "𠮷田"], [1001.0, 1.5]])).sheets[0].rows
    assert [row.cells for row in rows] == [("房号", "业主"), ("0101", "𠮷田"), ("1001", "1.5")]


FAR = [far_cell(65535, 65535), far_cell(0, 300), dimensions(2**31, 256), dimensions(9, 60000)]


@pytest.mark.parametrize("more", FAR)
def test_the_older_format_is_guarded_as_well(more: bytes) -> None:
    assert refused(old_workbook([["房号"]], more=more)) == "far_cell"


def test_an_older_password_is_named() -> None:
    assert refused(old_workbook([["房号"]], before=password())) == "password_protected"


def test_a_parser_in_panic_is_a_refusal() -> None:
    data = bytearray(old_workbook([["房号"]]).getvalue())
    data[1560:1564] = b"\xff\xff\xff\x7f"  # where the sheet is said to begin
    assert refused(BytesIO(data)) == "not_a_workbook"


@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=8), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(place: int, junk: bytes, old: bool) -> None:
    whole = (old_workbook([["房号", "0101"]]) if old else workbook({(0, 0): "房号", (1, 0): 1.5})).getvalue()
    place %= len(whole)
    damaged = BytesIO(whole[:place] + junk + whole[place + len(junk) :])
    with suppress(Invalid):
        read_workbook(damaged)
