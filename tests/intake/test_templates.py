"""Every table that offices have, read from a file with its real heads (R1.10a, issue of the first hour)."""

from collections.abc import Callable

import pytest

from intake import templates
from intake.templates import Sheets, xlsx_of
from yihu.intake.headers import LooksLike, Recognised, Unknown, recognise
from yihu.intake.readings import HouseholdReader
from yihu.intake.shapes import HouseholdReading, MemberRole
from yihu.intake.workbooks import read_workbook


def read(sheets: Sheets) -> tuple[list[HouseholdReading], HouseholdReader]:
    workbook = read_workbook(xlsx_of(sheets))
    found = recognise(workbook)
    assert isinstance(found, Recognised)
    reader = HouseholdReader(workbook, found)
    return list(reader), reader


@pytest.mark.clause("R1.10a")
@pytest.mark.parametrize(
    ("make", "owners", "members"),
    [
        (templates.seventeen, ["张三", "李四"], []),
        (templates.twenty, ["张三", "张三"], [("钱七", MemberRole.TENANT)]),
        (templates.twenty_one, ["张三", "李四"], []),
        (templates.five_sheets, ["张三", "王五"], [("李四", MemberRole.FAMILY)]),
        (lambda: templates.older_estate(7), ["张三", "李四"], []),
        (lambda: templates.older_estate(9), ["张三", "李四"], []),
        (templates.exported, ["张三", "李四"], []),
        (templates.unpaid_rooms, ["张三", "李四"], []),
        (templates.residents_required, ["张三", "李四"], [("钱七", MemberRole.TENANT)]),
        (templates.owners_and_relatives, ["张三", "李四"], [("赵六", MemberRole.FAMILY)]),
        (templates.rooms_exported, ["张三", "李四"], []),
        (templates.with_tenants, ["张三", "李四"], [("钱七", MemberRole.TENANT)]),
        (templates.synonyms, ["张三", "李四"], []),
        (templates.two_line_heads, ["張三", "李四"], [("錢七", MemberRole.TENANT)]),
    ],
)
def test_it_works(
    make: Callable[[], Sheets], owners: list[str], members: list[tuple[str, MemberRole]]
) -> None:
    households, reader = read(make())
    assert [each.unit.label for each in households] == ["1棟1單元1001", "1棟1單元1002"]
    assert [owner.name for each in households for owner in each.owners] == owners
    assert [(one.name, one.role) for each in households for one in each.members] == members
    assert reader.account.adds_up
    assert reader.account.refused == 0


def test_rooms_alone_are_units_without_people() -> None:
    households, _ = read(templates.rooms_required())
    assert [(each.unit.label, each.owners, each.problems) for each in households] == [
        ("1棟1單元1001", (), ()),
        ("1棟1單元1002", (), ()),
    ]


def test_masked_telephones_are_refused_and_never_kept() -> None:
    households, _ = read(templates.exported())
    assert households[0].owners[0].phones == ()
    assert [problem.code for problem in households[0].problems] == ["masked"]


def test_foreign_addresses_are_kept_whole() -> None:
    households, _ = read(templates.contacts())
    assert [each.unit.label for each in households] == ["12 Garden Road·101", "12 Garden Road·102"]
    assert [(one.name, one.role) for one in households[1].members] == [("Cy Wu", MemberRole.TENANT)]
    assert [each.unit.label for each in read(templates.addresses())[0]] == [
        "12 Garden Road 101",
        "12 Garden Road 102",
    ]


def test_days_are_read_where_a_household_came() -> None:
    households, _ = read(templates.residents_required())
    assert [str(each.acquired_on) for each in households] == ["2026-07-03", "2025-12-09"]


@pytest.mark.parametrize(
    ("heads", "like"),
    [
        (("房屋", "收费项目", "缴费周期", "开始时间", "应缴金额", "实缴金额"), LooksLike.FEES),
        (("车牌号", "收费项目", "缴费周期", "开始时间", "应缴金额"), LooksLike.FEES),
        (("房屋编码", "费用名称", "开始时间", "结束时间", "收费金额"), LooksLike.FEES),
        (("收费对象", "业主名称", "手机号", "开始时间", "结束时间", "物业费", "合计"), LooksLike.FEES),
        (("房屋", "业主", "欠费", "物业费", "水费"), LooksLike.FEES),
        (
            ("车牌号", "业主名称", "手机号", "车辆品牌", "车辆类型", "颜色", "停车场", "车位"),
            LooksLike.VEHICLES,
        ),
        (("车牌号", "成员车辆", "房屋号", "车辆品牌", "车辆类型", "业主", "车位"), LooksLike.VEHICLES),
        (("Address", "Units", "Sections", "Floors", "Minimal Floor"), LooksLike.BUILDINGS),
        (("业主姓名", "业主电话", "身份证号", "备注"), LooksLike.PEOPLE),
        (("甲", "乙", "丙"), LooksLike.NOTHING),
    ],
)
def test_another_table_is_called_what_it_is(heads: tuple[str, ...], like: LooksLike) -> None:
    found = recognise(read_workbook(xlsx_of({"Sheet1": [heads, ["1"] * len(heads)]})))
    assert isinstance(found, Unknown)
    assert found.looks_like is like
