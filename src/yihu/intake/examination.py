"""A workbook's bytes examined: recognised, every row read, held against what the project has."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from yihu.dossiers.template import template_of
from yihu.estate.models import Project
from yihu.intake import snapshot as snapshots
from yihu.intake.drafts import draft
from yihu.intake.headers import LooksLike, Unknown, recognise
from yihu.intake.mapping import check, signatures
from yihu.intake.models import Batch, KeptMapping
from yihu.intake.plan import Plan, make_plan, people_of
from yihu.intake.portions import Portion
from yihu.intake.readings import HouseholdReader
from yihu.intake.sealing import Sealer, sealer
from yihu.intake.shapes import Account, CellProblem, HouseholdReading
from yihu.intake.snapshot import Snapshot
from yihu.intake.workbooks import Workbook, read_workbook
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Locality

_OFTEN = 2000
_KIND = Batch.Kind.HOUSEHOLDS
Tell = Callable[[int, int], None]
"""Called with how many are done of how many; raises whatever ends the work."""


@dataclass(slots=True)
class Examined:
    """What stands in the file, what it would change, and everything that is wrong with it."""

    project: Project
    at: datetime
    on_existing: str
    template: str
    sheet: str
    readings: list[HouseholdReading]
    account: Account
    general: list[CellProblem]
    sealer: Sealer
    snapshot: Snapshot
    plan: Plan

    @property
    def problems(self) -> list[CellProblem]:
        """Every problem: of the file, of its households, of what is there already."""
        own = [problem for reading in self.readings for problem in reading.problems]
        return sorted([*self.general, *own, *self.plan.problems], key=lambda problem: problem.row)

    @property
    def stamp(self) -> str:
        """What the project was when it was compared."""
        return self.snapshot.stamp

    def counts(self) -> dict[str, int]:
        """The plan's counts and where every row went."""
        account = self.account
        rows = {"rows": account.read, "skipped": account.skipped, "refused_rows": account.refused}
        return rows | self.plan.counts()

    def portions(self, source: str) -> Iterator[tuple[int, Portion]]:
        """The rows made ready, a portion at a time; `source` names the file in corrections."""
        return draft(
            self.plan,
            project=self.project,
            template=template_of(self.project, at=self.at),
            snapshot=self.snapshot,
            sealer=self.sealer,
            source=source,
        )


def examine(
    data: bytes,
    *,
    name: str = "",
    project: Project,
    at: datetime,
    on_existing: str = Batch.OnExisting.SKIP,
    mapping: Mapping[str, Any] | None = None,
    tell: Tell | None = None,
) -> Examined:
    """Examine a workbook of households. Raises `Invalid` (`file`) for what cannot be read as one."""
    workbook = read_workbook(BytesIO(data), name=name)
    if mapping is not None:
        mapping = check(workbook, mapping)
    recognised = recognise(workbook, mapping=mapping)
    if isinstance(recognised, Unknown) and (kept := kept_mapping(project, workbook)):
        recognised = recognise(workbook, mapping=kept)
    if isinstance(recognised, Unknown):
        raise UnknownColumns(recognised, _unknown(recognised))
    reader = HouseholdReader(workbook, recognised, locality=Locality(project.locality))
    readings = list(_told(reader, tell))
    seals, sheet = sealer(), recognised.households.sheet
    keys = {key for reading in readings for person in people_of(reading) if (key := seals.key_of(person))}
    codes = [reading.unit.code for reading in readings]
    snapshot = snapshots.take(project, at=at, codes=codes, persons=keys)
    plan = make_plan(readings, sheet=sheet, snapshot=snapshot, sealer=seals, on_existing=on_existing)
    return Examined(
        *(project, at, on_existing, recognised.template.value, sheet, readings, reader.account),
        *(reader.problems, seals, snapshot, plan),
    )


def _told(reader: HouseholdReader, tell: Tell | None) -> Iterator[HouseholdReading]:
    for number, reading in enumerate(reader, start=1):
        if tell and number % _OFTEN == 0:
            tell(number, reader.account.households)
        yield reading


def kept_mapping(project: Project, workbook: Workbook) -> Mapping[str, Any] | None:
    """How somebody of the project named the columns of such a table before; None for nobody."""
    places = signatures(workbook)
    found = KeptMapping.objects.filter(project=project, kind=_KIND, signature__in=list(places)).first()
    if found is None:
        return None
    sheet, header_row = places[found.signature]
    return check(workbook, {**found.mapping, "sheet": sheet, "header_row": header_row})


class UnknownColumns(Invalid):
    """Nobody has said yet what stands in the columns; `found` holds the heads and what they might be."""

    def __init__(self, found: Unknown, error: FieldError) -> None:
        super().__init__(error)
        self.found = found

    @property
    def can_be_named(self) -> bool:
        """Whether it may be a table of households all the same: nothing else that we know."""
        return self.found.looks_like in (LooksLike.NOTHING, LooksLike.PEOPLE)


def _unknown(found: Unknown) -> FieldError:
    """The error names what stood at the heads of the columns, as far as it can be said in a line."""
    seen = "；".join(f"{sheet}：{'、'.join(heads[:12])}" for sheet, heads in list(found.headers.items())[:5])
    code, text, mend = _LOOKS_LIKE[found.looks_like]
    return FieldError("file", text, mend, code, params={"headers": seen[:400]})


_LOOKS_LIKE = {
    LooksLike.NOTHING: (
        "unknown_workbook",
        N_("認不出這個試算表的欄名，什麼都沒有讀入。見到的欄名：%(headers)s。"),
        N_("請在第一行寫明欄名，至少有「房號」（或「房間」）和「業主名稱」。"),
    ),
    LooksLike.FEES: (
        "fees_workbook",
        N_("這是收費資料，不是業戶名冊，什麼都沒有讀入。見到的欄名：%(headers)s。"),
        N_("業戶名冊至少有房號和業主名稱；收費資料另行導入。"),
    ),
    LooksLike.VEHICLES: (
        "vehicles_workbook",
        N_("這是車輛名冊，不是業戶名冊，什麼都沒有讀入。見到的欄名：%(headers)s。"),
        N_("請選「車輛」再導入。"),
    ),
    LooksLike.BUILDINGS: (
        "buildings_workbook",
        N_("這是樓棟名單，沒有逐戶的房號，什麼都沒有讀入。見到的欄名：%(headers)s。"),
        N_("請用逐戶一行、寫明房號的名冊。"),
    ),
    LooksLike.PEOPLE: (
        "people_workbook",
        N_("只有人名，沒有房號，不知道是哪一戶，什麼都沒有讀入。見到的欄名：%(headers)s。"),
        N_("請加上「房號」一欄，或連同房屋的工作表放在同一個檔案。"),
    ),
}
