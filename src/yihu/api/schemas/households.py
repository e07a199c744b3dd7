"""Households: who, masked; what is on file and what is missing."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from yihu.api.schemas.base import Body, Code, Day, ListAsked, Note, Out, Reason, Word
from yihu.policy.revealing import RevealField
from yihu.policy.vocabulary import IdType, Use

Share = Annotated[str, Field(max_length=30)]


class NewOwner(Body):
    """An owner; `share` as `1/2`, `50%` or `0.5`, none at all for a joint title."""

    name: Word
    id_type: IdType | None = None
    id_number: Annotated[str, Field(max_length=40)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    share: Share | None = None


class NewHousehold(Body):
    """A household to open on a unit."""

    unit_id: UUID
    owners: Annotated[list[NewOwner], Field(max_length=50)]
    acquired_on: Day | None = None
    use: Use | None = None


class FileRef(Out):
    """A file by its id and 檔號."""

    id: UUID
    file_no: str


class HouseholdOpened(Out):
    """The household and its file."""

    id: UUID
    tenure_no: int
    dossier: FileRef


class CatalogueCounts(Out):
    """How many lines are required, on file and missing."""

    required: int
    present: int
    missing: int


class HouseholdsAsked(ListAsked):
    """Which households; `missing` is a catalogue line's code, `area` an area's."""

    q: Word = ""
    use: Use | None = None
    area: Code = ""
    missing: Annotated[str, Field(max_length=8)] = ""
    arrears: bool | None = None
    former: bool = False


class HouseholdRow(Out):
    """A row of 《業戶情況一覽表》; the phone is masked."""

    id: UUID
    dossier: FileRef
    unit_id: UUID
    unit_label: str
    tenure_no: int
    owners: list[str]
    phone: str
    use: str
    officer: str
    catalogue: CatalogueCounts
    arrears_over_quarter: bool
    former: bool


class OwnerOut(Out):
    """An owner, masked."""

    id: UUID
    name: str
    id_type: str
    id_number: str
    phones: list[str]
    phone: str
    share: str


class MemberOut(Out):
    """Someone who lives or works in the unit, masked."""

    id: UUID
    name: str
    kind: str
    relation: str
    phones: list[str]


class TimelineEntry(Out):
    """Something that happened, from the ledger."""

    seq: int
    at: datetime
    action: str
    by: str
    detail: dict[str, Any]


class CorrectionRow(Out):
    """A correction that was made (更正單)."""

    field: str
    old: str
    new: str
    reason: str
    corrected_at: datetime
    corrected_by: str


class VehicleRef(Out):
    """A vehicle of the household; `GET /vehicles` has the rest."""

    id: UUID
    number: str
    plate: str
    ends_on: date | None


class HouseholdOut(Out):
    """A household as its page shows it."""

    id: UUID
    project: str
    unit_id: UUID
    unit_label: str
    unit_code: str
    kind: str
    area_m2: str
    use: str
    tenure_no: int
    acquired_on: date | None
    opened_at: datetime
    ended_on: date | None
    owners_registered: bool
    owners: list[OwnerOut]
    members: list[MemberOut]
    tenancies: list[dict[str, Any]]
    vehicles: list[VehicleRef]
    officer: str
    dossier: FileRef
    catalogue: CatalogueCounts
    corrections: list[CorrectionRow]
    timeline: list[TimelineEntry]


class RevealBody(Body):
    """Whose value is to be shown whole, and why."""

    person_id: UUID
    field: RevealField
    reason: Note


class Revealed(Out):
    """A value in clear; faces hide it again after `expires_in` seconds."""

    value: str
    expires_in: int


class NewCorrection(Body):
    """A mistake to mend in place, with its reason (R1.10d)."""

    household_id: UUID
    field: Word
    old: Note | None = None
    new: Note
    reason: Reason
    evidence: Annotated[str, StringConstraints(max_length=200)] = ""
    person_id: UUID | None = None


class FinanceTold(Body):
    """Who of 財務 was told of a corrected figure."""

    told: Annotated[str, StringConstraints(min_length=1, max_length=80)]


class FinanceNoticeOut(Out):
    """That 財務 was told, and when."""

    correction_id: UUID
    told_at: datetime


class CorrectionOut(Out):
    """The correction, by reference: never the values."""

    id: UUID
    household_id: UUID
    field: str
    corrected_at: datetime
