"""`yihu export KIND`: a list as `.xlsx`, `.csv` or `.pdf`, by the ending of the file (R1.8, P19).

What needs another's word is filed with its number, nothing is written and the exit code is 3; the same
command again writes the file once it is approved.
"""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from yihu.cli.output import AWAITED, DONE, say, warn
from yihu.cli.projects import person_of
from yihu.confidentiality import exports, gate
from yihu.confidentiality.exports import ExportState, Kind, Scope
from yihu.confidentiality.exports.scope import Format
from yihu.confidentiality.models import ExportRequest
from yihu.estate.models import Project
from yihu.faces.export_files import write_export
from yihu.faces.refusals import is_refusal, record_refusal
from yihu.kernel import clock
from yihu.kernel.atomic import written_whole
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid, Problem
from yihu.policy.vocabulary import N_, ROLE_TITLES, Actor, Role

_WORDS = ("use", "area", "building", "unit_kind", "missing", "volume", "date", "month")
_MARKS = ("former", "awaiting", "corrected")


def run(arguments: argparse.Namespace) -> int:
    """Ask, or go on from what was asked; write the file whole or not at all."""
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
    scope = _scope(arguments)
    export = exports.find_live(by=by, at=at, project=project, scope=scope)
    if export is None:
        export = exports.ask_export(by=by, at=at, project=project, scope=scope, reason=arguments.reason)
    if exports.state_of(export, at=at) is ExportState.WAITING:
        return _await(export)
    with written_whole(arguments.out) as file:
        taken = exports.take_export(by=by, at=at, export=export)
        write_export(taken, file, by=by, at=at, paper=arguments.paper)
    say(_("已寫出 %(rows)s 行，導出編號 %(number)s。") % {"rows": taken.rows, "number": export.number})
    return DONE


def _await(export: ExportRequest) -> int:
    said = {"number": export.number, "rows": export.rows, "who": _(ROLE_TITLES[Role(export.needs)])}
    warn(_("共 %(rows)s 行，須由%(who)s批准；沒有寫出任何內容。批准後再執行同一命令即可寫出。[R1.8]") % said)
    say(export.number)
    return AWAITED


def _scope(arguments: argparse.Namespace) -> Scope:
    """What is asked for. Raises `Invalid` for an ending that we do not write."""
    out: Path = arguments.out
    ending = out.suffix.removeprefix(".").lower()
    if ending not in set(Format):
        mend = N_("請用 .xlsx、.csv 或 .pdf 結尾的檔名。")
        raise Invalid(FieldError("out", N_("不能寫成這種檔案。"), mend))
    filters: dict[str, Any] = {
        name.removeprefix("unit_"): value
        for name in (*_WORDS, *_MARKS)
        if (value := getattr(arguments, name))
    }
    codes = [code.strip() for code in arguments.columns.split(",") if code.strip()]
    return Scope(Kind(arguments.kind), ending, tuple(codes), filters)
