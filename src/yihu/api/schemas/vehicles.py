"""Vehicles (F13): registered for a unit, ended with a reason."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from yihu.api.schemas.base import Blankable, Body, ListAsked, Out, Reason

Text = Annotated[str, StringConstraints(max_length=80)]


class VehicleAsked(ListAsked):
    """Which vehicles: part of a plate, the live or the ended ones."""

    q: Annotated[str, StringConstraints(max_length=20)] = ""
    ended: Annotated[bool, Blankable] = False


class NewVehicle(Body):
    """A vehicle of a unit, as far as it is known."""

    unit_id: UUID
    plate: Text
    brand_model: Text = ""
    kind: Text = ""
    colour: Text = ""
    space: Text = ""
    space_tenure: Literal["owned", "rented", "civil_defence", ""] = ""
    holder: Text = ""
    relation: Text = ""
    starts_on: date | None = None
    ends_on: date | None = None


class EndVehicle(Body):
    """Why the registration ends."""

    reason: Reason


class VehicleOut(Out):
    """A registration; `number` counts anew each year."""

    id: UUID
    number: str
    plate: str
    brand_model: str
    kind: str
    colour: str
    space: str
    space_tenure: str
    holder: str
    relation: str
    starts_on: date | None
    ends_on: date | None
    unit_id: UUID
    unit_label: str
    household_id: UUID | None
    ended_at: datetime | None
