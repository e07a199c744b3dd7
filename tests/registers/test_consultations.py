"""F01 《業戶檔案查閱登記表》 on paper and as workbook (R1.6c, R1.S1)."""

import io

import pytest
from python_calamine import CalamineWorkbook

from registers import papers, prints
from yihu.registers import consultations_pdf, consultations_xlsx

pytestmark = pytest.mark.clause("R1.S1")
WHOSE = {"project": "CJ 誠基公寓", **papers.IMPRINT}


def test_it_works() -> None:
    said = prints.text(consultations_pdf(papers.consultations(), month="2026-07", **WHOSE))
    for words in ("業戶檔案查閱登記表", "KF-QR-01", "2026年07月", "2026-0001", "周強", "保安部", "王敏"):
        assert words in said
    assert "12頁完好" in said
    assert "常設授權" in said
    assert "（代行）" in said
    assert "項目經理審閱" in said


def test_the_blank_form_has_its_columns_and_no_row() -> None:
    said = prints.text(consultations_pdf(None, **WHOSE))
    assert "查閱目的" in said
    assert "客服部負責人審閱" in said
    assert "2026-0001" not in said


def test_an_empty_month_says_so() -> None:
    assert "本月無查閱" in prints.text(consultations_pdf([], month="2026-07", **WHOSE))


def test_many_rows_go_on_with_the_head_on_every_page() -> None:
    rows = [papers.consultation(number) for number in range(1, 61)]
    pages = prints.pages(consultations_pdf(rows, month="2026-07", **WHOSE))
    assert len(pages) > 2
    assert all("查閱目的" in page and "KF-QR-01" in page for page in pages)
    assert "2026-0060" in pages[-1]


def test_simplified_paper_is_simplified() -> None:
    said = prints.text(consultations_pdf(papers.consultations(), month="2026-07", script="hans", **WHOSE))
    assert "业户档案查阅登记表" in said


def test_the_workbook_says_the_same_and_holds_no_formula() -> None:
    rows = [papers.consultation(1, purpose="=1+1")]
    book = CalamineWorkbook.from_filelike(io.BytesIO(consultations_xlsx(rows, month="2026-07", **WHOSE)))
    cells = book.get_sheet_by_index(0).to_python()
    assert cells[4][0] == "2026-0001"
    assert cells[4][7] == "=1+1"
