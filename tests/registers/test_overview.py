"""F04 《業戶情況一覽表》 on paper."""

from typing import Any

import pytest

from registers import papers, prints
from yihu.confidentiality.reading import OverviewRow
from yihu.registers import overview_pdf

pytestmark = pytest.mark.clause("R1.10")


def printed(rows: tuple[OverviewRow, ...], **changes: Any) -> bytes:
    return overview_pdf(rows, project="CJ 誠基公寓", **{**papers.IMPRINT, **changes})


@pytest.mark.acceptance("R1.S3/1")
def test_it_works() -> None:
    pdf = printed(papers.overview(60), scope="A 區")
    said = prints.text(pdf)
    for words in (
        "業戶情況一覽表",
        "KF-QR-04/V1.0",
        "戶數：60",
        "範圍：A區",
        "張曉芸（60%）、李建國（40%）",
        "原業戶",
    ):
        assert words in said, words
    assert prints.sizes_mm(pdf) == {(420, 297)}
    assert all(f"{n:03}3棟2單元{n:04}" in said for n in range(1, 61))
    assert not prints.outside(pdf)


@pytest.mark.acceptance("R1.S3/1")
def test_the_blank_form() -> None:
    said = prints.text(printed(()))
    assert "客服部負責人" in said
    assert "001" not in said


def test_serials_have_room_for_thousands() -> None:
    said = prints.text(printed(papers.overview(1001)))
    assert "00013棟2單元0001" in said
    assert "10013棟2單元1001" in said


def test_simplified_form() -> None:
    assert "业户情况一览表" in prints.text(printed(papers.overview(1), script="hans"))
