"""Files and their catalogues."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from yihu.api.schemas.base import Asked, Body, Out, Reason, Title
from yihu.api.schemas.households import FileRef
from yihu.policy.vocabulary import Carrier, Department, LineState

LineCode = Annotated[str, Field(max_length=8)]


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
    """A catalogue line; its state is derived. `catch_up_until`: missing since going live, its plan's end."""

    code: str
    title: str
    volume: Department
    follows: Literal["household", "unit"]
    required: bool
    state: LineState
    reason: str
    catch_up_until: date | None
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
