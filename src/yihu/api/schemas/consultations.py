"""查閱: asked, endorsed, decided, used; and delegations (R1.6, T12)."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from yihu.api.schemas.base import Body, Code, Count, Instant, ListAsked, Note, Out, Word
from yihu.policy.consultation import ConsultationState, ItemKind, Mode
from yihu.policy.delegation import Scope
from yihu.policy.vocabulary import Department

Item = Annotated[str, Field(min_length=1, max_length=40)]


class NewConsultation(Body):
    """Named items of one file, for what, and how; `reader` is a visitor for whom customer service asks."""

    dossier_id: UUID
    items: Annotated[list[Item], Field(max_length=200)]
    purpose: Note
    mode: Mode
    reader: Word = ""


class CommentBody(Body):
    """What the head adds."""

    comment: Note = ""


class ApprovalBody(CommentBody):
    """What is permitted of it; without items, all; without an end, as long as T13 lets it."""

    items: Annotated[list[Item], Field(max_length=200)] | None = None
    until: Instant | None = None


class RefusalBody(Body):
    """Why not."""

    reason: Note = ""


class NoBody(Body):
    """Nothing is asked."""


class EndBody(Body):
    """How the paper came back; of a screen view nothing is asked."""

    pages: Count | None = None
    condition: Literal["", "good", "damaged"] = ""
    note: Note = ""


class ItemOut(Out):
    """One thing asked for; `granted` is null while undecided."""

    item: str
    kind: ItemKind
    title: str
    granted: bool | None


class FieldValue(Out):
    """A permitted field in clear: whose, and the value."""

    field: str
    name: str
    value: str


class ConsultationDone(Out):
    """Where a request stands after a write; `number` is that of 《業戶檔案查閱登記表》."""

    id: UUID
    state: ConsultationState
    number: str | None
    valid_until: datetime | None


class ConsultationOut(ConsultationDone):
    """A request whole."""

    dossier_id: UUID
    file_no: str
    unit_label: str
    volume: Department
    mode: Mode
    purpose: str
    items: list[ItemOut]
    asked_by: str
    asked_at: datetime
    reader: str
    department: str
    climbs_at: datetime
    endorsed: bool | None
    endorsed_by: str | None
    endorsed_at: datetime | None
    endorsement: str
    approved: bool | None
    decided_by: str | None
    decided_for: str | None
    decided_at: datetime | None
    decision: str
    climbed: bool
    countersigned_by: str | None
    countersigned_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    pages: int | None
    condition: str
    note: str
    values: list[FieldValue]


class ConsultationsAsked(ListAsked):
    """Which requests; `waiting` leaves those that wait for the caller's word."""

    waiting: bool = False


class ConsultationRegisterAsked(ListAsked):
    """Which part of the register; with a `format`, a month of it as a file, for a reason (R1.8)."""

    year: Annotated[int, Field(ge=2000, le=2199)] | None = None
    format: Literal["", "xlsx", "pdf"] = ""
    month: Code = ""
    reason: Note = ""


class ConsultationRowOut(Out):
    """A row of 《業戶檔案查閱登記表》 (F01)."""

    number: str
    asked_at: datetime
    reader: str
    department: str
    outsider: bool
    unit_label: str
    file_no: str
    items: list[ItemOut]
    purpose: str
    mode: Mode
    endorsed_by: str
    approved_by: str
    approved_at: datetime
    climbed: bool
    countersigned_by: str
    valid_until: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    pages: int | None
    condition: str
    note: str
    standing: bool
    consultation_id: UUID | None


class NewDelegation(Body):
    """Who (`from`) is represented by whom (`to`), in what, from when to when, on what grounds."""

    project: Code | None = None
    from_: Annotated[str, Field(alias="from", max_length=80)]
    to: Word
    scope: Scope
    starts_at: Instant
    ends_at: Instant
    basis: Note


class DelegationOut(Out):
    """A delegation."""

    id: UUID
    delegator: str
    delegate: str
    scope: Scope
    starts_at: datetime
    ends_at: datetime
    basis: str
    recorded_by: str
    recorded_at: datetime
    revoked_at: datetime | None
