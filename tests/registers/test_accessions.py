"""F05a 《業戶檔案一覽表》 on paper and as a workbook."""

import io
import re
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from registers import papers, prints
from yihu.confidentiality.reading import DayRegister
from yihu.confidentiality.reading.register import Reading
from yihu.policy.vocabulary import Department
from yihu.registers import accessions_pdf, accessions_xlsx

pytestmark = pytest.mark.clause("R2.3.3.4")


def printed(register: DayRegister | None, **changes: Any) -> bytes:
    return accessions_pdf(register, **{**papers.IMPRINT, **changes})


def rows_of(workbook: bytes) -> list[list[Any]]:
    return [
        list(row) for row in load_workbook(io.BytesIO(workbook)).worksheets[0].iter_rows(values_only=True)
    ]


def test_it_works() -> None:
    said = prints.text(printed(papers.day()))
    for words in (
        "業戶檔案一覽表",
        "KF-QR-05A/V1.0",
        "CJ誠基公寓",
        "客服部",
        "2026年07月03日",
        "編號：CJ-CS-20260703",
    ):
        assert words in said
    for words in (
        "0013棟2單元0202",
        "＋增",
        "−減",
        "09:16",
        "逾期",
        "合計：增6件18頁減1件2頁",
        "保存期限：P永久",
    ):
        assert words in said, words


def test_the_heads_reading_stands_in_its_box() -> None:
    assert "部門主管查閱已閱王敏2026-07-0317:15共7行批註：件號與掛位相符。" in prints.text(
        printed(papers.day())
    )


def test_what_was_not_read_is_counted() -> None:
    some = printed(papers.day(unread=2))
    none = printed(papers.day(readings=(), unread=7))
    assert "尚有2行未閱" in prints.text(some)
    assert "已閱" not in prints.text(none)
    assert "尚有7行未閱" in prints.text(none)


def test_many_readings_of_a_day_all_print() -> None:
    many = tuple(Reading(papers.RECEIVED + timedelta(minutes=n), f"主管{n}", 1, "批" * 400) for n in range(4))
    pdf = printed(papers.day(readings=many))
    assert all(f"主管{n}" in prints.text(pdf) for n in range(4))
    assert prints.text(pdf).count("批") == 4 * 401
    assert not prints.outside(pdf)


def test_an_empty_day_needs_no_signature() -> None:
    said = prints.text(printed(papers.day(0)))
    assert "本日無增減" in said
    assert "本日無增減，無須簽閱。" in said


def test_a_time_of_another_day_shows_its_date() -> None:
    late = papers.row(1, received_at=papers.RECEIVED - timedelta(days=1))
    assert "07-0209:15" in prints.text(printed(papers.day(shown=(late,))))


def test_the_blank_form_names_the_department_it_was_asked_for() -> None:
    said = prints.text(printed(None, department=Department.SEC))
    assert "部門：保安部" in said
    assert "部門主管查閱" in said
    assert "001" not in said


@pytest.mark.parametrize("rows", [0, 1, 18, 19, 20, 21, 22, 42])
def test_rows_and_empty_rows_reach_the_end_of_the_last_page(rows: int) -> None:
    pdf = printed(papers.day(rows))
    assert prints.sizes_mm(pdf) == {(297, 210)}
    leaves = prints.pages(pdf)
    assert all("件名" in leaf for leaf in leaves)
    assert [("部門主管查閱" in leaf) for leaf in leaves] == [False] * (len(leaves) - 1) + [True]
    for number in range(len(leaves)):
        rules = prints.rules_down(prints.picture(pdf, number), at_mm=20.9)
        ends = 210 - 19
        inside = [rule for rule in rules if rule < ends + 1]
        assert max(inside) == pytest.approx(ends, abs=7 if number < len(leaves) - 1 else 4)
        gaps = [b - a for a, b in pairwise(inside)]
        assert max(gaps[:-1]) < 14


def test_five_hundred_rows_are_all_there_and_quick() -> None:
    register = papers.day(500)
    printed(papers.day(1))
    began = time.process_time()
    pdf = printed(register)
    assert time.process_time() - began < 4
    said = prints.text(pdf)
    missing = [n for n in range(1, 501) if f"{n:03}3棟2單元" not in said]
    assert not missing
    assert not prints.outside(pdf)


def test_simplified_form() -> None:
    said = prints.text(printed(papers.day(), script="hans"))
    assert "业户档案一览表" in said
    assert "部门主管查阅" in said
    assert "歐陽芷晴" in said


def test_the_workbook_has_the_same_rows() -> None:
    rows = rows_of(accessions_xlsx(papers.day(), **papers.IMPRINT))
    assert rows[1][0] == "業戶檔案一覽表"
    assert rows[4][:3] == ["序號", "房號", "檔號"]
    assert rows[5][:4] == ["001", "3棟2單元0202", "CJ-03-2-0202/01", "周文博"]
    assert len(rows) == 5 + 7


@pytest.mark.parametrize(
    "cell", ["=1+1", "@SUM(A1)", "+86", "-2", "=cmd|' /C calc'!A0", "\t=1", "https://x.example"]
)
def test_no_cell_of_the_workbook_is_a_formula(cell: str, tmp_path: Path) -> None:
    hostile = papers.row(1, title=cell, household=cell, note=cell)
    workbook = accessions_xlsx(papers.day(shown=(hostile,)), **{**papers.IMPRINT, "company": cell})
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    cells = [each for row in sheet.iter_rows() for each in row if each.value is not None]
    assert {each.data_type for each in cells} == {"s"}
    titled = sheet["F6"]
    assert titled.value == cell
    assert titled.quotePrefix or not re.match(r"[=+\-@\t]", cell)
