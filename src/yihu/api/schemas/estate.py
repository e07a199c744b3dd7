"""Tokens, projects, regulations, policy, units."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from yihu.api.schemas.base import Body, Code, Day, ListAsked, Out, Title, Word
from yihu.policy.vocabulary import Locality, Role, UnitKind, Use

Password = Annotated[str, Field(min_length=1, max_length=1024)]


class TokenAsked(Body):
    """Who asks for a token; `otp` where a second factor is on."""

    username: Word
    password: Password
    otp: Code | None = None


class TokenOut(Out):
    """A bearer token, shown this once."""

    token: str
    expires_at: datetime


class NewProjectBody(Body):
    """A project to open."""

    code: Code
    name: Word
    regulations: Annotated[list[Code], Field(min_length=1, max_length=20)]
    locality: Locality = Locality.CN
    time_zone: Word = "Asia/Shanghai"
    went_live_on: Day | None = None


class ProjectOut(Out):
    """A project, and the caller's role in it."""

    id: UUID
    code: str
    name: str
    locality: Locality
    time_zone: str
    went_live_on: date | None
    regulations: list[str]
    role: Role


class ClauseOut(Out):
    """One clause in our words: what it asks, how it is enforced, the parameters it sets."""

    id: str
    number: str
    title: str
    summary: str
    kind: str
    duties: list[str]
    parameters: dict[str, bool | int | str]


class RegulationRow(Out):
    """A regulation in the library."""

    code: str
    title: str
    version: str
    clauses: int


class RegulationOut(Out):
    """A regulation with all its clauses."""

    code: str
    title: str
    version: str
    clauses: list[ClauseOut]


class OriginOut(Out):
    """Who states a value, where."""

    regulation: str
    clause: str
    value: bool | int | str


class ParameterOut(Out):
    """A value in force and every statement it was chosen from."""

    value: bool | int | str
    provenance: list[OriginOut]


class PolicyOut(Out):
    """What the adopted regulations together ask of a project today."""

    project: str
    as_of: date
    regulations: list[str]
    parameters: dict[str, ParameterOut]
    clauses: list[ClauseOut]


class NewUnit(Body):
    """A unit to add; `building`, `entrance` and `room` apart, or all in `room` as people write it.

    `distinct`: it is another one than the room that a finder would take it for.
    """

    project: Code | None = None
    building: Code = ""
    entrance: Code = ""
    floor: Annotated[str, Field(max_length=10)] = ""
    room: Word = ""
    label: Word = ""
    kind: UnitKind = UnitKind.RESIDENTIAL
    area_m2: Annotated[Decimal, Field(gt=0, max_digits=10, decimal_places=2)] | None = None
    use: Use = Use.VACANT
    distinct: bool = False


class UnitsAsked(ListAsked):
    """Which units; `q` is a room however it is typed."""

    q: Word = ""
    use: Use | None = None
    kind: UnitKind | None = None


class UnitOut(Out):
    """A unit."""

    id: UUID
    project: str
    building: str
    entrance: str
    floor: str
    room: str
    code: str
    label: Title
    kind: UnitKind
    area_m2: Decimal | None
    use: Use
