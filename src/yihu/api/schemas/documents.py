"""Documents: received, filed, and what happens to them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from yihu.api.schemas.base import Blankable, Body, Code, Count, Day, Instant, Note, Out, Reason, Title
from yihu.api.schemas.dossiers import LineCode
from yihu.api.schemas.households import FileRef
from yihu.policy.vocabulary import Carrier, Department


class State(StrEnum):
    """Where a document stands."""

    RECEIVED = "received"
    FILED = "filed"
    SUPERSEDED = "superseded"
    LOST = "lost"


class Receipt(Body):
    """What arrived, as the fields of a form."""

    unit_id: Annotated[UUID | None, Blankable] = None
    project: Annotated[Code | None, Blankable] = None
    title: Title
    pages: Annotated[Count | None, Blankable] = None
    carrier: Carrier
    received_at: Annotated[Instant | None, Blankable] = None
    late_reason: Note = ""
    formed_on: Annotated[Day | None, Blankable] = None
    is_copy: bool = False
    line: LineCode = ""
    note: Note = ""


class DocumentRef(Out):
    """A document by id and state."""

    id: UUID
    state: State


class ExistingDocument(Out):
    """A document that was there before."""

    id: UUID
    item_no: str


class Remark(Out):
    """Something to look at; what was asked has been done all the same."""

    code: Literal["duplicate"]
    detail: str
    existing: ExistingDocument


class ReceiptOut(Out):
    """The document, its file, and whether this paper opened it."""

    document: DocumentRef
    dossier: FileRef | None
    dossier_created: bool
    warnings: list[Remark]


class LocationBody(Body):
    """Where a paper lies: cabinet with shelf and position, with a bag, or with a page of a binder."""

    cabinet: Code = ""
    shelf: Code = ""
    position: Code = ""
    bag: Code = ""
    binder: Annotated[str, Field(max_length=40)] = ""
    binder_page: Count | None = None


class FilingBody(Body):
    """The line and place to file in; `signers`: the owners whose signatures a covenant carries (R3.5.1.3)."""

    line: LineCode = ""
    location: LocationBody | None = None
    title: Title | None = None
    signers: Annotated[list[UUID], Field(max_length=200)] | None = None


class FilingOut(Out):
    """The filing: on the day, or late for ever."""

    id: UUID
    state: Literal[State.FILED]
    item_no: str
    filed_at: datetime
    late: bool
    days_late: int


class MoveBody(Body):
    """Another line, or another file, and why."""

    line: LineCode
    reason: Reason
    dossier_id: UUID | None = None
    location: LocationBody | None = None


class SupersedeBody(Body):
    """The newer document of the same file, and why."""

    successor_id: UUID
    reason: Reason


class ReasonBody(Body):
    """Why."""

    reason: Reason


class DocumentLife(Out):
    """A document after what happened to it."""

    id: UUID
    state: State
    item_no: str
    line: str


class DocumentOut(Out):
    """A document's facts, without its content."""

    id: UUID
    dossier: FileRef | None
    household_id: UUID | None
    unit_label: str
    item_no: str
    title: str
    line: str
    volume: Department
    carrier: Carrier
    pages: int
    image_pages: int
    state: State
    is_copy: bool
    formed_on: date | None
    received_at: datetime
    filed_at: datetime | None
    late: bool
    days_late: int
    location: str
    note: str
