"""Workbooks made for tests, without going through a file."""

from collections.abc import Sequence
from pathlib import Path

from yihu.intake.workbooks import Row, Sheet, Workbook, read_workbook

SHARED = Path(__file__).parents[1] / "data/imports"
ROOMS = (
    *("楼号", "单元", "房间", "楼层", "总层数", "是否有电梯", "房屋类型", "房屋户型", "建筑面积"),
    *("室内面积", "租金", "房屋状态", "业主名称", "性别", "手机号", "身份证号", "业主类型"),
)
ROLES = (*ROOMS, "人员类型", "人员角色", "联系人", "联系人电话")


def shared(name: str) -> Workbook:
    with (SHARED / name).open("rb") as stream:
        return read_workbook(stream)


def book(*rows: Sequence[str], name: str = "资产信息") -> Workbook:
    return Workbook((sheet(*rows, name=name),))


def sheet(*rows: Sequence[str], name: str) -> Sheet:
    return Sheet(name, tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1)))


def person(**changed: str) -> tuple[str, ...]:
    """A row of the 17 columns: 張三, owner of 1棟1單元1001."""
    usual = (
        *("1", "1", "1001", "10", "33", "有", "110", "10102", "94.56"),
        *("94.56", "0", "2001", "张三", "男", "13800000001", "110101190001010014", "1001"),
    )
    values = dict(zip(ROOMS, usual, strict=True)) | changed
    return tuple(values[column] for column in ROOMS)
