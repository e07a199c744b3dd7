"""Exports: asked for, decided, taken (R1.8)."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from yihu.api.schemas.base import Body, Code, Day, ListAsked, Note, Out
from yihu.confidentiality.exports import ExportState
from yihu.policy.vocabulary import Department, UnitKind, Use


class ExportFilters(Body):
    """What narrows the list: of households the first eight, of accessions volume and date, of consultations
    the month (`2026-07`)."""

    use: Use | None = None
    area: Code = ""
    building: Code = ""
    kind: UnitKind | None = None
    missing: Code = ""
    former: bool = False
    awaiting: bool = False
    corrected: bool = False
    volume: Department | None = None
    date: Day | None = None
    month: Code = ""


class NewExport(Body):
    """What is to be taken, in which form, and for what; without columns, the usual ones."""

    project: Code | None = None
    kind: Literal["households", "accessions", "consultations"]
    format: Literal["xlsx", "csv", "pdf"] = "xlsx"
    columns: Annotated[list[Code], Field(max_length=40)] = Field(default_factory=list)
    filters: ExportFilters = Field(default_factory=ExportFilters)
    reason: Note


class ExportsAsked(ListAsked):
    """Which requests; `waiting` leaves those that wait for the caller's word."""

    waiting: bool = False


class DecisionBody(Body):
    """Why; a refusal needs it."""

    reason: Note = ""


class ExportDone(Out):
    """Where a request stands after a write; `needs` is whose word it takes, none where it is free."""

    id: UUID
    number: str
    state: ExportState
    rows: int
    needs: str | None
    expires_at: datetime | None


class ExportOut(ExportDone):
    """A request whole; `taken` says how often its file was."""

    kind: str
    format: str
    columns: list[str]
    filters: dict[str, str | bool]
    reason: str
    asked_by: str
    asked_at: datetime
    approved: bool | None
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str
    taken: int
