"""How pages write dates: one place for all of them, in the zone and the era of who reads. (Annex K)

`in_project` switches the era on as it does the time zone; without it years are those of 西元. What is sent,
printed on forms, or said by the API stays ISO.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from yihu.policy.localities import REPUBLIC_BEGINS, Era

_era: ContextVar[Era] = ContextVar("era", default=Era.COMMON)


@contextmanager
def written_in(era: Era) -> Iterator[None]:
    """Write dates in `era` until the end of the block."""
    before = _era.set(era)
    try:
        yield
    finally:
        _era.reset(before)


def day(of: date | datetime | None) -> str:
    """`2026-07-06` or 民國115年7月6日; an instant's day is that of the zone switched on; nothing for None."""
    if of is None:
        return ""
    local = _local(of)
    if _era.get() is Era.COMMON or local.year < REPUBLIC_BEGINS:
        return f"{local:%Y-%m-%d}"
    return gettext("民國%(year)s年%(month)s月%(day)s日") % {
        "year": local.year - REPUBLIC_BEGINS + 1,
        "month": local.month,
        "day": local.day,
    }


def moment(at: datetime | None) -> str:
    """The day and the time, `2026-07-06 09:41`; nothing for None."""
    return f"{day(at)} {_local(at):%H:%M}" if at else ""


def second(at: datetime | None) -> str:
    """The day and the time to the second; nothing for None."""
    return f"{day(at)} {_local(at):%H:%M:%S}" if at else ""


def headline(at: datetime) -> str:
    """The day as a page's title says it, in the language's own long form."""
    return date_format(_local(at), "DATE_FORMAT") if _era.get() is Era.COMMON else day(at)


def _local(of: date | datetime) -> date | datetime:
    return timezone.localtime(of) if isinstance(of, datetime) and timezone.is_aware(of) else of
