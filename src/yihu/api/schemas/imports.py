"""Imports: tried first, then confirmed once."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from yihu.api.schemas.base import Blankable, Body, Code, ListAsked, Out, Page


class ImportState(StrEnum):
    """Where an import stands."""

    TRIED = "tried"
    CONFIRMED = "confirmed"


class NewImport(Body):
    """A workbook to try, and with `dry_run=false` to bring in at once, as the fields of a form."""

    kind: Literal["households"]
    project: Annotated[Code | None, Blankable] = None
    dry_run: bool = True


class ImportDone(Out):
    """An import and its counts; `known` is an earlier import of the very same file."""

    id: UUID
    state: ImportState
    dry_run: bool
    counts: dict[str, int]
    known: UUID | None


class ImportAsked(ListAsked):
    """Which part of the problems."""


class ImportProblem(Out):
    """One cell or row that was not taken as it is; the value itself is never repeated."""

    sheet: str
    row: int
    column: str
    header: str
    severity: Literal["error", "warning"]
    code: str
    detail: str


class ImportOut(ImportDone):
    """An import with a page of its problems, in the order of the rows."""

    file_name: str
    template: str
    created_at: datetime
    confirmed_at: datetime | None
    problems: Page[ImportProblem]
