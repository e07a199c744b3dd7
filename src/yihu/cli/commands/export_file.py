"""`yihu export households`: the masked overview as `.xlsx` or `.csv`, few rows only until approval is built.

Over twenty rows a person and day need the approval of 客服部負責人 (P19, R1.8): then nothing is written and
the exit code is 3.
"""

import argparse
import csv
import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter
from django.db import transaction
from django.utils.translation import gettext as _

from yihu.cli.output import AWAITED, DONE, say, warn
from yihu.cli.projects import person_of
from yihu.confidentiality import gate, reading
from yihu.estate.models import Project
from yihu.faces.refusals import is_refusal, record_refusal
from yihu.kernel import clock
from yihu.kernel.atomic import written_whole
from yihu.ledger import operations as ledger
from yihu.ledger.queries import list_entries
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid, Problem
from yihu.policy.vocabulary import N_, USE_TITLES, Actor, Use

EXPORTED = "export.written"
MOST_ROWS = 20
_DAY = timedelta(hours=24)
_HEADS = (N_("房號"), N_("檔號"), N_("業主"), N_("聯繫電話"), N_("使用狀態"), N_("負責客戶主任"))
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def run(arguments: argparse.Namespace) -> int:
    """Decide, write the file whole or not at all, record it."""
    project, by = person_of(arguments.project, arguments.username)
    at = clock.now()
    try:
        return _export(arguments, project, by, at)
    except Problem as problem:
        if is_refusal(problem):
            record_refusal(problem, by=by, at=at, view="cli export")
        raise


def _export(arguments: argparse.Namespace, project: Project, by: Actor, at: datetime) -> int:
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.EXPORTS, verb=Verb.WRITE)
    _check(arguments)
    found = reading.list_households(by=by, at=at, project=project, filters=reading.Filters(), limit=MOST_ROWS)
    if found.total + _taken(project, by, at) > MOST_ROWS:
        said = {"rows": found.total, "most": MOST_ROWS}
        warn(
            _("共 %(rows)s 行，每人每日超過 %(most)s 行須由客服部負責人批准；沒有寫出任何內容。[R1.8]") % said
        )
        return AWAITED
    imprint = (_("導出"), by.name, f"{at:%Y-%m-%d %H:%M} UTC", arguments.reason.strip())
    rows = [tuple(map(_, _HEADS)), *map(_cells, found.items), imprint]
    with written_whole(arguments.out) as file, transaction.atomic():
        file.write(_xlsx(rows) if arguments.out.suffix == ".xlsx" else _csv(rows))
        ledger.append(
            project_id=project.pk,
            by=by,
            at=at,
            action=EXPORTED,
            detail={"kind": arguments.kind, "rows": found.total},
        )
    say(_("已寫出 %(rows)s 行。") % {"rows": found.total})
    return DONE


def _check(arguments: argparse.Namespace) -> None:
    out: Path = arguments.out
    errors = []
    if out.suffix not in {".xlsx", ".csv"}:
        errors.append(FieldError("out", N_("不能寫成這種檔案。"), N_("請用 .xlsx 或 .csv 結尾的檔名。")))
    if not arguments.reason.strip() or len(arguments.reason) > 200:
        mend = N_("請寫明用途，最多 200 個字。")
        errors.append(FieldError("reason", N_("沒有寫明用途。"), mend, clause="R1.8"))
    if errors:
        raise Invalid(*errors)


def _taken(project: Project, by: Actor, at: datetime) -> int:
    """How many rows this person took in the last day, by the ledger."""
    taken = list_entries(project_id=project.pk, action=EXPORTED, username=by.username, limit=200)
    return sum(int(entry.detail["rows"]) for entry in taken.items if entry.at > at - _DAY)


def _cells(row: reading.OverviewRow) -> tuple[str, ...]:
    owners = "、".join(row.owners)
    return (row.unit_label, row.file_no, owners, row.phone, _(USE_TITLES[Use(row.use)]), row.officer)


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    """With a byte order mark, so that spreadsheets see the script; no cell begins a formula."""
    text = io.StringIO()
    csv.writer(text).writerows(_harmless(rows))
    return text.getvalue().encode("utf-8-sig")


def _harmless(rows: list[tuple[str, ...]]) -> Iterator[list[str]]:
    for row in rows:
        yield [f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in row]


def _xlsx(rows: list[tuple[str, ...]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return stream.getvalue()
