import pytest

from intake.books import ROLES, ROOMS, book, shared, sheet
from yihu.intake.headers import Field, Recognised, Template, Unknown, recognise
from yihu.intake.workbooks import Workbook


def known(workbook: Workbook) -> Recognised:
    found = recognise(workbook)
    assert isinstance(found, Recognised)
    return found


def test_it_works() -> None:
    found = known(shared("microcommunity-rooms-17col.xlsx"))
    assert (found.template, found.households.header_row) == (Template.ROOMS, 1)
    assert found.households.columns[Field.ID_NUMBER].number == 16
    assert {column.header for column in found.households.not_read} >= {"总层数", "租金", "性别"}


def test_rooms_and_owners_in_sheets_of_their_own() -> None:
    found = known(shared("microcommunity-estate-5sheets.xlsx"))
    assert found.template == Template.ESTATE
    assert found.owners is not None
    assert (found.households.sheet, found.owners.sheet) == ("房屋信息", "业主信息")
    assert found.other_sheets == ("楼栋单元", "费用设置", "车位信息")


@pytest.mark.parametrize("width", [20, 21])
def test_roles_of_persons(width: int) -> None:
    assert known(book(ROLES[:width])).template == Template.ROOMS_WITH_ROLES


def test_a_title_may_stand_above_the_header() -> None:
    assert known(book(("業主資料", "", ""), ROOMS)).households.header_row == 2


def test_names_are_understood_in_either_script_and_any_order() -> None:
    found = known(book(("業主姓名", "聯繫電話", "房號(必填)", "樓號*", "建築面積（㎡）")))
    assert list(found.households.columns) == [Field.NAME, Field.PHONE, Field.ROOM, Field.BUILDING, Field.AREA]


@pytest.mark.parametrize(
    "header", ["購買價格", "职业", "工作單位", "婚姻状况", "宗教信仰", "民族", "年收入", "愛好"]
)
def test_what_must_not_be_collected_is_noticed(header: str) -> None:
    found = known(book((*ROOMS, header)))
    assert [(column.number, column.header) for column in found.households.not_collected] == [(18, header)]


def test_another_table_is_unknown_and_its_headers_are_shown() -> None:
    found = recognise(shared("microcommunity-fee-history.xlsx"))
    assert isinstance(found, Unknown)
    assert found.headers["房屋缴费历史"][:3] == ("房屋", "收费项目", "缴费周期")


def test_an_owner_sheet_alone_is_unknown() -> None:
    found = recognise(Workbook((sheet(("业主编号", "业主名称", "手机号"), name="业主信息"),)))
    assert isinstance(found, Unknown)
