"""Errors in the log by class and place, never by what they say: a driver's DETAIL line carries values."""

import logging
from collections.abc import Iterator
from traceback import extract_tb
from types import TracebackType

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def frames_of(error: BaseException) -> str:
    """The class of `error` and where it passed, then the same of each error that led to it."""
    return "\nafter ".join(map(_told, _chain(error)))


class ReticentFormatter(logging.Formatter):
    """Writes what is logged with an exception without the exception's message."""

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 — the name that logging calls
        return frames_of(ei[1]) if ei[1] is not None else ""


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def _told(error: BaseException) -> str:
    places = [
        f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(error.__traceback__)
    ]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *places])
