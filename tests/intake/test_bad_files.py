"""What cannot be read, and what can in spite of everything: each a clear line, nothing half-done."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from intake.books import ROOMS, person
from intake.templates import xlsx_of
from yihu.intake import spreadsheet_guard, workbooks
from yihu.intake.days import read_day
from yihu.intake.headers import Recognised, recognise
from yihu.intake.readings import HouseholdReader
from yihu.intake.workbooks import read_workbook
from yihu.policy.decisions import Invalid

HEAD = ("樓號", "單元", "房間", "業主名稱", "手機號")
ROW = ("1", "1", "1001", "張三", "13800000001")
TEXT = "\r\n".join(",".join(row) for row in (HEAD, ROW))


def refused(data: bytes) -> str:
    with pytest.raises(Invalid) as refusal:
        read_workbook(BytesIO(data), name="a.xlsx")
    error = refusal.value.errors[0]
    assert error.pointer == "file"
    assert error.mend
    return error.code


def labels(data: bytes) -> list[str]:
    workbook = read_workbook(BytesIO(data), name="業主.csv")
    found = recognise(workbook)
    assert isinstance(found, Recognised)
    return [f"{each.unit.label} {each.owners[0].name}" for each in HouseholdReader(workbook, found)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_it_works(encoding: str, separator: str) -> None:
    assert labels(TEXT.replace(",", separator).encode(encoding)) == ["1棟1單元1001 張三"]


def test_quotes_hold_commas_and_lines() -> None:
    row = '"1","1","1001","張三,李四","13800000001"'
    assert labels(f"{','.join(HEAD)}\r\n{row}".encode()) == ["1棟1單元1001 張三"]


def zipped(**members: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_workbook"),
        (b"one word", "not_a_workbook"),
        (b"%PDF-1.7, a, b", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n,,,", "not_a_workbook"),
        (b"a,b\x01,c\r\n1,2,3", "not_a_workbook"),
        (b"\xff\xfe\x00", "csv_encoding"),
        (b'a,b\r\n"1,2', "csv_quotes"),
        (zipped(word__document_xml=b"<x/>"), "a_document"),
        (zipped(content_xml=b"<x/>"), "another_format"),
        (zipped(xl__workbook_bin=b"x"), "another_format"),
        (zipped(a_txt=b"x"), "not_a_workbook"),
        (xlsx_of({"A": [ROOMS, person()]}).getvalue()[:500], "not_a_workbook"),
    ],
)
def test_what_is_no_table_is_named(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet_guard, "UNPACKED_LIMIT", 1_000_000)
    bomb = zipped(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=b" " * 2_000_000)
    assert len(bomb) < 10_000
    assert refused(bomb) == "too_large"


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "CELL_LIMIT", 30)
    assert refused(xlsx_of({"A": [ROOMS, person()]}).getvalue()) == "too_many_cells"


def test_a_merged_building_holds_for_each_of_its_rows() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("A")
        sheet.write_row(0, 0, HEAD)
        sheet.merge_range(1, 0, 3, 0, "1")
        for row, room in enumerate(("1001", "1002", "1003"), start=1):
            sheet.write_row(row, 1, ("1", room, f"張{room}", ""))
    assert labels(stream.getvalue()) == [f"1棟1單元{room} 張{room}" for room in ("1001", "1002", "1003")]


def test_hidden_sheets_sums_and_notes_are_said() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        shown, hidden = book.add_worksheet("業主"), book.add_worksheet("舊")
        for number, row in enumerate(
            (HEAD, ROW, ("", "", "", "", "", "", "手機號不明填 18999999999"), ("合計", "", "1"))
        ):
            shown.write_row(number, 0, row)
        hidden.write_row(0, 0, ("甲", "乙"))
        hidden.hide()
    workbook = read_workbook(BytesIO(stream.getvalue()))
    found = recognise(workbook)
    assert isinstance(found, Recognised)
    reader = HouseholdReader(workbook, found)
    assert len(list(reader)) == 1
    assert reader.account.adds_up
    assert {"hidden_not_read", "total_row", "notes_beside"} <= {each.code for each in reader.problems}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-03", date(2026, 7, 3)),
        ("2026/7/3", date(2026, 7, 3)),
        ("2026.7.3", date(2026, 7, 3)),
        ("2026年7月3日", date(2026, 7, 3)),
        ("20260703", date(2026, 7, 3)),
        ("46206", date(2026, 7, 3)),
        ("115/7/3", date(2026, 7, 3)),
        ("民國115年7月3日", date(2026, 7, 3)),
        ("1150703", date(2026, 7, 3)),
        ("２０２６/７/３", date(2026, 7, 3)),
        ("31/7/2026", date(2026, 7, 31)),
        ("2026-07-03 00:00", date(2026, 7, 3)),
    ],
)
def test_days_are_read_however_they_are_written(text: str, day: date) -> None:
    assert read_day(text) == (day, read_day("2026-01-01")[1])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3/7/2026", "date_ambiguous"),
        ("2026-13-01", "date_form"),
        ("2026-02-30", "date_form"),
        ("26/7/3", "date_form"),
        ("明年", "date_form"),
        ("2037-1-1", "placeholder"),
    ],
)
def test_a_day_is_never_guessed(text: str, code: str) -> None:
    day, decision = read_day(text)
    assert (day, decision.code) == (None, code)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_every_way_of_writing_says_the_same_day(day: date) -> None:
    if day == date(2037, 1, 1):
        return
    era = f"{day.year - 1911}/{day.month}/{day.day}"
    serial = str((day - date(1899, 12, 30)).days)
    ways = [f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", serial]
    ways += [era] if day.year >= 2011 else [f"民國{era}"]
    assert {read_day(way)[0] for way in ways} == {day}


CELL = st.sampled_from(
    ["", "1", "1001", "張三", "13800000001", "合計", "1棟1001", "備註", "18999999999", "x/y"]
)


@given(st.lists(st.lists(CELL, max_size=7), max_size=12))
def test_every_row_is_accounted_for(rows: list[list[str]]) -> None:
    workbook = read_workbook(xlsx_of({"A": [HEAD, *rows]}))
    found = recognise(workbook)
    assert isinstance(found, Recognised)
    reader = HouseholdReader(workbook, found)
    households = list(reader)
    account = reader.account
    assert account.adds_up
    told = {problem.row for problem in reader.problems} | {row for each in households for row in each.rows}
    named = [
        number
        for number, row in enumerate(rows, start=2)
        if any(row[2:4]) and number <= account.read + 1 and number not in told
    ]
    assert named == [], "a row with a room or a name is in a household or in a line"
