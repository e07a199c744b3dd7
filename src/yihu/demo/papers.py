"""Papers of the demonstration: received by somebody, filed by the records officer, put where they belong."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from yihu.demo.scans import Format, scan
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document
from yihu.dossiers.places import Location
from yihu.estate.models import Project, Unit
from yihu.policy.vocabulary import Actor, Carrier, Department

Scan = Literal["PDF", "PNG", "JPEG", ""]
_RECORDS = {Department.CS: "cs_records", Department.ENG: "eng_records", Department.SEC: "sec_records"}
_ON_A_SHELF = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of one room: its line, its title, and the kind of its scan if it has one."""

    room: str
    line: str
    title: str
    volume: Department = Department.CS
    by: str = "front_desk"
    scan: Scan = ""
    pages: int = 1
    signers: tuple[UUID, ...] = ()


@dataclass(slots=True)
class Desk:
    """Where papers arrive and are filed; keeps what waits and which places are taken."""

    project: Project
    actors: dict[str, Actor]
    units: dict[str, Unit]
    waiting: dict[int, Document] = field(default_factory=dict)
    places: Counter[str] = field(default_factory=Counter)

    def receive(self, number: int, paper: Paper, at: datetime) -> None:
        """The paper arrives; `number` finds it again when it is filed."""
        kind: Format | Literal[""] = paper.scan
        stream = scan(paper.title, paper.room, kind=kind, pages=paper.pages) if kind else None
        received = dossiers.receive(
            by=self.actors[paper.by],
            at=at,
            project=self.project,
            unit=self.units[paper.room],
            title=paper.title,
            pages=paper.pages,
            carrier=Carrier.BOTH if stream else Carrier.PAPER,
            line=paper.line,
            signers=paper.signers,
            upload=dossiers.Upload(stream, f"{paper.title}.{kind.lower()}") if stream else None,
        )
        self.waiting[number] = received.document

    def file(self, number: int, paper: Paper, at: datetime) -> None:
        """The records officer of its volume files it."""
        dossiers.file(
            by=self.actors[_RECORDS[paper.volume]],
            at=at,
            document=self.waiting.pop(number),
            line=paper.line,
            location=self._place(paper),
        )

    def _place(self, paper: Paper) -> Location:
        match paper.volume:
            case Department.ENG:
                bag = sorted(self.units).index(paper.room) + 1
                return Location(cabinet="E1", bag=f"B-{bag:03}")
            case Department.SEC:
                self.places["S1"] += 1
                return Location(cabinet="S1", binder="放行條冊", binder_page=self.places["S1"])
        cabinet = f"K-{hash_of(paper.room) % 4 + 1:02}"
        self.places[cabinet] += 1
        shelf, position = divmod(self.places[cabinet], _ON_A_SHELF)
        return Location(cabinet=cabinet, shelf=str(shelf + 1), position=str(position + 1))


def hash_of(room: str) -> int:
    """A number that is the same for a room in every run."""
    return sum(map(ord, room))
