"""Imports as lists and pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yihu.estate.models import Project
from yihu.intake.models import Batch
from yihu.kernel.paging import LARGEST_PAGE, Page, decode_cursor, encode_cursor
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid, NotKnown
from yihu.policy.vocabulary import N_, Actor


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import: the file's name, who tried it when, and whether it was brought in."""

    id: UUID
    file_name: str
    created_at: datetime
    created_by: str
    confirmed_at: datetime | None
    tried: Mapping[str, Any]


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
    rows = (
        Batch.objects.filter(project=project)
        .order_by("-created_at", "-id")
        .values_list("id", "file_name", "created_at", "created_by__name", "confirmed_at", "tried")
    )
    return [BatchRow(*row) for row in rows[:limit]]


def list_problems(batch: Batch, *, cursor: str = "", limit: int = 100) -> Page[ProblemRow]:
    """The problems in the order of the rows, errors and warnings together; the total is exact."""
    rows = batch.problems.order_by("row", "id")
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
