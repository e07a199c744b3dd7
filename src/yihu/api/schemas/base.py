"""What all bodies and answers share."""

import re
import unicodedata
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

T = TypeVar("T")
D = TypeVar("D", date, datetime)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_SAFE = {"\n", "\t", "\r"}
_EARLIEST, _LATEST = 1900, 2199


def _safe(text: str) -> str:
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in _SAFE for letter in text):
        raise PydanticCustomError("unsafe_text", "control characters")
    return text


def _ascii(cursor: str) -> str:
    """Our cursors are plain words."""
    if not cursor.isascii() or not cursor.isprintable():
        raise PydanticCustomError("cursor_unknown", "not a cursor of ours")
    return cursor


def _day(value: Any) -> date:
    """A date as ISO 8601 writes it, in a year that a file room can mean."""
    try:
        day = date.fromisoformat(_written(value, _DAY))
    except ValueError:
        raise PydanticCustomError("day_form", "not a date") from None
    return _in_range(day)


def _instant(value: Any) -> datetime:
    """An instant as RFC 3339 writes it, with its offset."""
    try:
        instant = datetime.fromisoformat(_written(value, _INSTANT))
    except ValueError:
        raise PydanticCustomError("instant_form", "not an instant") from None
    return _in_range(instant)


def _written(value: Any, form: re.Pattern[str]) -> str:
    if isinstance(value, str) and form.fullmatch(value.upper()):
        return value.upper()
    raise ValueError


def _in_range(day: D) -> D:
    if _EARLIEST <= day.year <= _LATEST:
        return day
    raise PydanticCustomError("day_range", "out of range", {"earliest": _EARLIEST, "latest": _LATEST})


def _whole(value: Any) -> Any:
    if isinstance(value, bool | float):
        raise PydanticCustomError("int_type", "not an integer")
    return value


def _not_blank(value: Any) -> Any:
    """An empty form field is one that was not sent."""
    return None if value == "" else value


_CLEAN = AfterValidator(_safe)
_PLAIN = AfterValidator(_ascii)
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Instant = Annotated[
    datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})
]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=100_000)]
Code = Annotated[str, Field(max_length=20), _CLEAN]
Word = Annotated[str, Field(max_length=80), _CLEAN]
Title = Annotated[str, Field(max_length=120), _CLEAN]
Note = Annotated[str, Field(max_length=200), _CLEAN]
Reason = Annotated[str, Field(max_length=400), _CLEAN]
Blankable = BeforeValidator(_not_blank)


class Body(Schema):
    """What somebody sends."""

    model_config = ConfigDict(extra="forbid")


class Asked(Body):
    """What the query of a reading asks; without a project, the caller's only one is meant."""

    project: Code | None = None


class ListAsked(Asked):
    """Which part of a list."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=500), _PLAIN] = ""


class Out(Schema):
    """What we answer."""


class Page(Out, Generic[T]):
    """Some of a list: `next` is the cursor of what follows, `total` how many there are in all."""

    items: list[T]
    next: str | None
    total: int


class ProblemError(Out):
    """One thing wrong with one field."""

    pointer: str
    detail: str
    code: str
    clause: str | None = None


class ProblemDocument(Schema):
    """Why something did not happen (RFC 9457)."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    detail: str
    code: str
    clause: str | None = None
    mend: str | None = None
    errors: list[ProblemError] | None = None
