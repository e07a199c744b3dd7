"""The file: catalogue, documents, receipts, register."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from yihu.api.schemas.base import Asked, Blankable, Body, Code, Count, Day, Instant, Note, Out, Reason, Title
from yihu.api.schemas.households import FileRef
from yihu.policy.vocabulary import Carrier, Department, LineState

LineCode = Annotated[str, Field(max_length=8)]


class State(StrEnum):
    """Where a document stands."""

    RECEIVED = "received"
    FILED = "filed"
    SUPERSEDED = "superseded"
    LOST = "lost"


class DocumentRow(Out):
    """A document under its line; `readable` says whether the caller may open it now."""

    id: UUID
    item_no: str
    title: str
    volume: Department
    pages: int
    carrier: Carrier
    is_copy: bool
    formed_on: date | None
    received_at: datetime
    filed_at: datetime | None
    late: bool
    days_late: int
    location: str
    superseded: bool
    lost: bool
    readable: bool


class LineOut(Out):
    """A catalogue line; its state is derived."""

    code: str
    title: str
    volume: Department
    follows: Literal["household", "unit"]
    required: bool
    state: LineState
    reason: str
    documents: list[DocumentRow]


class CatalogueOut(Out):
    """A file's catalogue, whole, as far as it is the caller's to see."""

    dossier: FileRef
    edition: int
    required: int
    present: int
    missing: int
    lines: list[LineOut]
    waiting: list[DocumentRow]


class DossiersAsked(Asked):
    """The 檔號 of a file."""

    file_no: Title


class DossierOut(CatalogueOut):
    """A file with its catalogue."""

    id: UUID
    file_no: str
    project: str
    household_id: UUID
    unit_label: str
    closed: bool
    print_version: int
    reprint_due: bool


class NotApplicableBody(Body):
    """Why a required line will never have a paper."""

    reason: Reason


class LineDeclared(Out):
    """The line's state after it was declared."""

    dossier: FileRef
    code: str
    state: LineState


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
    """The line and place to file in."""

    line: LineCode = ""
    location: LocationBody | None = None
    title: Title | None = None


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


class RegisterRowOut(Out):
    """One plus or minus of a department's day."""

    id: UUID
    number: int
    unit_label: str
    file_no: str
    household: str
    item_no: str
    title: str
    sign: Literal["+", "-"]
    pages: int
    carrier: str
    location: str
    formed_on: date | None
    received_at: datetime
    entered_at: datetime
    on_the_day: bool
    entered_by: str
    note: str
    read: bool


class ReadingOut(Out):
    """A head's 已閱."""

    read_at: datetime
    read_by: str
    rows: int
    remark: str


class RegisterAsked(Asked):
    """Whose day."""

    volume: Department
    date: Day


class RegisterOut(Out):
    """《業戶檔案一覽表》 of a department's day, whole."""

    project: str
    volume: Department
    date: date
    items: list[RegisterRowOut]
    readings: list[ReadingOut]
    unread: int
    plus: int
    minus: int
    next: None = None
    total: int


class ReadBody(Body):
    """A head's remark, if any."""

    remark: Reason = ""


class ReadOut(Out):
    """That the day's rows were read."""

    id: UUID
    volume: Department
    date: date
    rows: int
    read_at: datetime
    read_by: str
