"""Vehicles from the tables that offices have (R2.1.3): read, compared, brought in under running numbers."""

from typing import Any

import pytest

from cast import Cast
from intake.templates import five_sheets, xlsx_of
from yihu.gate.models import Vehicle
from yihu.intake import operations
from yihu.intake.models import Batch, BroughtIn
from yihu.intake.operations import Upload, Wishes
from yihu.policy.decisions import Conflict, Invalid, Refused

FORM = (
    *(
        "车牌号",
        "业主名称",
        "手机号",
        "车辆品牌",
        "车辆类型",
        "颜色",
        "停车场",
        "车位",
        "起租时间",
        "截止时间",
    ),
    *("停车场类型", "车位状态"),
)
LIST = (
    "车牌号",
    "成员车辆",
    "房屋号",
    "车辆品牌",
    "车辆类型",
    "颜色",
    "业主",
    "车位",
    "有效期",
    "状态",
    "备注",
)
HINT = ("請按格式填寫，必填項不可為空", *[""] * 11)
PHONE = "13812341234"


def form_row(plate: str = "粤B12345", **changed: str) -> tuple[str, ...]:
    usual = dict(
        zip(
            FORM,
            (plate, "張曉芸", PHONE, "大众", "9901", "白", "A", "12", "2026-1-1", "2037-1-1", "地下", "H"),
            strict=True,
        )
    )
    return tuple((usual | changed)[head] for head in FORM)


def list_row(plate: str = "粤B12345", room: str = "3-1-1201", **changed: str) -> tuple[str, ...]:
    usual = dict(
        zip(
            LIST,
            (
                plate,
                "",
                room,
                "大众",
                "小车",
                "白",
                f"張曉芸({PHONE})",
                "12",
                "2026-1-1~2026-12-31",
                "正常",
                "",
            ),
            strict=True,
        )
    )
    return tuple((usual | changed)[head] for head in LIST)


def tried(cast: Cast, sheets: dict[str, Any], *, on_existing: str = "skip") -> Batch:
    return operations.try_file(
        by=cast.cs_officer,
        at=cast.at,
        project=cast.cj,
        kind="vehicles",
        upload=Upload(xlsx_of(sheets), "車輛.xlsx"),
        wishes=Wishes(on_existing),
    )


def brought(cast: Cast, sheets: dict[str, Any], **how: Any) -> dict[str, int]:
    return operations.confirm(by=cast.cs_officer, at=cast.at, batch=tried(cast, sheets, **how)).counts


@pytest.mark.clause("R2.1.3")
def test_it_works(cast: Cast) -> None:
    household = cast.household().household
    counts = brought(cast, {"业主车辆信息": [HINT, FORM, form_row(), form_row("粤BD12345", 车位状态="S")]})
    first, second = Vehicle.objects.order_by("serial")
    assert (counts["vehicles"], first.serial, second.serial) == (2, 1, 2)
    assert (first.household, first.holder, first.space, first.space_tenure) == (
        household,
        "張曉芸",
        "A-12",
        "rented",
    )
    assert (str(first.starts_on), first.ends_on, second.space_tenure) == ("2026-01-01", None, "owned")
    assert BroughtIn.objects.filter(kind="vehicle").values_list("row", flat=True).order_by("row")[0] == 3


def test_a_list_given_out_by_others(cast: Cast) -> None:
    cast.household()
    brought(cast, {"业主车辆": [LIST, list_row()]})
    car = Vehicle.objects.select_related("unit").get()
    assert (car.unit.label, car.holder, str(car.ends_on)) == ("3棟1單元1201", "張曉芸", "2026-12-31")


def test_the_parking_sheet_of_the_older_workbook(cast: Cast) -> None:
    sheets = five_sheets()
    how = {"by": cast.cs_officer, "at": cast.at, "project": cast.cj, "kind": "households"}
    batch = operations.try_file(**how, upload=Upload(xlsx_of(sheets), "a.xlsx"))  # type: ignore[arg-type]
    operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    brought(cast, sheets)
    car = Vehicle.objects.select_related("unit").get()
    assert (car.plate, car.unit.label, car.kind) == ("粤B12345", "1棟1單元1001", "家用小汽車")


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([list_row(room="9-9-9999", 业主="某人")], {"unit_unknown"}),
        ([list_row("粤B***45")], {"masked"}),
        ([list_row("我的车")], {"plate_form"}),
        ([list_row(), list_row()], {"plate_twice"}),
        ([list_row("")], {"plate_blank"}),
        ([list_row(有效期="2026-12-31~2026-1-1")], {"term_backwards"}),
        ([list_row(有效期="3/4/2026~")], {"date_ambiguous"}),
        ([list_row(颜色="長" * 30)], {"text_long"}),
    ],
)
def test_what_is_wrong_is_said_by_row(cast: Cast, rows: list[tuple[str, ...]], codes: set[str]) -> None:
    cast.household()
    batch = tried(cast, {"业主车辆": [LIST, *rows]})
    assert set(batch.problems.values_list("code", flat=True)) == codes


def test_a_plate_that_is_there_is_skipped_filled_in_or_stops(cast: Cast) -> None:
    cast.household()
    brought(cast, {"业主车辆": [LIST, list_row(颜色="", 车辆品牌="")]})
    skipped = tried(cast, {"业主车辆": [LIST, list_row()]})
    assert (skipped.tried["present"], skipped.problems.get().code) == (1, "plate_present")
    counts = brought(cast, {"业主车辆": [LIST, list_row()]}, on_existing="update")
    car = Vehicle.objects.get()
    assert (counts["updated"], counts["vehicles"], car.colour, car.brand_model) == (1, 0, "白", "大众")
    stopped = tried(cast, {"业主车辆": [LIST, list_row()]}, on_existing="stop")
    with pytest.raises(Conflict):
        operations.confirm(by=cast.cs_officer, at=cast.at, batch=stopped)


def test_a_plate_of_another_household_is_refused(cast: Cast) -> None:
    cast.household()
    brought(cast, {"业主车辆": [LIST, list_row()]})
    batch = tried(cast, {"业主车辆": [LIST, list_row(room="3-2-1502")]}, on_existing="update")
    assert batch.problems.get().code == "plate_elsewhere"


def test_a_table_without_plates_and_other_people_are_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        tried(cast, {"a": [("房號", "業主"), ("1", "2")]})
    assert refused.value.errors[0].code == "no_plates"
    with pytest.raises(Refused):
        operations.try_file(
            by=cast.eng_staff,
            at=cast.at,
            project=cast.cj,
            kind="vehicles",
            upload=Upload(xlsx_of({"a": [LIST]}), "a.xlsx"),
        )
