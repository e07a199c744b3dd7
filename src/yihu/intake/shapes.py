"""What is read out of a workbook: households with their people, and what was wrong where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from yihu.estate.rooms import RoomReading
from yihu.policy.vocabulary import IdType, UnitKind, Use


class Severity(StrEnum):
    """An error keeps its household from being brought in; a warning says what was left out."""

    ERROR = "error"
    WARNING = "warning"


class MemberRole(StrEnum):
    """What somebody other than an owner is to the household, as the file says."""

    FAMILY = "family"
    TENANT = "tenant"
    TEMPORARY = "temporary"
    EMPLOYEE = "employee"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing wrong in one cell (`column` is its letter) or row; never carries what the cell says."""

    sheet: str
    row: int
    column: str
    header: str
    code: str
    text: str
    severity: Severity
    mend: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnitReading:
    """The unit: its room as read, and what the file says about it; None where it says nothing."""

    room_reading: RoomReading
    building: str
    entrance: str
    floor: str
    room: str
    kind: UnitKind
    area: Decimal | None
    use: Use | None

    @property
    def code(self) -> str:
        return self.room_reading.code

    @property
    def label(self) -> str:
        return self.room_reading.label


@dataclass(frozen=True, slots=True)
class OwnerReading:
    name: str
    id_type: IdType | None = None
    id_number: str = ""
    phones: tuple[str, ...] = ()
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class MemberReading:
    name: str
    role: MemberRole
    phones: tuple[str, ...] = ()
    id_type: IdType | None = None
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdReading:
    """One household: `row` is where it first stands, `rows` all rows of its sheet that speak of it."""

    row: int
    rows: tuple[int, ...]
    unit: UnitReading
    owners: tuple[OwnerReading, ...]
    members: tuple[MemberReading, ...]
    problems: tuple[CellProblem, ...]
    acquired_on: date | None = None

    @property
    def acceptable(self) -> bool:
        """No error: what is known of it can be brought in as it is."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Account:
    """Where every row below the header went: `read = households + members + skipped + refused`.

    `households`: opened one; `members`: added to one opened by another row; `skipped`: blank, or notes beside
    the table; `refused`: named by an error.
    """

    read: int = 0
    households: int = 0
    members: int = 0
    skipped: int = 0
    refused: int = 0

    @property
    def adds_up(self) -> bool:
        return self.read == self.households + self.members + self.skipped + self.refused
