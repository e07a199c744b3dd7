"""Asking to take a list away: free, or waiting for another's word (R1.8, P19)."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from yihu.confidentiality import events, gate
from yihu.confidentiality.exports import queries
from yihu.confidentiality.exports.scope import Format, Kind, Scope, columns_of, count_rows, is_personal
from yihu.confidentiality.models import ExportRequest
from yihu.confidentiality.reading import Filters
from yihu.dossiers.template import day_of
from yihu.estate import queries as estate
from yihu.estate.models import Project
from yihu.ledger.operations import append
from yihu.policy import exporting, permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor

LONGEST_REASON = 200
MOST_ON_PAPER = 5_000
"""More rows than these are no paper that anybody reads, and more than a press holds at once."""

_FILTERS: Mapping[str, frozenset[str]] = {
    Kind.HOUSEHOLDS: frozenset(field.name for field in fields(Filters)) - {"q"},
    Kind.ACCESSIONS: frozenset({"volume", "date"}),
    Kind.CONSULTATIONS: frozenset({"month"}),
}
_FORMS = frozenset({Format.XLSX, Format.PDF})
_FORMATS = {
    Kind.HOUSEHOLDS: frozenset(Format),
    Kind.ACCESSIONS: _FORMS,
    Kind.CONSULTATIONS: _FORMS,
}


@transaction.atomic
def ask_export(*, by: Actor, at: datetime, project: Project, scope: Scope, reason: str) -> ExportRequest:
    """File the request with its number; free where P19 asks for nobody's word, then open for a day.

    The project's row is locked, so that numbers follow each other and nobody passes the limit twice at once.
    Raises `Refused` R1.8, `NotKnown`, `Invalid` by field.
    """
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.EXPORTS, verb=Verb.WRITE)
    _require_well_asked(scope, reason)
    columns, filters = columns_of(by=by, scope=scope), scope.filters_kept()
    today = day_of(project, at)
    policy = estate.effective_policy(project, today)
    Project.objects.select_for_update(no_key=True).only("id").get(pk=project.pk)
    personal = is_personal(by=by, at=at, project=project, columns=columns)
    rows = count_rows(by=by, at=at, project=project, kind=scope.kind, filters=filters)
    _require_printable(scope, rows)
    before = queries.rows_taken(by=by, project=project, since=at - exporting.span(policy))
    needs = exporting.needed(rows=rows if personal else 0, before=before, policy=policy)
    latest = ExportRequest.objects.filter(project=project, year=today.year).aggregate(latest=Max("serial"))
    request = ExportRequest.objects.create(
        project=project,
        year=today.year,
        serial=(latest["latest"] or 0) + 1,
        kind=scope.kind,
        columns=[column.code for column in columns],
        filters=filters,
        format=scope.format,
        reason=reason.strip(),
        rows=rows,
        personal=personal,
        before=before,
        needs=needs or "",
        asked_at=at,
        asked_by_id=permission.person(by),
        expires_at=None if needs else at + exporting.OPEN_FOR,
    )
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.EXPORT_ASKED,
        subjects={"export": request.pk},
        detail={
            "number": request.number,
            "kind": request.kind,
            "format": request.format,
            "rows": rows,
            "needs": request.needs,
        },
    )
    return request


def _require_well_asked(scope: Scope, reason: str) -> None:
    errors = []
    if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
        mend = N_("請寫明用途，最多 200 個字。")
        errors.append(FieldError("reason", N_("沒有寫明用途。"), mend, code="reason_missing", clause="R1.8"))
    if scope.kind not in set(Kind):
        said = {"expected": ", ".join(Kind)}
        text, mend = N_("不在可選的值之中。"), N_("可選：%(expected)s。")
        errors.append(FieldError("kind", text, mend, code="kind_unknown", params=said))
    elif scope.format not in _FORMATS[Kind(scope.kind)]:
        said = {"expected": ", ".join(sorted(_FORMATS[Kind(scope.kind)]))}
        text, mend = N_("不能寫成這種檔案。"), N_("可選：%(expected)s。")
        errors.append(FieldError("format", text, mend, code="format_unknown", params=said))
    errors += _wrong_filters(scope)
    if errors:
        raise Invalid(*errors)


def _wrong_filters(scope: Scope) -> list[FieldError]:
    known = _FILTERS.get(scope.kind, frozenset())
    said = {"expected": ", ".join(sorted(known))}
    text, mend = N_("這份名單沒有這項篩選。"), N_("可選：%(expected)s。")
    return [
        FieldError(f"filters/{name}", text, mend, code="filter_unknown", params=said)
        for name in scope.filters_kept()
        if known and name not in known
    ]


def _require_printable(scope: Scope, rows: int) -> None:
    if scope.format == Format.PDF and rows > MOST_ON_PAPER:
        text, mend = N_("列印最多 %(most)s 行。"), N_("請縮小範圍，或改用試算表。")
        raise Invalid(FieldError("format", text, mend, code="too_long", params={"most": MOST_ON_PAPER}))
