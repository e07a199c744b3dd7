"""Vehicles in the tables that offices have, read into registrations, every row accounted for.

The import form (a line of instructions above its heads), the list that the common system gives out (owner and
telephone in one cell, the term as `a~b`), and the parking sheet of the older workbook, whose owners stand in
a sheet of their own. Pure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yihu.estate.rooms import RoomReading, parse_room
from yihu.intake.days import read_day
from yihu.intake.head_words import bare
from yihu.intake.problems import column_problem, decision_problem
from yihu.intake.shapes import Account, CellProblem
from yihu.intake.workbooks import Row, Sheet, Workbook
from yihu.kernel.text import fold, narrow, normalise_name
from yihu.policy.decisions import Decision
from yihu.policy.phones import check_phone
from yihu.policy.plates import check_plate
from yihu.policy.vocabulary import Locality


class Car(StrEnum):
    """A column of a vehicle table."""

    PLATE = "plate"
    ROOM = "room"
    OWNER = "owner"
    PHONE = "phone"
    OWNER_NO = "owner_no"
    BRAND = "brand"
    KIND = "kind"
    COLOUR = "colour"
    LOT = "lot"
    SPACE = "space"
    TENURE = "tenure"
    STARTS = "starts"
    ENDS = "ends"
    TERM = "term"
    RELATION = "relation"


_WORDS: dict[Car, str] = {
    Car.PLATE: "车牌号 车牌号码 车牌",
    Car.ROOM: "房屋号 房号 房屋 房屋编号 房间",
    Car.OWNER: "业主名称 业主 车主 业主姓名 车主姓名 使用人",
    Car.PHONE: "手机号 电话 联系电话 手机 业主电话",
    Car.OWNER_NO: "业主编号",
    Car.BRAND: "车辆品牌 车品牌 品牌 品牌型号 车型",
    Car.KIND: "车辆类型 车类型",
    Car.COLOUR: "颜色 车身颜色 车辆颜色",
    Car.LOT: "停车场 停车场编号",
    Car.SPACE: "车位 车位编码 车位号",
    Car.TENURE: "车位状态 出租还是出售 车位权属",
    Car.STARTS: "起租时间 开始时间 起",
    Car.ENDS: "截止时间 结束时间 止",
    Car.TERM: "有效期",
    Car.RELATION: "与业主关系 与业户关系",
}
_FIELDS = {name: car for car, names in _WORDS.items() for name in names.split()}
_LEAST = 3
_HEADER_ROWS = 10
_BESIDE = re.compile(r"(.+?)\s*[(（]([0-9+*\- ]{6,})[)）]")
_TYPES = {"9901": "家用小汽車", "9902": "客車", "9903": "貨車"}
_TENURES = {
    **dict.fromkeys(("h", "出租", "租用", "已出租"), "rented"),
    **dict.fromkeys(("s", "出售", "已出售", "自有", "购买"), "owned"),
    **dict.fromkeys(("人防", "人防车位"), "civil_defence"),
}
_LONGEST = {"brand_model": 60, "kind": 40, "colour": 20, "space": 40, "holder": 80}


@dataclass(frozen=True, slots=True)
class CarLayout:
    """Where a vehicle table stands."""

    sheet: str
    header_row: int
    columns: Mapping[Car, int]
    heads: Row

    def text(self, row: Row, at: Car) -> str:
        """The row's text in that column; empty if there is none."""
        return row.cell(self.columns[at]) if at in self.columns else ""


@dataclass(frozen=True, slots=True)
class VehicleReading:
    """One row: the vehicle, and by what its household is to be found (room, else owner with telephone)."""

    row: int
    plate: str
    room_text: str
    room: RoomReading | None
    owner: str
    phone: str
    brand_model: str
    kind: str
    colour: str
    space: str
    space_tenure: str
    starts_on: date | None
    ends_on: date | None
    relation: str


@dataclass(slots=True)
class VehicleSheets:
    """The vehicles of a workbook; `problems` and `account` are complete after reading."""

    workbook: Workbook
    layout: CarLayout
    locality: Locality
    problems: list[CellProblem] = field(default_factory=list)
    account: Account = field(default_factory=Account)

    def __iter__(self) -> Iterator[VehicleReading]:
        owners = _owners(self.workbook)
        read = found = skipped = refused = 0
        for row in self.workbook.sheet(self.layout.sheet).rows:
            if row.number <= self.layout.header_row:
                continue
            read += 1
            if row.blank or not self.layout.text(row, Car.PLATE):
                skipped += 1
                if not row.blank:
                    self._say(row, Car.PLATE, "plate_blank")
                continue
            reading = self._read(row, owners)
            if reading is None:
                refused += 1
            else:
                found += 1
                yield reading
        self.account = Account(read, found, 0, skipped, refused)

    def _read(self, row: Row, owners: Mapping[str, tuple[str, str]]) -> VehicleReading | None:
        text = self.layout.text
        plate = check_plate(text=text(row, Car.PLATE), locality=self.locality)
        if not plate:
            self._refuse(row, Car.PLATE, plate.decision)
            return None
        owner, phone = self._owner(row, owners)
        starts, ends = self._term(row)
        if starts and ends and ends < starts:
            self._say(row, Car.ENDS, "term_backwards")
            starts = ends = None
        room_text = text(row, Car.ROOM)
        kind = text(row, Car.KIND)
        return VehicleReading(
            row=row.number,
            plate=plate.value,
            room_text=room_text,
            room=parse_room(room_text) if room_text else None,
            owner=owner[: _LONGEST["holder"]],
            phone=phone,
            brand_model=self._short(row, Car.BRAND, "brand_model", text(row, Car.BRAND)),
            kind=self._short(row, Car.KIND, "kind", _TYPES.get(kind, kind)),
            colour=self._short(row, Car.COLOUR, "colour", text(row, Car.COLOUR)),
            space=self._short(row, Car.SPACE, "space", self._space(row)),
            space_tenure=_TENURES.get(fold(text(row, Car.TENURE)), ""),
            starts_on=starts,
            ends_on=ends,
            relation=text(row, Car.RELATION)[:40],
        )

    def _space(self, row: Row) -> str:
        lot, space = self.layout.text(row, Car.LOT), self.layout.text(row, Car.SPACE)
        return "-".join(filter(None, (lot, space)))

    def _owner(self, row: Row, owners: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
        typed = self.layout.text(row, Car.OWNER)
        beside = _BESIDE.fullmatch(typed)
        name, phone = (beside[1], beside[2]) if beside else (typed, self.layout.text(row, Car.PHONE))
        number = self.layout.text(row, Car.OWNER_NO)
        if number and not name:
            name, phone = owners.get(number, ("", ""))
        if phone:
            checked = check_phone(text=phone, locality=self.locality)
            if not checked:
                self._refuse(
                    row, Car.PHONE if Car.PHONE in self.layout.columns else Car.OWNER, checked.decision
                )
            phone = checked.value
        return normalise_name(name), phone

    def _term(self, row: Row) -> tuple[date | None, date | None]:
        term = narrow(self.layout.text(row, Car.TERM))
        if "~" in term:
            first, _, last = term.partition("~")
            return self._day(row, Car.TERM, first), self._day(row, Car.TERM, last)
        first, last = self.layout.text(row, Car.STARTS), self.layout.text(row, Car.ENDS)
        return self._day(row, Car.STARTS, first), self._day(row, Car.ENDS, last)

    def _day(self, row: Row, at: Car, text: str) -> date | None:
        if not text.strip():
            return None
        day, decision = read_day(text)
        if not decision:
            self._refuse(row, at, decision)
        return day

    def _short(self, row: Row, at: Car, name: str, text: str) -> str:
        """Too long a text is left out and said, never cut."""
        if len(text) <= _LONGEST[name]:
            return text
        self._say(row, at, "text_long", limit=_LONGEST[name])
        return ""

    def _say(self, row: Row, at: Car, code: str, **params: object) -> None:
        number = self.layout.columns.get(at, 0)
        self.problems.append(
            column_problem(
                self.layout.sheet, row.number, number, self.layout.heads.cell(number), code, **params
            )
        )

    def _refuse(self, row: Row, at: Car, decision: Decision) -> None:
        """A plate that is none keeps its row out; anything else is left out of it."""
        number = self.layout.columns.get(at, 0)
        self.problems.append(
            decision_problem(
                self.layout.sheet,
                row.number,
                number,
                self.layout.heads.cell(number),
                decision,
                error=at is Car.PLATE,
            )
        )


def recognise_vehicles(workbook: Workbook) -> CarLayout | None:
    """The sheet with the most columns of a vehicle table; None where none has a plate."""
    found = [
        layout
        for sheet in workbook.sheets
        for row in sheet.rows[:_HEADER_ROWS]
        if (layout := _columns(sheet, row))
    ]
    return max(found, key=lambda layout: len(layout.columns), default=None)


def _columns(sheet: Sheet, row: Row) -> CarLayout | None:
    known: dict[Car, int] = {}
    for number, text in enumerate(row.cells, start=1):
        car = _FIELDS.get(bare(text))
        if car and car not in known:
            known[car] = number
    if Car.PLATE not in known or len(known) < _LEAST:
        return None
    return CarLayout(sheet.name, row.number, known, row)


def _owners(workbook: Workbook) -> dict[str, tuple[str, str]]:
    """Name and telephone by the owner's number, where the workbook has a sheet of owners."""
    found: dict[str, tuple[str, str]] = {}
    for sheet in workbook.sheets:
        for head in sheet.rows[:_HEADER_ROWS]:
            places = {bare(text): number for number, text in enumerate(head.cells, start=1)}
            if {"业主编号", "业主名称"} <= places.keys() and "车牌号" not in places:
                phone = places.get("手机号", 0)
                for row in sheet.rows[head.number :]:
                    number = row.cell(places["业主编号"])
                    found.setdefault(number, (row.cell(places["业主名称"]), row.cell(phone)))
    return found
