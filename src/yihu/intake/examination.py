"""A workbook's bytes examined: recognised, every row read, held against what the project has."""

from dataclasses import dataclass
from io import BytesIO

from yihu.estate.models import Project
from yihu.intake import snapshot as snapshots
from yihu.intake.headers import Recognised, Unknown, recognise
from yihu.intake.plan import Plan, make_plan, people_of
from yihu.intake.readings import HouseholdReader
from yihu.intake.sealing import Sealer, sealer
from yihu.intake.shapes import Account, CellProblem, HouseholdReading
from yihu.intake.snapshot import Snapshot
from yihu.intake.workbooks import read_workbook
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Locality


@dataclass(slots=True)
class Examined:
    """What stands in the file, what it would change, and everything that is wrong with it."""

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

    def counts(self) -> dict[str, int]:
        """The plan's counts and where every row went."""
        account = self.account
        rows = {"rows": account.read, "skipped": account.skipped, "refused_rows": account.refused}
        return rows | self.plan.counts()


def examine(data: bytes, *, project: Project) -> Examined:
    """Examine a workbook of households. Raises `Invalid` (`file`) for what cannot be read as one."""
    workbook = read_workbook(BytesIO(data))
    recognised = recognise(workbook)
    if isinstance(recognised, Unknown):
        raise Invalid(_unknown(recognised))
    reader = HouseholdReader(workbook, recognised, locality=Locality(project.locality))
    return _compared(reader, recognised, project)


def again(examined: Examined, *, project: Project) -> None:
    """Hold the same readings against what the project has now."""
    found = _plan(examined.readings, examined.sheet, examined.sealer, project)
    examined.snapshot, examined.plan = found


def _compared(reader: HouseholdReader, recognised: Recognised, project: Project) -> Examined:
    readings, seals, sheet = list(reader), sealer(), recognised.households.sheet
    snapshot, plan = _plan(readings, sheet, seals, project)
    return Examined(
        recognised.template.value, sheet, readings, reader.account, reader.problems, seals, snapshot, plan
    )


def _plan(
    readings: list[HouseholdReading], sheet: str, seals: Sealer, project: Project
) -> tuple[Snapshot, Plan]:
    keys = {key for reading in readings for person in people_of(reading) if (key := seals.key_of(person))}
    codes = [reading.unit.code for reading in readings]
    snapshot = snapshots.take(project, codes=codes, persons=keys)
    return snapshot, make_plan(readings, sheet=sheet, snapshot=snapshot, sealer=seals)


def _unknown(found: Unknown) -> FieldError:
    """The error names what stood at the heads of the columns, as far as it can be said in a line."""
    seen = "；".join(f"{sheet}：{'、'.join(heads[:12])}" for sheet, heads in list(found.headers.items())[:5])
    return FieldError(
        "file",
        N_("認不出這個試算表的欄名，什麼都沒有讀入。見到的欄名：%(headers)s。"),
        N_("請在第一行寫明欄名，至少有「房號」（或「房間」）和「業主名稱」。"),
        "unknown_workbook",
        params={"headers": seen[:400]},
    )
