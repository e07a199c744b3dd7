"""《業戶檔案一覽表》 of a department's day, its head's 已閱 (R2.3.3.4); 《業戶檔案查閱登記表》 (F01)."""

import datetime
import io
from typing import Any

from django.http import FileResponse, HttpResponse
from ninja import Path, Query, Router

from yihu.api.answers import Answer, answer
from yihu.api.callers import ApiRequest, enter
from yihu.api.endpoints.common import page, reading, writing
from yihu.api.endpoints.consultations import item_out
from yihu.api.endpoints.dossier_views import register_out
from yihu.api.idempotency import once
from yihu.api.schemas.base import Asked, Page
from yihu.api.schemas.consultations import ConsultationRegisterAsked, ConsultationRowOut
from yihu.api.schemas.registers import ReadBody, ReadOut, RegisterAsked, RegisterOut
from yihu.confidentiality import reading as eyes
from yihu.confidentiality.consultations import RegisterRow, open_register
from yihu.confidentiality.exports import Kind, Scope, ask_export, find_live, take_export
from yihu.confidentiality.exports.scope import Format
from yihu.dossiers import operations as dossiers
from yihu.estate.models import Project
from yihu.faces.export_files import MEDIA_TYPES, file_name, write_export
from yihu.policy.decisions import Conflict, NotKnown
from yihu.policy.vocabulary import Department

router = Router(tags=["registers"])


@router.get("/accessions", response=reading(RegisterOut))
def show_accessions(request: ApiRequest, asked: Query[RegisterAsked]) -> RegisterOut:
    """The plus and minus rows of a department's day, whole; the sight is registered."""
    in_, by = enter(request, asked.project)
    view = eyes.open_register(by=by, at=request.caller.at, project=in_, volume=asked.volume, day=asked.date)
    return register_out(view)


@router.get("/consultations", response=reading(Page[ConsultationRowOut]))
def show_consultations(request: ApiRequest, asked: Query[ConsultationRegisterAsked]) -> Any:
    """《業戶檔案查閱登記表》, newest first, numbered without gaps; the sight is registered (R1.6c)."""
    in_, by = enter(request, asked.project)
    if asked.format:
        return _as_file(request, in_, asked)
    found = open_register(
        by=by,
        at=request.caller.at,
        project=in_,
        year=asked.year,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return page(found, _consultation_row, Page[ConsultationRowOut])


def _as_file(request: ApiRequest, project: Project, asked: ConsultationRegisterAsked) -> FileResponse:
    """A month as a file, where no approval is needed; else 409 with the export that waits for it (P19)."""
    who: dict[str, Any] = {"by": request.actor, "at": request.caller.at}
    scope = Scope(Kind.CONSULTATIONS, asked.format, filters={"month": asked.month})
    export = find_live(**who, project=project, scope=scope) or ask_export(
        **who, project=project, scope=scope, reason=asked.reason
    )
    try:
        taken = take_export(**who, export=export)
    except Conflict as waits:
        raise Conflict(waits.decision, export={"id": str(export.pk), "number": export.number}) from None
    content = io.BytesIO()
    write_export(taken, content, **who)
    content.seek(0)
    media = MEDIA_TYPES[Format(asked.format)]
    return FileResponse(content, as_attachment=True, filename=file_name(taken), content_type=media)


def _consultation_row(row: RegisterRow) -> ConsultationRowOut:
    facts = {name: getattr(row, name) for name in ConsultationRowOut.model_fields if name != "items"}
    return ConsultationRowOut(items=[item_out(item) for item in row.items], **facts)


@router.post("/accessions/{volume}/{date}/read", response=writing(ReadOut))
def read_accessions(
    request: ApiRequest,
    volume: Path[str],
    date: Path[str],
    asked: Query[Asked],
    body: ReadBody | None = None,
) -> HttpResponse:
    """The head of the department has read the day's rows; they are frozen."""
    in_, by = enter(request, asked.project)
    department, on = _place(volume, date)

    def act() -> Answer:
        reading = dossiers.read_register(
            by=by,
            at=request.caller.at,
            project=in_,
            volume=department,
            day=on,
            remark=body.remark if body else "",
        )
        done = ReadOut(
            id=reading.pk,
            volume=department,
            date=on,
            rows=reading.rows,
            read_at=reading.read_at,
            read_by=by.username,
        )
        return answer(done)

    return once(request, act)


def _place(volume: str, day: str) -> tuple[Department, datetime.date]:
    """A path that names no department or no day is no path. Raises `NotKnown`."""
    try:
        if len(day) != len("2026-07-01"):
            raise ValueError
        return Department(volume), datetime.date.fromisoformat(day)
    except ValueError:
        raise NotKnown from None
