"""Exports: a list leaves by another's word where P19 asks for it, and each taking is counted (R1.8)."""

import tempfile
from datetime import datetime
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.http import FileResponse, HttpResponse
from ninja import Query, Router

from yihu.api.answers import Answer, answer
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import page, reading, writing
from yihu.api.idempotency import once
from yihu.api.schemas.base import Page
from yihu.api.schemas.exports import DecisionBody, ExportDone, ExportOut, ExportsAsked, NewExport
from yihu.confidentiality import exports as acts
from yihu.confidentiality.exports import Scope
from yihu.confidentiality.exports.scope import Format
from yihu.confidentiality.models import ExportRequest
from yihu.faces.export_files import MEDIA_TYPES, file_name, paper_of, write_export

router = Router(tags=["exports"])
_IN_MEMORY = 2 << 20


@router.post("", response=writing(ExportDone, 201))
def ask_export(request: ApiRequest, body: NewExport) -> HttpResponse:
    """Ask to take a list away; `waiting` until another approves where its rows need that, else `free`."""
    project, by = enter(request, body.project)
    at = request.caller.at
    filters = body.filters.model_dump(mode="json", exclude_defaults=True)
    scope = Scope(body.kind, body.format, tuple(body.columns), filters)

    def act() -> Answer:
        export = acts.ask_export(by=by, at=at, project=project, scope=scope, reason=body.reason)
        return answer(_done(export, at), status=201)

    return once(request, act)


@router.get("", response=reading(Page[ExportOut]))
def list_exports(request: ApiRequest, asked: Query[ExportsAsked]) -> Page[ExportOut]:
    """Requests, newest first: everybody's for who decides or audits, the own ones for everyone else."""
    project, by = enter(request, asked.project)
    found = acts.list_exports(
        by=by,
        at=request.caller.at,
        project=project,
        waiting=asked.waiting,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return page(found, lambda row: _out(request, row), Page[ExportOut])


@router.get("/{uuid:export_id}", response=reading(ExportOut))
def show_export(request: ApiRequest, export_id: UUID) -> ExportOut:
    """A request and where it stands."""
    return _out(request, _find(request, export_id))


@router.post("/{uuid:export_id}/approve", response=writing(ExportDone))
def approve_export(request: ApiRequest, export_id: UUID, body: DecisionBody | None = None) -> HttpResponse:
    """Let it be taken for a day; nobody approves his own."""
    return _decide(request, export_id, approve=True, reason=body.reason if body else "")


@router.post("/{uuid:export_id}/refuse", response=writing(ExportDone))
def refuse_export(request: ApiRequest, export_id: UUID, body: DecisionBody) -> HttpResponse:
    """Refuse it with the reason."""
    return _decide(request, export_id, approve=False, reason=body.reason)


@router.get("/{uuid:export_id}/file", response=reading(None))
def take_export(request: ApiRequest, export_id: UUID, paper: str = "") -> Any:
    """The file, made now from what its asker may see now; each taking is registered.

    A list as PDF is laid out for `paper`: `a3` (unless said otherwise) or `a4`.
    """
    found, sheet = _find(request, export_id), paper_of(paper)
    by, at = request.actor, request.caller.at
    taken = acts.take_export(by=by, at=at, export=found)
    content = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (the answer closes it)
    write_export(taken, cast(BinaryIO, content), by=by, at=at, paper=sheet)
    content.seek(0)
    media = MEDIA_TYPES[Format(taken.export.format)]
    return FileResponse(content, as_attachment=True, filename=file_name(taken), content_type=media)


def _find(request: ApiRequest, export_id: UUID) -> ExportRequest:
    _project, by = enter_of(request, row_of(ExportRequest), export_id)
    return acts.find_export(by=by, at=request.caller.at, export_id=export_id)


def _decide(request: ApiRequest, export_id: UUID, *, approve: bool, reason: str) -> HttpResponse:
    found = _find(request, export_id)
    by, at = request.actor, request.caller.at

    def act() -> Answer:
        return answer(
            _done(acts.decide_export(by=by, at=at, export=found, approve=approve, reason=reason), at)
        )

    return once(request, act)


def _done(export: ExportRequest, at: datetime) -> ExportDone:
    return ExportDone(
        id=export.pk,
        number=export.number,
        state=acts.state_of(export, at=at),
        rows=export.rows,
        needs=export.needs or None,
        expires_at=export.expires_at,
    )


def _out(request: ApiRequest, export: ExportRequest) -> ExportOut:
    return ExportOut(
        **_done(export, request.caller.at).model_dump(),
        kind=export.kind,
        format=export.format,
        columns=export.columns,
        filters=export.filters,
        reason=export.reason,
        asked_by=export.asked_by.username,
        asked_at=export.asked_at,
        approved=export.approved,
        decided_by=export.decided_by.username if export.decided_by else None,
        decided_at=export.decided_at,
        decision_reason=export.decision_reason,
        taken=getattr(export, "times", 0),
    )
