"""The rest of the year: papers that went wrong and were put right, vehicles, an import, lists taken away."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from yihu.confidentiality import exports
from yihu.demo import books
from yihu.demo.homes import CO_OWNED, DECORATED, Home
from yihu.demo.papers import Desk, Paper
from yihu.demo.script import Script
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document
from yihu.dossiers.places import Location
from yihu.estate.models import Unit
from yihu.gate.operations import VehicleInput, end_vehicle, register_vehicle
from yihu.intake import operations as intake
from yihu.intake.models import Batch
from yihu.policy.vocabulary import Actor, Carrier, Department, UnitKind

_CARS = (
    ("大眾 帕薩特", "白"),
    ("豐田 卡羅拉", "銀"),
    ("比亞迪 秦", "藍"),
    ("本田 雅閣", "黑"),
    ("特斯拉 Model 3", "紅"),
)
_LONG = 300


class Year:
    """Plans what happens between going live and the last month; `filed` are the days with register rows."""

    def __init__(self, script: Script, desk: Desk, homes: list[Home]) -> None:
        self._script, self._desk = script, desk
        self._homes = [home for home in homes if home.kind is UnitKind.RESIDENTIAL and home.owners]
        self._days = script.workdays(200)
        self.filed = {(Department.CS, self._days[day]) for day in (120, 130, 131, 150)}
        self.filed.add((Department.ENG, self._days[60]))

    def plan(self) -> None:
        """Every piece on a working day of its own."""
        self._vehicles()
        self._papers_put_right()
        self._corrections()
        self._lists_taken()
        self._plan(60, 10, self._long_paper)
        self._plan(90, 14, self._import)

    def _plan(self, day: int, hour: int, act: Callable[..., object], *given: object) -> None:
        self._script.plan(self._script.at(self._days[day], hour), partial(act, *given))

    def _vehicles(self) -> None:
        """Every third household has a car; one was sold, and its registration ended."""
        for place, home in enumerate(self._homes[::3]):
            brand, colour = _CARS[place % len(_CARS)]
            car = VehicleInput(
                plate=f"粵B{10_000 + place * 37:05}" if place % 4 else f"粵BD{10_000 + place:05}",
                brand_model=brand,
                kind="小型汽車",
                colour=colour,
                space=f"B1-{place + 1:03}",
                space_tenure="owned" if place % 2 else "rented",
                holder=home.owners[0].person.name[:80],
                relation="業主",
                starts_on=self._days[10],
                ends_on=self._days[10] + timedelta(days=365),
            )
            self._plan(10 + place % 40, 11, self._register, home.room, car, place == 2)

    def _register(self, room: str, car: VehicleInput, sold: bool, at: datetime) -> None:
        by = self._desk.actors["sec_staff"]
        row = register_vehicle(
            by=by, at=at, project=self._desk.project, unit=self._desk.units[room], vehicle=car
        )
        if sold:
            end_vehicle(by=self._desk.actors["sec_head"], at=at, vehicle=row, reason="車輛已售")

    def _papers_put_right(self) -> None:
        """One lost and found, one replaced by a newer one, one filed in the wrong line."""
        for number, room in ((9001, self._homes[4].room), (9002, self._homes[5].room)):
            paper = Paper(room, "A06", "業主信息表", scan="PDF")
            self._plan(120, 10, self._desk.receive, number, paper)
            self._plan(120, 15, self._desk.file, number, paper)
        self._plan(121, 9, self._lose, self._homes[4].room)
        self._plan(124, 16, self._find, self._homes[4].room)
        newer = Paper(self._homes[5].room, "A06", "業主信息表（更新）", scan="PDF")
        self._plan(150, 10, self._desk.receive, 9003, newer)
        self._plan(150, 15, self._desk.file, 9003, newer)
        self._plan(150, 16, self._supersede, self._homes[5].room)
        letter = Paper(self._homes[6].room, "C01", "表揚信", by="cs_officer")
        self._plan(130, 10, self._desk.receive, 9004, letter)
        self._plan(130, 15, self._desk.file, 9004, letter)
        self._plan(131, 9, self._move, self._homes[6].room)

    def _of(self, room: str, title: str) -> Document:
        unit: Unit = self._desk.units[room]
        return Document.objects.filter(dossier__household__unit=unit, title=title).latest("received_at")

    def _lose(self, room: str, at: datetime) -> None:
        by, paper = self._desk.actors["cs_records"], self._of(room, "業主信息表")
        dossiers.lose(by=by, at=at, document=paper, reason="盤點時不在卷內")

    def _find(self, room: str, at: datetime) -> None:
        by, paper = self._desk.actors["cs_records"], self._of(room, "業主信息表")
        dossiers.find(by=by, at=at, document=paper, reason="夾在鄰近的檔案袋內")

    def _supersede(self, room: str, at: datetime) -> None:
        by, older = self._desk.actors["cs_records"], self._of(room, "業主信息表")
        newer = self._of(room, "業主信息表（更新）")
        dossiers.supersede(by=by, at=at, document=older, successor=newer, reason="業主更新聯繫方式")

    def _move(self, room: str, at: datetime) -> None:
        by, letter = self._desk.actors["cs_records"], self._of(room, "表揚信")
        dossiers.move(by=by, at=at, document=letter, line="C02", reason="是表揚，不是投訴")

    def _corrections(self) -> None:
        """An area mended long ago, and one this week, which the weekly check sees."""
        self._plan(100, 11, self._correct, self._homes[7].room, "98.20", "登記時看錯，按產權證更正")
        this_week = self._script.workdays(1)[0]
        self._script.plan(
            self._script.at(this_week, 11),
            partial(self._correct, self._homes[8].room, "91.30", "按測繪報告更正"),
        )

    def _correct(self, room: str, area: str, reason: str, at: datetime) -> None:
        household = self._desk.units[room].households.get(ended_on=None)
        dossiers.correct(
            by=self._desk.actors["cs_officer"],
            at=at,
            household=household,
            field="area_m2",
            new=area,
            reason=reason,
        )

    def _lists_taken(self) -> None:
        """A list asked for and approved months ago, one refused, one that waits today."""
        self._plan(110, 10, self._ask, "業委會換屆核對戶數", True)
        self._plan(140, 10, self._ask, "發給裝修公司", False)
        self._script.plan(
            self._script.at(self._script.workdays(1)[0], 16), partial(self._ask, "季度核對業戶資料", None)
        )

    def _ask(self, reason: str, approved: bool | None, at: datetime) -> None:
        by, project = self._desk.actors["cs_officer"], self._desk.project
        asked = exports.ask_export(by=by, at=at, project=project, scope=exports.Scope(), reason=reason)
        if approved is None or not asked.needs:
            return
        head: Actor = self._desk.actors[asked.needs]
        why = "" if approved else "不得向外提供業戶名單"
        exports.decide_export(by=head, at=at + timedelta(hours=1), export=asked, approve=approved, reason=why)
        if approved:
            asked.refresh_from_db()
            exports.take_export(by=by, at=at + timedelta(hours=2), export=asked)

    def _long_paper(self, at: datetime) -> None:
        """Three hundred pages in one document (E22)."""
        dossiers.receive(
            by=self._desk.actors["eng_staff"],
            at=at,
            project=self._desk.project,
            unit=self._desk.units[DECORATED],
            title="竣工圖冊",
            pages=_LONG,
            carrier=Carrier.PAPER,
            line="B08",
        )
        received = Document.objects.get(title="竣工圖冊")
        bag = sorted(self._desk.units).index(DECORATED) + 1
        dossiers.file(
            by=self._desk.actors["eng_records"],
            at=at + timedelta(hours=1),
            document=received,
            line="B08",
            location=Location(cabinet="E1", bag=f"B-{bag:03}"),
        )

    def _import(self, at: datetime) -> None:
        """A list of vehicles that an office already had, brought in; one row of it was wrong."""
        rows = [(f"粵B7{place:04}", home.room) for place, home in enumerate(self._homes[1:9])]
        upload = intake.Upload(books.vehicles([*rows, ("無牌", CO_OWNED)]), "車輛名冊.xlsx")
        by, project = self._desk.actors["cs_officer"], self._desk.project
        batch = intake.try_file(by=by, at=at, project=project, kind=Batch.Kind.VEHICLES, upload=upload)
        intake.confirm(by=by, at=at + timedelta(minutes=5), batch=batch)
