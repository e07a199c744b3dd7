"""Single cells of a household workbook, read into values; what cannot be used becomes a problem line."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from yihu.estate.rooms import RoomReading, parse_room, room_from_columns, whole
from yihu.intake import problems
from yihu.intake.days import read_day
from yihu.intake.headers import Field, Layout
from yihu.intake.shapes import CellProblem, MemberRole, UnitReading
from yihu.intake.workbooks import Row
from yihu.kernel.text import fold, narrow
from yihu.policy.decisions import Decision, Invalid
from yihu.policy.floor_area import AreaUnit, square_metres
from yihu.policy.shares import parse_share
from yihu.policy.vocabulary import IdType, UnitKind, Use

_KINDS = {
    **dict.fromkeys(
        ("110", "119", "住宅", "宿舍", "公寓", "别墅", "商品房", "flat", "apartment"), UnitKind.RESIDENTIAL
    ),
    **dict.fromkeys(("120", "办公", "办公室", "写字楼"), UnitKind.OFFICE),
    **dict.fromkeys(("商铺", "店铺", "门市", "门面", "底商", "商业", "commercial", "shop"), UnitKind.SHOP),
    **dict.fromkeys(("车位", "车库", "parking"), UnitKind.PARKING),
    **dict.fromkeys(("储藏室", "储物间", "杂物间", "warehouse"), UnitKind.STORAGE),
    **dict.fromkeys(("其他", "其它"), UnitKind.OTHER),
}
_USES = {
    **dict.fromkeys(("2001", "已入住", "自住", "入住"), Use.OWNER_OCCUPIED),
    **dict.fromkeys(("2002", "未销售", "未售", "待售"), Use.DEVELOPER),
    **dict.fromkeys(("2003", "2004", "2005", "2008", "2009"), Use.VACANT),
    **dict.fromkeys(("已交房", "未入住", "已装修", "空闲", "空置", "装修中"), Use.VACANT),
    **dict.fromkeys(("2006", "已出租", "出租", "租住"), Use.LEASED),
    **dict.fromkeys(("2007", "已出售", "商用", "经营", "办公"), Use.BUSINESS),
    "商住": Use.COMMERCIAL_RESIDENTIAL,
}
_SHOP_STATES = frozenset({"2006", "2007"})
_OWNER_TYPES: dict[str, MemberRole | None] = {
    **dict.fromkeys(("", "1001", "业主", "产权人", "户主", "owner"), None),
    **dict.fromkeys(("1002", "家庭成员", "家属", "成员", "family", "resident"), MemberRole.FAMILY),
    **dict.fromkeys(("1003", "房屋租客", "租客", "租户", "承租人", "tenant"), MemberRole.TENANT),
    **dict.fromkeys(("1004", "临时人员"), MemberRole.TEMPORARY),
    **dict.fromkeys(("公司员工", "员工"), MemberRole.EMPLOYEE),
    **dict.fromkeys(("其他", "其它"), MemberRole.OTHER),
}
_PERSON_ROLES: dict[str, MemberRole | None] = {
    "1": None,
    "2": MemberRole.TENANT,
    "3": MemberRole.FAMILY,
    "4": MemberRole.EMPLOYEE,
    "99": MemberRole.OTHER,
}
ID_TYPES = {
    **dict.fromkeys(("身份证", "居民身份证", "二代身份证"), IdType.RESIDENT_ID),
    "护照": IdType.PASSPORT,
    **dict.fromkeys(("港澳居民来往内地通行证", "港澳通行证", "回乡证"), IdType.HK_MACAU_PERMIT),
    **dict.fromkeys(("台湾居民来往大陆通行证", "台胞证"), IdType.TAIWAN_PERMIT),
    "香港身份证": IdType.HKID,
    **dict.fromkeys(("国民身分证", "台湾身份证"), IdType.TW_ID),
    **dict.fromkeys(("统一社会信用代码", "营业执照", "信用代码", "商业登记"), IdType.ORGANISATION),
}
_AREA = re.compile(r"([0-9]{1,7}(?:\.[0-9]+)?)(.*)")
_AREA_UNITS = {
    **dict.fromkeys(("m2", "平方米", "平方公尺", "平米", "平"), AreaUnit.SQUARE_METRE),
    **dict.fromkeys(("平方呎", "呎", "ft2", "sqft", "sq.ft", "sq.ft."), AreaUnit.SQUARE_FOOT),
    "坪": AreaUnit.PING,
}
_KEPT = AreaUnit.SQUARE_METRE
_UNIT_IN_HEADER = re.compile(
    "|".join(map(re.escape, sorted(_AREA_UNITS.keys() - {"平"}, key=len, reverse=True)))
)


@dataclass(slots=True)
class Line:
    """One row of a table, and what turned out to be wrong with it."""

    layout: Layout
    row: Row
    problems: list[CellProblem] = field(default_factory=list)

    def text(self, name: Field) -> str:
        return self.layout.text(self.row, name)

    def is_unvalued(self, name: Field) -> bool:
        """Whether a formula stands there without its value."""
        column = self.layout.columns.get(name)
        return column is not None and column.number in self.row.unvalued

    def warn(self, at: Field | None, code: str, **params: Any) -> None:
        self.problems.append(problems.problem(self.layout, self.row, at, code, **params))

    def warn_of_formulas(self) -> None:
        """Name each cell that is read and holds a formula without its value."""
        for name in self.layout.columns if self.row.unvalued else ():
            if self.is_unvalued(name):
                self.warn(name, "formula_unvalued")

    def refuse(self, at: Field, decision: Decision) -> None:
        self.problems.append(problems.refused(self.layout, self.row, at, decision))


def read_unit(line: Line) -> UnitReading | None:
    """The unit of a row; None, with an error line, where there is no room at all."""
    reading = _room(line)
    at = Field.ROOM if Field.ROOM in line.layout.columns else Field.ADDRESS
    if not reading.code or (reading.parsed and not reading.room):
        line.warn(at, "room_unvalued" if line.is_unvalued(at) else "room_missing")
        return None
    line.warn_of_formulas()
    if not reading.parsed:
        line.warn(Field.ROOM if line.text(Field.ROOM) else Field.ADDRESS, "room_unparsed")
    return UnitReading(
        room_reading=reading,
        building=reading.building,
        entrance=reading.entrance,
        floor=_floor(line, reading),
        room=reading.room,
        kind=_kind(line, reading),
        area=_area(line),
        use=_use(line),
    )


def _room(line: Line) -> RoomReading:
    room, address = line.text(Field.ROOM), line.text(Field.ADDRESS)
    if Field.ROOM not in line.layout.columns and Field.BUILDING in line.layout.columns:
        room, address = address, ""  # 楼栋 | 单元 | 房屋
    elif Field.ROOM not in line.layout.columns:
        return parse_room(address)
    if not room:
        return RoomReading()
    if address and not line.text(Field.BUILDING):
        together = parse_room(f"{address}{room}")
        named = together.parsed and together.building and together.room
        return together if named else whole(f"{address}·{room}")
    return room_from_columns(
        building=line.text(Field.BUILDING),
        entrance=line.text(Field.ENTRANCE),
        floor=line.text(Field.FLOOR),
        room=room,
    )


def _floor(line: Line, reading: RoomReading) -> str:
    """The column's floor, but for the `1` that is typed when nobody knows."""
    stated = line.text(Field.FLOOR)
    if stated == "1" and reading.floor not in {"", "1"}:
        line.warn(Field.FLOOR, "floor_placeholder")
        return ""
    return stated or reading.floor


def _kind(line: Line, reading: RoomReading) -> UnitKind:
    text = fold(line.text(Field.KIND))
    if not reading.parsed:
        return UnitKind.OTHER
    if text and text not in _KINDS and not reading.kind_hint:
        line.warn(Field.KIND, "kind_unknown")
        return UnitKind.OTHER
    if text in {"", "110"} and line.text(Field.STATE) in _SHOP_STATES:
        return UnitKind.SHOP
    if text in {"", "110"}:
        return reading.kind_hint or UnitKind.RESIDENTIAL
    return _KINDS.get(text) or reading.kind_hint or UnitKind.OTHER


def _area(line: Line) -> Decimal | None:
    text = narrow(line.text(Field.AREA)).replace(" ", "").lower()
    if not text:
        return None
    if text == "1":
        line.warn(Field.AREA, "area_placeholder")
        return None
    found = _AREA.fullmatch(text)
    unit = _AREA_UNITS.get(found[2]) if found and found[2] else unit_in_header(line.layout) or _KEPT
    if not found or not unit or Decimal(found[1]) <= 0:
        line.warn(Field.AREA, "area_form")
        return None
    return square_metres(Decimal(found[1]), unit=unit)


def unit_in_header(layout: Layout) -> AreaUnit | None:
    """The unit named at the head of the areas, as 面積（坪）; None where none is named."""
    column = layout.columns.get(Field.AREA)
    found = _UNIT_IN_HEADER.search(fold(column.header).replace(" ", "")) if column else None
    return _AREA_UNITS[found[0]] if found else None


def _use(line: Line) -> Use | None:
    text = fold(line.text(Field.STATE))
    use = _USES.get(text)
    if text and not use:
        line.warn(Field.STATE, "state_unknown")
    return use


def read_acquired(line: Line) -> date | None:
    """The day the household took the unit over; None where it is not said or cannot be read."""
    text = line.text(Field.ACQUIRED)
    if not text:
        return None
    day, decision = read_day(text)
    if not decision:
        line.refuse(Field.ACQUIRED, decision)
    return day


def read_role(line: Line) -> MemberRole | None:
    """What the person of the row is to the household; None for an owner."""
    role = fold(line.text(Field.PERSON_ROLE))
    if role in _PERSON_ROLES:
        return _PERSON_ROLES[role]
    text, at = (role, Field.PERSON_ROLE) if role else (fold(line.text(Field.OWNER_TYPE)), Field.OWNER_TYPE)
    if text in _OWNER_TYPES:
        return _OWNER_TYPES[text]
    line.warn(at, "role_unknown")
    return MemberRole.OTHER


def read_share(line: Line, text: str) -> Fraction | None:
    """The owner's share; None where there is none or none that can be read."""
    if not text:
        return None
    try:
        return parse_share(text)
    except Invalid as error:
        wrong = error.errors[0]
        line.refuse(Field.SHARE, Decision(False, wrong.code, wrong.text, wrong.mend, wrong.clause))
        return None
