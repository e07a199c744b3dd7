"""Imports as lists and pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.db.models import Q, QuerySet

from yihu.database.prepared import prepared
from yihu.estate.models import Project
from yihu.intake import vault
from yihu.intake.mapping import SheetGuess, guesses
from yihu.intake.models import Batch, BroughtIn, StagedChunk, State
from yihu.intake.workbooks import read_workbook
from yihu.kernel.paging import LARGEST_PAGE, Page, decode_cursor, encode_cursor
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid, NotKnown
from yihu.policy.vocabulary import N_, Actor, Locality


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import: the file's name, its kind, who tried it when, and where it stands."""

    id: UUID
    file_name: str
    kind: str
    created_at: datetime
    created_by: str
    state: State
    done: int
    total: int
    tried: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Which rows of which file something was brought in from, and when."""

    batch: UUID
    file_name: str
    sheet: str
    rows: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem of a cell or row; `text` and `mend` are message ids, filled in by `params`."""

    sheet: str
    row: int
    column: str
    header: str
    severity: str
    code: str
    text: str
    mend: str
    params: Mapping[str, Any]


def get_batch(*, by: Actor, project: Project, batch_id: UUID) -> Batch:
    """The import with this id in this project. Raises `NotKnown`, `Refused`."""
    permission.require(by, Object.IMPORTS, Verb.READ, project_id=project.pk)
    found = Batch.objects.select_related("project").filter(project=project, pk=batch_id).first()
    if found is None:
        raise NotKnown
    return found


def list_batches(*, by: Actor, project: Project, limit: int = 20) -> list[BatchRow]:
    """The latest imports, newest first. Raises `Refused`."""
    permission.require(by, Object.IMPORTS, Verb.READ, project_id=project.pk)
    found = Batch.objects.filter(project=project).select_related("created_by").defer("mapping", "failure")
    return [
        BatchRow(
            *(batch.pk, batch.file_name, batch.kind, batch.created_at, batch.created_by.name, batch.state),
            *(batch.done, batch.total, batch.tried),
        )
        for batch in found.order_by("-created_at", "-id")[:limit]
    ]


def unended() -> "QuerySet[Batch]":
    """Imports of every project that have not come to an end, the oldest first: work for the background."""
    found = Batch.objects.filter(confirmed_at=None, cancelled_at=None, failed_at=None)
    return found.select_related("project", "created_by", "asked_by").order_by("created_at", "id")


def forgettable(*, before: datetime) -> list[UUID]:
    """Batches whose rows lie ready for nothing: ended, or tried before an instant and never confirmed."""
    staged = Batch.objects.filter(pk__in=StagedChunk.objects.values("batch"))
    ended = Q(confirmed_at__isnull=False) | Q(cancelled_at__isnull=False) | Q(failed_at__isnull=False)
    return list(staged.filter(ended | Q(read_at__lt=before, asked_at=None)).values_list("pk", flat=True))


def origin_of(subject: UUID) -> Origin | None:
    """Where something came from, if an import brought it in; the caller was admitted to the thing itself."""
    found = list(_brought(subject))
    if not found:
        return None
    last = found[-1]
    numbers = tuple(sorted(row.row for row in found if row.batch_id == last.batch_id))
    at = last.batch.confirmed_at or last.batch.created_at
    return Origin(last.batch_id, last.batch.file_name, last.sheet, numbers, at)


@prepared
def _brought(subject: UUID) -> "QuerySet[BroughtIn, BroughtIn]":
    return BroughtIn.objects.filter(subject=subject).select_related("batch").order_by("id")[:200]


def columns_of(batch: Batch) -> list[SheetGuess]:
    """What the columns of a file that was set aside might be, for somebody to say."""
    return columns_in(vault.take(batch), batch.file_name, batch.project)


def columns_in(stream: BinaryIO, name: str, project: Project) -> list[SheetGuess]:
    """The same of a file that is not kept."""
    return guesses(read_workbook(stream, name=name), locality=Locality(project.locality))


def list_problems(
    batch: Batch, *, severity: str = "", cursor: str = "", limit: int = 100
) -> Page[ProblemRow]:
    """The problems in the order of the rows, of one severity or both; the total is exact."""
    rows = batch.problems.order_by("row", "id")
    if severity:
        rows = rows.filter(severity=severity)
    total = rows.count()
    if cursor:
        key = decode_cursor(cursor, parts=2)
        if key is None or not all(isinstance(part, int) for part in key):
            raise Invalid(FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。")))
        rows = rows.filter(row__gte=key[0]).exclude(row=key[0], pk__lte=key[1])
    limit = max(1, min(limit, LARGEST_PAGE))
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    shown = tuple(
        ProblemRow(
            *(each.sheet, each.row, each.column, each.header, each.severity, each.code, each.text),
            str(each.params.get("mend", "")),
            {name: value for name, value in each.params.items() if name != "mend"},
        )
        for each in found[:limit]
    )
    return Page(shown, encode_cursor(last.row, last.pk) if last else None, total)
