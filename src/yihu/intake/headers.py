"""Which known workbook of households this is, told by the names at the heads of its columns.

Three forms are known: one sheet with a row for each person (17 columns, or 20 and 21 with the person's role),
and the older workbook whose rooms and owners stand in sheets of their own, joined by the owner's number.
Hand-made tables with the same names in any order are read as the first.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from yihu.intake.workbooks import Row, Sheet, Workbook
from yihu.kernel.text import fold


class Template(StrEnum):
    ROOMS = "rooms"
    ROOMS_WITH_ROLES = "rooms_with_roles"
    ESTATE = "estate"


class Field(StrEnum):
    """A column that is read."""

    BUILDING = "building"
    ENTRANCE = "entrance"
    ROOM = "room"
    ADDRESS = "address"
    FLOOR = "floor"
    KIND = "kind"
    AREA = "area"
    STATE = "state"
    NAME = "name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    ID_TYPE = "id_type"
    SHARE = "share"
    OWNER_TYPE = "owner_type"
    OWNER_NO = "owner_no"
    PERSON_ROLE = "person_role"


SYNONYMS: dict[Field, str] = {
    Field.BUILDING: "楼号 楼栋 楼栋号 楼栋编号 楼宇 所属楼宇 栋 栋号 幢 幢号 座 座号",
    Field.ENTRANCE: "单元 单元号 单元编号 所属单元 单元/座 梯",
    Field.ROOM: "房间 房号 室号 房间号 房屋编号 房屋编码 房屋号码 铺位号/房号 housecode",
    Field.ADDRESS: "房屋 房产 房屋地址 地址 所属房屋",
    Field.FLOOR: "楼层 房屋楼层 所属楼层 层",
    Field.KIND: "房屋类型 房间类型 物业类型",
    Field.AREA: "建筑面积 面积 房屋面积 坪数",
    Field.STATE: "房屋状态 使用状态 居住状态 使用情况",
    Field.NAME: "业主名称 业主姓名 业主 姓名 住户姓名 产权人",
    Field.PHONE: "手机号 手机号码 手机 电话 业主电话 联系电话 联系方式 业主手机",
    Field.ID_NUMBER: "身份证号 身份证 身份证号码 业主身份证号 证件号 证件号码",
    Field.ID_TYPE: "证件类型 证件种类",
    Field.SHARE: "份额 产权份额 共有份额 持有份额",
    Field.OWNER_TYPE: "业主类型 住户身份",
    Field.OWNER_NO: "业主编号 业主id",
    Field.PERSON_ROLE: "人员角色",
}
NOT_COLLECTED = (
    *("购买价", "购房价", "购价", "房价", "职业", "工作单位", "婚姻", "宗教", "民族", "爱好", "收入", "学历"),
    *("政治面貌", "人脸", "指纹"),
)
"""Words of columns that must not be collected (domain §4.2)."""

_FIELDS = {name: field for field, names in SYNONYMS.items() for name in names.split()}
_HEADER_ROWS = 3
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Column:
    number: int
    header: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table of one sheet stands: its header row, and its columns, counted from 1."""

    sheet: str
    header_row: int
    columns: Mapping[Field, Column]
    not_collected: tuple[Column, ...] = ()
    not_read: tuple[Column, ...] = ()

    def text(self, row: Row, field: Field) -> str:
        """The row's text under `field`; empty if there is no such column."""
        column = self.columns.get(field)
        return row.cell(column.number) if column else ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A known form; `households` is the sheet with the rooms, `owners` that of owners if apart."""

    template: Template
    households: Layout
    owners: Layout | None = None
    other_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """No known form: what stands in each sheet's first row with anything in it."""

    headers: Mapping[str, tuple[str, ...]]


def recognise(workbook: Workbook, *, mapping: Mapping[str, Any] | None = None) -> Recognised | Unknown:
    """The form of the workbook. Never guesses: without rooms and names there is nothing to read."""
    layouts = [layout for sheet in workbook.sheets if (layout := _layout(sheet))]
    rooms = next((layout for layout in layouts if _has_people(layout)), None)
    if rooms:
        roles = Field.PERSON_ROLE in rooms.columns
        template = Template.ROOMS_WITH_ROLES if roles else Template.ROOMS
        return Recognised(template, rooms, None, _others(workbook, rooms))
    joined = next(
        (layout for layout in layouts if _has_rooms(layout) and Field.OWNER_NO in layout.columns), None
    )
    owners = next(
        (layout for layout in layouts if {Field.NAME, Field.OWNER_NO} <= layout.columns.keys()), None
    )
    if joined and owners:
        return Recognised(Template.ESTATE, joined, owners, _others(workbook, joined, owners))
    return Unknown({sheet.name: _first_row(sheet) for sheet in workbook.sheets})


def _has_rooms(layout: Layout) -> bool:
    return Field.ROOM in layout.columns or Field.ADDRESS in layout.columns


def _has_people(layout: Layout) -> bool:
    return _has_rooms(layout) and Field.NAME in layout.columns


def _others(workbook: Workbook, *read: Layout) -> tuple[str, ...]:
    names = {layout.sheet for layout in read}
    return tuple(sheet.name for sheet in workbook.sheets if sheet.name not in names and sheet.rows)


def _first_row(sheet: Sheet) -> tuple[str, ...]:
    cells: Iterable[str] = next((row.cells for row in sheet.rows if not row.blank), ())
    return tuple(filter(None, cells))


def _layout(sheet: Sheet) -> Layout | None:
    """The row among the first few in which most columns are known; a title may stand above it."""
    found = [_columns(sheet.name, row) for row in sheet.rows[:_HEADER_ROWS]]
    best = max(found, key=lambda layout: len(layout.columns), default=None)
    return best if best and len(best.columns) >= _LEAST else None


def _columns(sheet: str, row: Row) -> Layout:
    known: dict[Field, Column] = {}
    forbidden, unread = [], []
    for number, text in enumerate(row.cells, start=1):
        column, name = Column(number, text), _bare(text)
        field = _FIELDS.get(name)
        if any(word in name for word in NOT_COLLECTED):
            forbidden.append(column)
        elif field and field not in known:
            known[field] = column
        elif name:
            unread.append(column)
    return Layout(sheet, row.number, known, tuple(forbidden), tuple(unread))


def _bare(header: str) -> str:
    """`建筑面积(㎡) *` and `房屋号码(必填)` without what is said in passing."""
    return re.sub(r"[(（\[].*?[)）\]]|[*:：\s]|㎡|m2|平方米|平方公尺|平方呎|(?<=面积)坪", "", fold(header))
