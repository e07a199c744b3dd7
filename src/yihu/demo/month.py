"""A month in the file room: most papers filed the day they came, some late; the heads read the registers."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from uuid import UUID

from yihu.demo.homes import BY_A_PAPER, CO_OWNED, DECORATED, Home
from yihu.demo.papers import Desk, Paper, Scan
from yihu.demo.script import Script
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Dossier
from yihu.policy.vocabulary import Department, UnitKind, Use

_DAYS = 22
_YEAR = 225
_SOME_DAYS = 0.8
_CS, _ENG, _SEC = Department.CS, Department.ENG, Department.SEC
_MOVE_IN = (
    *(("A01", "入伙通知書"), ("A02", "入伙手續書"), ("A04", "房屋驗收表"), ("A05", "入伙手續資料簽收單")),
    *(("A06", "業主信息表"), ("A07", "身份證明核驗記錄"), ("A09", "購房合同複印件")),
    *(("A10", "安全責任書"), ("A11", "個人信息告知書")),
)
_DECORATION = (
    *(("B01", "裝修申請審批表"), ("B02", "裝修管理協議"), ("B03", "裝修圖紙（結構／水電／防水）")),
    ("B04", "施工單位與人員資料"),
)
_LETTERS = (("C01", "投訴信"), ("C02", "表揚信"), ("C03", "建議信"), ("D01", "回復函"))
_SCANS: tuple[Scan, ...] = ("PDF", "", "", "PNG", "", "JPEG", "", "")
_HEADS = {_CS: "cs_head", _ENG: "eng_head", _SEC: "sec_head"}


class Month:
    """Plans the papers of the last month into a script, and those of the months before, which were fewer."""

    def __init__(self, script: Script, desk: Desk, random: Random, homes: list[Home]) -> None:
        self._script, self._desk, self._random = script, desk, random
        self._homes = [home for home in homes if home.use is not Use.DEVELOPER]
        self._excused = self._homes[-3:]
        self._numbers = count(1)
        self._filed: set[tuple[Department, date]] = set()

    def plan(self, *, also: Iterable[tuple[Department, date]] = ()) -> None:
        """Receipts, filings, 不適用, and the reading of each day's register; `also` days of other plans."""
        self._filed.update(also)
        days = self._script.workdays(_DAYS)
        papers = self._papers()
        for place, day in enumerate(days):
            for turn in range(self._random.choice((3, 4, 4, 5))):
                paper = next(papers, None)
                if paper:
                    self._one(paper, day, turn, lateness=self._lateness(place, days))
        self._the_months_before(papers, days)
        self._set_pieces(days)
        self._read_registers(days)
        self._waiting_today()

    def _the_months_before(self, papers: Iterator[Paper], days: list[date]) -> None:
        """A paper or two on some days of each month, all filed the day they came or soon after."""
        before = [day for day in self._script.workdays(_YEAR) if day < days[0]]
        for place, day in enumerate(before):
            paper = next(papers, None) if self._random.random() < _SOME_DAYS else None
            if paper:
                self._one(paper, day, place % 4, lateness=self._lateness(place, before))

    def _lateness(self, place: int, days: list[date]) -> date | None:
        """The working day on which a paper is filed that was forgotten; None for the same day."""
        late = self._random.random() < 0.1 and place + 2 < len(days)
        return days[place + self._random.choice((1, 2))] if late else None

    def _one(self, paper: Paper, day: date, turn: int, *, lateness: date | None = None) -> None:
        number, minute = next(self._numbers), self._random.randrange(60)
        self._script.plan(
            self._script.at(day, 9 + turn, minute), lambda at: self._desk.receive(number, paper, at)
        )
        filed_on = lateness or day
        filed_at = self._script.at(filed_on, 15 + turn % 2, minute)
        self._script.plan(filed_at, lambda at: self._desk.file(number, paper, at))
        self._filed.add((paper.volume, filed_on))

    def _papers(self) -> Iterator[Paper]:
        """First the move-in papers of some homes whole, then letters, passes and vehicles by turns."""
        homes = self._random.sample(self._homes, len(self._homes))
        scans = count()
        for home in homes:
            lines = _MOVE_IN if self._random.random() < 0.2 else self._random.sample(_MOVE_IN, 2)
            for line, title in lines:
                if line == "A09" and home in self._excused:
                    continue  # 不適用
                yield Paper(home.room, line, title, scan=_SCANS[next(scans) % len(_SCANS)])
            line, title = self._random.choice(_LETTERS)
            yield Paper(home.room, line, title, by="cs_officer")
            if home.kind is UnitKind.RESIDENTIAL:
                yield Paper(home.room, "G05", "物品放行條", _SEC, "sec_staff")

    def _set_pieces(self, days: list[date]) -> None:
        """What the acceptance stories look for."""
        for turn, (line, title) in enumerate(_DECORATION):
            pages = 3 if line == "B03" else 1
            kind: Scan = "PDF" if line in {"B01", "B03"} else ""
            self._one(Paper(DECORATED, line, title, _ENG, "eng_staff", kind, pages), days[4], turn)
        for turn, (line, title) in enumerate((*_MOVE_IN[:1], _MOVE_IN[4])):
            self._one(Paper(CO_OWNED, line, title, scan="PDF"), days[6], turn)
        number, day = next(self._numbers), days[7]
        self._script.plan(self._script.at(day, 10), partial(self._sign_half, number))
        self._script.plan(
            self._script.at(day, 16), lambda at: self._desk.file(number, _covenant(CO_OWNED), at)
        )
        self._filed.add((_CS, day))
        self._one(Paper(BY_A_PAPER, "B01", "裝修申請審批表", _ENG, "eng_staff", "PDF"), days[-3], 1)
        for home in self._excused:
            self._script.plan(self._script.at(days[9], 11), partial(self._excuse, home))

    def _sign_half(self, number: int, at: datetime) -> None:
        """One of two co-owners has signed the covenant (E01)."""
        file = Dossier.objects.get(household__unit=self._desk.units[CO_OWNED])
        first = file.household.ownerships.order_by("position").values_list("person_id", flat=True)[0]
        self._desk.receive(number, _covenant(CO_OWNED, first), at)

    def _excuse(self, home: Home, at: datetime) -> None:
        file = Dossier.objects.get(household__unit=self._desk.units[home.room])
        if not file.gaps.filter(line="A09").exists():
            return
        reason = "二手購入，原購房合同由前業主帶走"
        dossiers.declare_not_applicable(
            by=self._desk.actors["cs_head"], at=at, dossier=file, line="A09", reason=reason
        )

    def _read_registers(self, days: list[date]) -> None:
        """Each day read the same evening, but for one left unread and one read days late (R2.3.3.4)."""
        late, unread = (_CS, days[10]), (_ENG, days[-3])
        for volume, day in sorted(self._filed - {unread}):
            read_on = days[13] if (volume, day) == late else day
            self._script.plan(self._script.at(read_on, 17, 45), partial(self._read, volume, day))

    def _read(self, volume: Department, day: date, at: datetime) -> None:
        by, project = self._desk.actors[_HEADS[volume]], self._desk.project
        dossiers.read_register(by=by, at=at, project=project, volume=volume, day=day)

    def _waiting_today(self) -> None:
        """Two that came in today and wait."""
        start = self._script.at(self._script.today, 0)
        for minutes, home in zip((40, 15), self._homes[:2], strict=True):
            paper = Paper(home.room, "A11", "個人信息告知書", scan="PDF" if minutes == 15 else "")
            number = next(self._numbers)
            at = max(start, self._script.now - timedelta(minutes=minutes))
            self._script.plan(at, partial(self._desk.receive, number, paper))


def _covenant(room: str, *signers: UUID) -> Paper:
    return Paper(room, "A03", "業主使用公約簽署頁", scan="PDF", signers=signers)
