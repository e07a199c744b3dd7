"""The file is made when it is taken, from what its asker may see then; each taking is counted (R1.8)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yihu.confidentiality import events, gate
from yihu.confidentiality.exports.scope import Scope, columns_of, count_rows
from yihu.confidentiality.models import ExportRequest, ExportTaking
from yihu.confidentiality.reading.columns import Column
from yihu.dossiers.template import day_of
from yihu.estate import queries as estate
from yihu.ledger.operations import append
from yihu.policy import exporting, permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, Refused
from yihu.policy.vocabulary import Actor


@dataclass(frozen=True, slots=True)
class Taken:
    """Leave to make the file now: of which columns, and how many rows there are."""

    export: ExportRequest
    columns: tuple[Column, ...]
    rows: int


@transaction.atomic
def take_export(*, by: Actor, at: datetime, export: ExportRequest) -> Taken:
    """Register that the file is handed over; the caller then makes it, and does not otherwise.

    Raises `Refused` R1.8 for another's, `Conflict` while it waits, when refused, too late or grown beyond
    its approval, and as reading the list does: what has been withdrawn since is not in the file.
    """
    project = export.project
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.EXPORTS, verb=Verb.WRITE)
    row = ExportRequest.objects.select_for_update(of=("self",)).select_related("project").get(pk=export.pk)
    scope = Scope(row.kind, row.format, tuple(row.columns), row.filters)
    columns = columns_of(by=by, scope=scope)
    rows = count_rows(by=by, at=at, project=project, kind=row.kind, filters=row.filters)
    policy = estate.effective_policy(project, day_of(project, at))
    now = exporting.needed(rows=rows if row.personal else 0, before=row.before, policy=policy)
    decision = exporting.judge_taking(asked=row.asked, account=by.account_id, at=at, needs_now=now)
    if not decision:
        raise (Refused if decision.code == "not_your_export" else Conflict)(decision)
    ExportTaking.objects.create(export=row, taken_at=at, taken_by_id=permission.person(by), rows=rows)
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.EXPORT_TAKEN,
        subjects={"export": row.pk},
        detail={"number": row.number, "kind": row.kind, "format": row.format, "rows": rows},
    )
    return Taken(row, columns, rows)
