"""F05b and F04b as workbooks: the rows of the paper, every cell text, no formula alive."""

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import load_workbook

from cast import Cast
from desk import desk, filed
from yihu.confidentiality import reading
from yihu.registers import catalogue_xlsx, owner_form_xlsx
from yihu.registers.paper import Imprint

MARKS = Imprint("=cmd()", datetime(2026, 7, 6, 10, 0, tzinfo=UTC), "周客服")


def test_it_works(cast: Cast) -> None:
    document = filed(cast, title="=SUM(A1)")
    view = reading.open_catalogue(by=cast.cs_head, at=cast.at, dossier_id=document.dossier_id)
    sheet = load_workbook(BytesIO(catalogue_xlsx(view, imprint=MARKS))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=SUM(A1)" in {cell.value for cell in cells}
    assert "共" in sheet.oddFooter.center.text
    assert "K10" in sheet.oddFooter.left.text


def test_the_owners_form_is_masked(cast: Cast) -> None:
    view = reading.open_household(by=cast.cs_head, at=cast.at, household_id=cast.household().household_id)
    sheet = load_workbook(BytesIO(owner_form_xlsx(view, imprint=MARKS))).active
    said = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"張曉芸", "李建國", "138****1234"} <= said
    assert not any("13812341234" in text for text in said)


def test_the_boxes_for_signatures_stand_under_the_rows(cast: Cast) -> None:
    document = filed(cast, title="裝修圖")
    view = reading.open_catalogue(by=cast.cs_head, at=cast.at, dossier_id=document.dossier_id)
    sheet = load_workbook(BytesIO(catalogue_xlsx(view, imprint=MARKS))).active
    last = [str(cell.value) for cell in list(sheet.iter_rows())[-1] if cell.value]
    assert [text.partition("\n")[0] for text in last] == ["製表人", "審核人（部門主管）", "日期"]
    assert last[0].endswith("周客服")


def test_both_are_offered_on_the_page_and_registered(cast: Cast) -> None:
    household = cast.household().household_id
    answer = desk(cast, "cs_officer").post(f"households/{household}/owner-form/", **{"as": "xlsx"})
    assert answer.content.startswith(b"PK")
    assert "attachment" in answer["Content-Disposition"]
