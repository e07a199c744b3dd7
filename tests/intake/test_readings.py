from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.books import ROLES, ROOMS, book, person, shared, sheet
from yihu.intake.headers import Recognised, recognise
from yihu.intake.readings import HouseholdReader
from yihu.intake.shapes import Account, HouseholdReading, MemberRole, OwnerReading, Severity
from yihu.intake.workbooks import Workbook
from yihu.policy.vocabulary import IdType, UnitKind, Use


def reader(workbook: Workbook) -> tuple[list[HouseholdReading], HouseholdReader]:
    found = recognise(workbook)
    assert isinstance(found, Recognised)
    read = HouseholdReader(workbook, found)
    households = list(read)
    assert read.account.adds_up
    assert read.account.households == len(households)
    return households, read


def one(*rows: tuple[str, ...]) -> HouseholdReading:
    households, _ = reader(book(ROOMS, *rows))
    assert len(households) == 1
    return households[0]


def codes(household: HouseholdReading) -> list[str]:
    return [problem.code for problem in household.problems]


def test_it_works() -> None:
    households, read = reader(shared("microcommunity-rooms-17col.xlsx"))
    assert read.account == Account(read=21, households=1, skipped=20)
    unit, owners = households[0].unit, households[0].owners
    assert (unit.code, unit.area, unit.use) == ("01-1-1001", Decimal("94.56"), Use.OWNER_OCCUPIED)
    assert owners == (OwnerReading("测试甲", IdType.RESIDENT_ID, "110101190001010014", ("13800000001",)),)
    assert codes(households[0]) == ["floor_placeholder"]


def test_rooms_and_owners_are_joined_by_number() -> None:
    households, read = reader(shared("microcommunity-estate-5sheets.xlsx"))
    assert read.account == Account(read=35, households=8, members=5, skipped=22)
    assert [household.unit.label for household in households[:2]] == ["1棟1單元1011", "1棟1單元1012"]
    assert [len(household.owners) for household in households] == [1, 1, 1, 1, 1, 0, 0, 0]
    assert (households[0].owners[0].phones, households[1].owners[0].phones) == ((), ("18999999991",))
    assert codes(households[5]) == ["owner_not_found"]
    assert {problem.sheet for problem in read.problems if problem.code == "sheet_not_read"} == {
        "楼栋单元",
        "费用设置",
        "车位信息",
    }


def test_members_are_grouped_onto_their_room() -> None:
    households, read = reader(
        book(
            ROOMS,
            person(),
            person(房间="1002", 业主名称="李四", 手机号="13800000002", 身份证号=""),
            person(业主名称="張小三", 手机号="", 身份证号="", 业主类型="1002"),
            person(业主名称="王五", 手机号="13800000003", 身份证号="", 业主类型="1003"),
        )
    )
    assert read.account == Account(read=4, households=2, members=2)
    assert [(m.name, m.role) for m in households[0].members] == [
        ("張小三", MemberRole.FAMILY),
        ("王五", MemberRole.TENANT),
    ]
    assert households[0].rows == (2, 4, 5)


@pytest.mark.parametrize("width", [20, 21])
@pytest.mark.parametrize(
    ("role", "read"),
    [
        ("2", MemberRole.TENANT),
        ("3", MemberRole.FAMILY),
        ("4", MemberRole.EMPLOYEE),
        ("99", MemberRole.OTHER),
    ],
)
def test_the_wider_forms_say_the_role(width: int, role: str, read: MemberRole) -> None:
    owner = (*person(), "P", "1", "张三", "13800000001")[:width]
    other = (*person(业主名称="李四", 身份证号=""), "P", role, "李四", "")[:width]
    households, _ = reader(book(ROLES[:width], owner, other))
    assert ([o.name for o in households[0].owners], households[0].members[0].role) == (["张三"], read)


@pytest.mark.parametrize("between", [",", "，", "、", ";", "\n"])
def test_several_owners_in_one_cell(between: str) -> None:
    household = one(
        person(业主名称=f"张三{between}李四", 身份证号="", 手机号=f"13800000001{between}13800000002")
    )
    assert [(o.name, o.phones) for o in household.owners] == [
        ("张三", ("13800000001",)),
        ("李四", ("13800000002",)),
    ]


@pytest.mark.clause("R2.1.1")
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"手机号": "18999999999"}, "placeholder"),
        ({"手机号": "138****0001"}, "masked"),
        ({"手机号": "1380000"}, "phone_form"),
        ({"身份证号": "111111111111111111"}, "placeholder"),
        ({"身份证号": "110***********0014"}, "masked"),
        ({"身份证号": "1.10101190001010E+17"}, "number_destroyed"),
        ({"身份证号": "110101190001010000"}, "number_destroyed"),
        ({"身份证号": "110101190001010015"}, "id_checksum"),
        ({"楼层": "1"}, "floor_placeholder"),
        ({"建筑面积": "1"}, "area_placeholder"),
        ({"建筑面积": "九十"}, "area_form"),
        ({"房屋类型": "城堡"}, "kind_unknown"),
        ({"房屋状态": "7777"}, "state_unknown"),
        ({"业主名称": "张三,李四", "身份证号": ""}, ""),
        ({"业主名称": "张三,李四"}, "ids_differ"),
        ({"业主名称": "无", "手机号": "", "身份证号": ""}, "name_placeholder"),
        ({"业主名称": ""}, "name_missing"),
        ({"业主名称": "長" * 81}, "name_long"),
        ({"业主名称": "", "手机号": "", "身份证号": ""}, "owner_missing"),
        ({"房屋状态": "2002"}, "owner_of_unsold"),
        ({"业主类型": "鄰居"}, "role_unknown"),
        ({"房间": "大堂"}, "room_unparsed"),
    ],
)
def test_what_is_left_out_is_named(changed: dict[str, str], code: str) -> None:
    household = one(person(**changed))
    assert code in codes(household) if code else not household.problems
    values = [value for value in changed.values() if len(value) > 1]
    assert not any(value in str(problem) for problem in household.problems for value in values)


@pytest.mark.parametrize("changed", [{"身份证号": "110***********0014"}, {"身份证号": "110101190001010000"}])
def test_a_masked_or_destroyed_number_is_not_kept(changed: dict[str, str]) -> None:
    household = one(person(**changed))
    assert (household.owners[0].id_type, household.owners[0].id_number) == (None, "")
    assert household.acceptable
    assert household.problems[0].column == "P"
    assert household.problems[0].severity is Severity.WARNING


def test_an_unsold_room_has_no_owner_and_lacks_none() -> None:
    household = one(person(房屋状态="2002", 业主名称="", 手机号="", 身份证号="", 业主类型=""))
    assert (household.unit.use, household.owners, household.problems) == (Use.DEVELOPER, (), ())


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({}, UnitKind.RESIDENTIAL),
        ({"房屋类型": "120"}, UnitKind.OFFICE),
        ({"房屋类型": "119"}, UnitKind.RESIDENTIAL),
        ({"房屋类型": "商鋪"}, UnitKind.SHOP),
        ({"单元": "0"}, UnitKind.SHOP),
        ({"房屋状态": "2006"}, UnitKind.SHOP),
        ({"房间": "大堂"}, UnitKind.OTHER),
    ],
)
def test_kinds(changed: dict[str, str], kind: UnitKind) -> None:
    assert one(person(**changed)).unit.kind is kind


@pytest.mark.clause("R1.10")
def test_a_room_that_cannot_be_read_is_kept_whole() -> None:
    household = one(person(楼号="3", 单元="2", 房间="大堂旁小屋"))
    assert (household.unit.label, household.acceptable) == ("3·2·大堂旁小屋", True)


def test_a_row_without_a_room_is_refused_by_name() -> None:
    _, read = reader(book(ROOMS, person(), person(房间="")))
    assert read.account == Account(read=2, households=1, refused=1)
    wrong = next(problem for problem in read.problems if problem.code == "room_missing")
    assert (wrong.row, wrong.column, wrong.header, wrong.severity) == (3, "C", "房间", Severity.ERROR)


def test_a_merged_first_column_is_not_passed_over_in_silence() -> None:
    _, read = reader(book(ROOMS, person(), person(楼号="", 房间="1002")))
    assert read.account == Account(read=2, households=1, skipped=1)
    assert [p.row for p in read.problems if p.code == "first_cell_blank"] == [3]


def test_what_must_not_be_collected_is_left_out_and_said_so() -> None:
    households, read = reader(book((*ROOMS, "職業", "年收入"), (*person(), "醫生", "500000")))
    said = [(p.column, p.params["header"]) for p in read.problems if p.code == "not_collected"]
    assert said == [("R", "職業"), ("S", "年收入")]
    assert "醫生" not in str(households)


def test_an_owner_twice_is_one_owner() -> None:
    household = one(person(手机号=""), person())
    assert codes(household) == ["owner_repeated"]
    assert [owner.phones for owner in household.owners] == [("13800000001",)]


def test_a_room_told_differently_is_noticed() -> None:
    household = one(person(), person(业主名称="李四", 身份证号="", 建筑面积="60"))
    assert "room_differs" in codes(household)


def test_a_table_typed_by_hand() -> None:
    header = ("房號", "業主姓名", "聯繫電話", "證件種類", "證件號碼", "份額")
    row = (
        "3棟2單元1502",
        "陳大文、李小明",
        "+852 9123 4567",
        "香港身份證",
        "A123456(3)、AB987654(3)",
        "50%、1/2",
    )
    households, _ = reader(book(header, row, name="業主"))
    assert households[0].unit.code == "03-2-1502"
    assert households[0].owners == (
        OwnerReading("陳大文", IdType.HKID, "A1234563", ("+85291234567",), Fraction(1, 2)),
        OwnerReading("李小明", IdType.HKID, "AB9876543", (), Fraction(1, 2)),
    )


def test_an_owner_without_a_room_is_refused() -> None:
    workbook = Workbook(
        (
            sheet(("房屋编号", "楼栋编号", "单元编号", "业主编号"), ("101", "1", "1", "7"), name="房屋信息"),
            sheet(
                ("业主编号", "业主名称", "手机号"),
                ("7", "张三", "13800000001"),
                ("8", "李四", ""),
                name="业主信息",
            ),
        )
    )
    households, read = reader(workbook)
    assert read.account == Account(read=3, households=1, members=1, refused=1)
    assert [p.row for p in read.problems if p.code == "owner_without_room"] == [3]
    assert households[0].owners[0].name == "张三"


CELLS = st.sampled_from(
    ["", "1", "2", "1001", "0", "大堂", "张三", "张三,李四", "2002", "1002", "2037-01-01", "-", "*"]
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=17, max_size=17).map(tuple), max_size=8))
def test_every_row_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    households, read = reader(book(ROOMS, *rows))
    assert read.account.read == len(rows)
    assert (
        sum(len(household.rows) for household in households) == read.account.households + read.account.members
    )
