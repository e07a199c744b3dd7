"""F04b 業主信息表 on paper."""

from typing import Any

import pytest

from registers import papers, prints
from yihu.confidentiality.reading import HouseholdView
from yihu.registers import owner_form_pdf

pytestmark = pytest.mark.clause("R3.5.1.12")


def printed(household: HouseholdView | None = None, **changes: Any) -> bytes:
    return owner_form_pdf(household, **{**papers.IMPRINT, **changes})


def test_it_works() -> None:
    pdf = printed(papers.household(), qr_target="https://example.org/x")
    said = prints.text(pdf)
    for words in (
        "業主信息表",
        "KF-QR-04B/V1.0",
        "張曉芸",
        "居民身份證",
        "60%",
        "☑按份共有",
        "☑自住",
        "98.20㎡",
    ):
        assert words in said, words
    assert prints.sizes_mm(pdf) == {(210, 297)}
    assert len(prints.pages(pdf)) == 1
    assert not prints.outside(pdf)


@pytest.mark.clause("R1.8")
def test_numbers_stay_as_masked_as_they_came() -> None:
    said = prints.text(printed(papers.household()))
    assert "110***********1234" in said
    assert "138****6621" in said


def test_the_notice_stands_at_the_foot_with_years_and_telephone() -> None:
    said = prints.text(printed(papers.household(), keep_years=10, contact="400-****0000"))
    assert "個人信息處理告知（A11）為履行物業服務合同，我們處理您的姓名、房號" in said
    assert "關係存續期間及其後10年。您可查閱、複製、更正、刪除或撤回同意，聯繫：客服部400-****0000。" in said
    assert "☐本人已閱讀並知悉。☐同意選填項目（逐項勾選）。" in said


def test_the_blank_form_is_one_page_of_empty_boxes() -> None:
    pdf = printed()
    said = prints.text(pdf)
    assert len(prints.pages(pdf)) == 1
    assert "☑" not in said
    assert "及其後年。" in said
    assert "填表日期：年月日" in said


def test_nothing_is_asked_that_must_not_be_collected() -> None:
    said = prints.text(printed())
    for words in ("職業", "單位地址", "婚姻", "宗教", "愛好", "民族", "價格"):
        assert words not in said


@pytest.mark.parametrize(
    ("owners", "chosen"),
    [
        ((), ""),
        ((papers.owner("張曉芸", share="", share_numerator=None),), "☑單獨所有"),
        ((papers.owner("甲", share_numerator=None), papers.owner("乙", share_numerator=None)), "☑共同共有"),
    ],
)
def test_how_the_title_is_held(owners: tuple[Any, ...], chosen: str) -> None:
    said = prints.text(printed(papers.household(owners=owners)))
    assert chosen in said
    assert said.count("☑") == 1 + bool(chosen)


def test_who_may_not_see_identity_gets_none_printed() -> None:
    plain = papers.owner("張曉芸", id_type="", id_number="", phones=())
    said = prints.text(printed(papers.household(owners=(plain,), members=())))
    assert "張曉芸" in said
    assert "****" not in said


def test_twenty_owners_and_thirty_members_all_print() -> None:
    owners = tuple(papers.owner(f"業主{n:02}") for n in range(20))
    members = tuple(papers.member(f"住戶{n:02}") for n in range(30))
    pdf = printed(papers.household(owners=owners, members=members))
    assert all(f"業主{n:02}" in prints.text(pdf) for n in range(20))
    assert all(f"住戶{n:02}" in prints.text(pdf) for n in range(30))
    assert not prints.outside(pdf)


def test_simplified_form() -> None:
    said = prints.text(printed(papers.household(), script="hans"))
    assert "业主信息表" in said
    assert "居民身份证" in said
    assert "張曉芸" in said
