"""F04 with chosen columns."""

from typing import Any

import pytest

from registers import papers, prints
from yihu.confidentiality.reading.columns import COLUMNS
from yihu.registers import chosen_overview_pdf
from yihu.registers.chosen import Paper

pytestmark = pytest.mark.clause("R1.10b")
EVERY = COLUMNS
MARK = "王芳　2026-07-03 17:20　每周核對　2026-0001"


def printed(count: int, **changes: Any) -> bytes:
    columns = changes.pop("columns", EVERY)
    rows = ([f"值{number}{at}" for at in range(len(columns))] for number in range(count))
    return chosen_overview_pdf(rows, columns=columns, project="CJ", **{**papers.IMPRINT, **changes})


@pytest.mark.parametrize(("paper", "size"), [("a3", (420, 297)), ("a4", (297, 210))])
def test_it_works(paper: Paper, size: tuple[int, int]) -> None:
    pdf = printed(60, paper=paper, export_mark=MARK, number="2026-0001")
    assert prints.sizes_mm(pdf) == {size}
    pages = prints.pages(pdf)
    assert len(pages) > 1
    assert all("".join(MARK.split()) in page for page in pages)
    assert all("".join(f"第 {at} 頁 共 {len(pages)} 頁".split()) in page for at, page in enumerate(pages, 1))
    assert not prints.outside(pdf)
    assert not prints.colliding(pdf)


def test_only_the_chosen_columns_stand_on_it() -> None:
    said = prints.text(printed(1, columns=EVERY[:2]))
    assert EVERY[0].title in said
    assert "值00" in said
    assert "值02" not in said


def test_a_long_name_wraps_and_none_of_it_is_lost() -> None:
    name = "歐陽·" * 12 + "𠮷㛃囍"
    pdf = chosen_overview_pdf(
        [[name] * len(EVERY)], columns=EVERY, project="CJ", paper="a4", **papers.IMPRINT
    )
    assert prints.text(pdf).count("囍") == len(EVERY)
    assert not prints.outside(pdf)
    assert not prints.colliding(pdf)


def test_the_blank_form() -> None:
    assert "001" not in prints.text(printed(0))


def test_no_head_is_torn_within_a_word_and_no_name_within_itself() -> None:
    names = "、".join(["歐陽婷婷", "張曉芸", "王建國", "司馬相如", "李小明"])
    columns = tuple(column for column in COLUMNS if column.code in {"unit", "owners", "acquired", "complete"})
    wide = [column for column in COLUMNS if column.code not in {"gaps", "note"}]
    for chosen in (columns, wide):
        cells = {"owners": names, "acquired": "2026-07-06"}
        rows = [[cells.get(column.code, "一") for column in chosen]] * 3
        pdf = chosen_overview_pdf(rows, columns=chosen, project="CJ", paper="a4", **papers.IMPRINT)
        lines = prints.lines(pdf)
        for word in (
            ("責任", "客戶", "主任", "物業", "類型", "人數") if chosen is wide else ("取得", "完整率")
        ):
            assert sum(line.count(word) for line in lines) >= 1, word
        assert sum(line.count("2026-07-06") for line in lines) == 3
        for name in names.split("、"):
            assert sum(line.count(name) for line in lines) == 3, name
