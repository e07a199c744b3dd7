"""Imports: tried first, then confirmed once."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import StringConstraints

from yihu.api.schemas.base import Blankable, Body, Code, ListAsked, Out, Page


class ImportState(StrEnum):
    """Where an import stands."""

    READING = "reading"
    UNMAPPED = "unmapped"
    TRIED = "tried"
    BRINGING_IN = "bringing_in"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    FAILED = "failed"


class NewImport(Body):
    """A file to try, and with `dry_run=false` to bring in at once, as the fields of a form.

    `on_existing` says what becomes of units that have their file. `mapping` names the columns of an unknown
    table: `{"sheet": …, "header_row": 1, "columns": {"room": 2, "name": 5}}` as JSON.
    """

    kind: Literal["households", "vehicles", "documents"]
    project: Annotated[Code | None, Blankable] = None
    dry_run: bool = True
    on_existing: Literal["skip", "update", "stop"] = "skip"
    mapping: Annotated[str, StringConstraints(max_length=20_000)] = ""


class ImportProgress(Out):
    """How far the work at hand is; `total` is 0 until it is known."""

    done: int
    total: int


class ImportFailure(Out):
    """What was wrong with the whole file, or why it could not be brought in just now."""

    code: str
    detail: str


class ImportDone(Out):
    """An import, where it stands, and its counts (empty until it is read).

    `known` is an earlier import of the very same file.
    """

    id: UUID
    state: ImportState
    dry_run: bool
    counts: dict[str, int]
    known: UUID | None
    progress: ImportProgress
    failures: list[ImportFailure]


class ImportAsked(ListAsked):
    """Which part of the problems: of one severity, or all."""

    severity: Annotated[Literal["error", "warning"] | None, Blankable] = None


class ImportProblem(Out):
    """One cell or row that was not taken as it is; the value itself is never repeated."""

    sheet: str
    row: int
    column: str
    header: str
    severity: Literal["error", "warning"]
    code: str
    detail: str


class ImportColumn(Out):
    """A column of a table that nobody knows: its head, and which field it might be, and why.

    `why` is `head` (it is called so), `part` (a part of its head is), `cells` (what stands in it looks so).
    """

    number: int
    header: str
    field: str | None
    why: str


class ImportSheet(Out):
    """A sheet of such a file; `mapping` is what the guesses come to, to be corrected and sent again."""

    sheet: str
    header_row: int
    rows: int
    columns: list[ImportColumn]
    mapping: dict[str, Any]


class ImportOut(ImportDone):
    """An import with a page of its problems, in the order of the rows; `sheets` of an `unmapped` one."""

    file_name: str
    template: str
    created_at: datetime
    confirmed_at: datetime | None
    on_existing: str
    problems: Page[ImportProblem]
    sheets: list[ImportSheet]
