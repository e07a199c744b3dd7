"""Imports: a workbook is tried, its problems shown row by row, and then brought in whole or not at all."""

import json
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile

from yihu.api.answers import Answer, answer
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import page, reading, writing
from yihu.api.endpoints.uploads import require_known
from yihu.api.idempotency import once
from yihu.api.problems import language_of
from yihu.api.schemas.base import Page
from yihu.api.schemas.imports import (
    ImportAsked,
    ImportColumn,
    ImportDone,
    ImportFailure,
    ImportOut,
    ImportProblem,
    ImportProgress,
    ImportSheet,
    ImportState,
    NewImport,
)
from yihu.confidentiality import gate
from yihu.estate.models import Project
from yihu.faces.problem_text import filled
from yihu.intake import events
from yihu.intake import operations as intake
from yihu.intake.examination import UnknownColumns
from yihu.intake.mapping import SheetGuess
from yihu.intake.models import Batch, BatchProblem, State
from yihu.intake.queries import ProblemRow, columns_in, columns_of, errors_workbook, get_batch, list_problems
from yihu.policy.access import Object
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

router = Router(tags=["imports"])
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.post("", response=writing(ImportDone, 201, 202))
def create_import(request: ApiRequest, new: Form[NewImport], file: File[UploadedFile]) -> HttpResponse:
    """Try a file: what it would bring in, what stands in the way. `dry_run=false` confirms at once.

    A large file (over 2 MB) is read in the background: 202, and `GET /imports/{id}` tells how far it is.
    """
    project, by = enter(request, new.project)
    require_known(request, NewImport.model_fields)
    at, wishes = request.caller.at, intake.Wishes(new.on_existing, _mapping(new.mapping))
    how: Any = {"by": by, "at": at, "project": project, "kind": new.kind, "wishes": wishes}

    def act() -> Answer:
        upload = intake.Upload(cast(BinaryIO, file.file), file.name or "")
        if (file.size or 0) > intake.LARGE_FILE:
            return answer(_done(intake.receive(**how, upload=upload)), status=202)
        batch = _tried(project, upload, how)
        if not new.dry_run:
            batch = intake.confirm(by=by, at=at, batch=batch).batch
        return answer(_done(batch), status=201)

    return once(request, act)


@router.get("/{uuid:batch_id}", response=reading(ImportOut))
def show_import(request: ApiRequest, batch_id: UUID, asked: Query[ImportAsked]) -> ImportOut:
    """An import with its problems."""
    batch = _batch(request, batch_id)
    with translation.override(language_of(request)):
        found = list_problems(batch, severity=asked.severity or "", cursor=asked.cursor, limit=asked.limit)
        problems = page(found, _problem, Page[ImportProblem])
        done = _done(batch)
    return ImportOut(
        **done.model_dump(),
        file_name=batch.file_name,
        template=batch.template,
        created_at=batch.created_at,
        confirmed_at=batch.confirmed_at,
        on_existing=batch.on_existing,
        problems=problems,
        sheets=_sheets(batch),
    )


@router.post("/{uuid:batch_id}/confirm", response=writing(ImportDone, 200, 202))
def confirm_import(request: ApiRequest, batch_id: UUID) -> HttpResponse:
    """Bring in what was tried, all of it or nothing; what is there already stays (R1.1).

    More than 20,000 rows are brought in by the background: 202.
    """
    project, by = enter_of(request, row_of(Batch), batch_id)

    def act() -> Answer:
        batch = get_batch(by=by, project=project, batch_id=batch_id)
        if intake.is_large(batch):
            return answer(_done(intake.ask(by=by, at=request.caller.at, batch=batch)), status=202)
        return answer(_done(intake.confirm(by=by, at=request.caller.at, batch=batch).batch))

    return once(request, act)


@router.post("/{uuid:batch_id}/cancel", response=writing(ImportDone))
def cancel_import(request: ApiRequest, batch_id: UUID) -> HttpResponse:
    """Give up an import that has not been brought in."""
    project, by = enter_of(request, row_of(Batch), batch_id)

    def act() -> Answer:
        batch = get_batch(by=by, project=project, batch_id=batch_id)
        return answer(_done(intake.cancel(by=by, at=request.caller.at, batch=batch)))

    return once(request, act)


@router.get("/{uuid:batch_id}/errors.xlsx", response=reading(None))
def take_errors(request: ApiRequest, batch_id: UUID) -> HttpResponse:
    """The rows that were not taken, each with its reason, to mend and try again; the taking is registered."""
    batch = _batch(request, batch_id)
    gate.admit(
        by=request.actor,
        at=request.caller.at,
        project_id=batch.project_id,
        thing=Object.IMPORTS,
        action=events.ERRORS_TAKEN,
        subjects={"batch": batch.pk},
    )
    with translation.override(language_of(request)):
        book = errors_workbook(batch, say=_say, words=gettext)
    response = HttpResponse(book, content_type=_XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="errors.xlsx"'
    return response


def _batch(request: ApiRequest, batch_id: UUID) -> Batch:
    project, by = enter_of(request, row_of(Batch), batch_id)
    return get_batch(by=by, project=project, batch_id=batch_id)


def _mapping(text: str) -> dict[str, Any] | None:
    """Raises `Invalid` (`mapping`) for what is no JSON object."""
    if not text.strip():
        return None
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise Invalid(
            FieldError("mapping", N_("讀不懂欄位對照。"), N_("須是一個 JSON 物件。"), code="mapping_form")
        )
    return read


def _done(batch: Batch) -> ImportDone:
    counts = dict(batch.brought_in if batch.brought_in is not None else batch.tried)
    counts.pop("known", None)
    return ImportDone(
        id=batch.pk,
        state=ImportState(batch.state.value),
        dry_run=batch.confirmed_at is None,
        counts=counts,
        known=batch.tried.get("known"),
        progress=ImportProgress(done=batch.done, total=batch.total),
        failures=[
            ImportFailure(
                code=each["code"],
                detail=filled(each["text"], each["params"]) + filled(each["mend"], each["params"]),
            )
            for each in batch.failure or ()
        ],
    )


def _tried(project: Project, upload: intake.Upload, how: dict[str, Any]) -> Batch:
    """The file read; columns that nobody knows are refused together with what they might be (`sheets`)."""
    try:
        return intake.try_file(**how, upload=upload)
    except UnknownColumns as unknown:
        if unknown.can_be_named:
            upload.stream.seek(0)
            found = _guessed(columns_in(upload.stream, upload.name, project))
            unknown.extra = {"sheets": [each.model_dump(mode="json") for each in found]}
        raise


def _sheets(batch: Batch) -> list[ImportSheet]:
    """What the columns of a file that was set aside might be."""
    return _guessed(columns_of(batch)) if batch.state is State.UNMAPPED else []


def _guessed(sheets: list[SheetGuess]) -> list[ImportSheet]:
    return [
        ImportSheet(
            sheet=each.name,
            header_row=each.header_row,
            rows=each.rows,
            columns=[
                ImportColumn(number=one.number, header=one.header, field=one.field, why=one.why)
                for one in each.columns
            ],
            mapping=each.as_mapping,
        )
        for each in sheets
    ]


def _problem(row: ProblemRow) -> ImportProblem:
    return ImportProblem(
        sheet=row.sheet,
        row=row.row,
        column=row.column,
        header=row.header,
        severity="error" if row.severity == "error" else "warning",
        code=row.code,
        detail=filled(row.text, row.params) + filled(row.mend, row.params),
    )


def _say(problem: BatchProblem) -> str:
    return filled(problem.text, problem.params) + filled(str(problem.params.get("mend", "")), problem.params)
