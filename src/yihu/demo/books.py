"""Workbooks as offices have them, made up: what the demonstration brings in, and what E30 asks for."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

ROOMS = (
    *("楼号", "单元", "房间", "楼层", "总层数", "是否有电梯", "房屋类型", "房屋户型", "建筑面积"),
    *("室内面积", "租金", "房屋状态", "业主名称", "性别", "手机号", "身份证号", "业主类型"),
)
_VEHICLES = ("车牌号", "房屋号", "车辆品牌", "颜色")


def vehicles(rows: Iterable[tuple[str, str]]) -> BytesIO:
    """A list of plates and rooms."""
    return _book("车辆", _VEHICLES, ((plate, room, "", "") for plate, room in rows))


def five_thousand(*, units: int = 5_000, wrong: int = 200) -> BytesIO:
    """E30: so many units, of which so many rows are wrong: no room, or a name that is no name."""
    every = units // wrong if wrong else 0
    return _book(
        "资产信息",
        ROOMS,
        (_unit(number, bad=bool(every) and number % every == 7 % every) for number in range(units)),
    )


def _unit(number: int, *, bad: bool) -> Sequence[str]:
    building, rest = divmod(number, 500)
    floor, place = divmod(rest, 10)
    room = "" if bad and number % 2 else f"{floor + 1}{place + 1:02}"
    name = "名" * 90 if bad and not number % 2 else f"測試{number:04}"
    return (
        *(str(building + 1), "1", room, str(floor + 1), "50", "有", "110", "10102", "89.00", "70.00", "0"),
        *("2001", name, "男", "18999999999", "111111111111111111", "1001"),
    )


def _book(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> BytesIO:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate((heads, *rows)):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    stream.seek(0)
    return stream
