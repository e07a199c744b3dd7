"""What endpoints say about themselves: the problems each can answer with, and pages of lists."""

from collections.abc import Callable
from typing import Any, TypeVar

from yihu.api.schemas.base import Out, Page, ProblemDocument
from yihu.kernel.paging import Page as Listed

T = TypeVar("T")
O = TypeVar("O", bound=Out)  # noqa: E741

_READING = frozenset({401, 403, 404, 405, 422, 500, 503, 507})
_WRITING = _READING | {409, 412, 413, 415}

Responses = dict[Any, Any]


def reading(shape: Any) -> Responses:
    """The documented answers of a reading."""
    return {200: shape, _READING: ProblemDocument}


def writing(shape: Any, *statuses: int) -> Responses:
    """The documented answers of a write."""
    return {**dict.fromkeys(statuses or (200,), shape), _WRITING: ProblemDocument}


def page(listed: Listed[T], row: Callable[[T], O], shape: type[Page[O]]) -> Page[O]:
    """A page of rows as the API shows them."""
    return shape(items=[row(item) for item in listed.items], next=listed.next, total=listed.total)


def whole(rows: list[O], shape: type[Page[O]]) -> Page[O]:
    """A list that is never cut."""
    return shape(items=rows, next=None, total=len(rows))
