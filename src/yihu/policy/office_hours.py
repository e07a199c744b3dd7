"""Office hours (P22): how long people have been at work since, and when they will have been (T12)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from yihu.policy.calendars import WorkCalendar
from yihu.policy.composition import EffectivePolicy

_DAY = timedelta(days=1)
_HALVES = (("P22.morning_from", "P22.morning_until"), ("P22.afternoon_from", "P22.afternoon_until"))


def after_office_hours(
    start: datetime, hours: float, *, calendar: WorkCalendar, policy: EffectivePolicy
) -> datetime:
    """The instant at which `hours` of office time have gone by since `start`, in the zone of `start`.

    Time outside office hours and on days that are not worked does not count.
    """
    left = timedelta(hours=hours)
    for opens, closes in _spans(start, calendar, policy):
        begins = max(opens, start)
        if closes <= begins:
            continue
        if begins + left <= closes:
            return begins + left
        left -= closes - begins
    raise AssertionError("days do not end")


def _spans(
    start: datetime, calendar: WorkCalendar, policy: EffectivePolicy
) -> Iterator[tuple[datetime, datetime]]:
    """Every half day that is worked, from the day of `start` on."""
    day: date = start.date()
    while True:
        if calendar.is_working_day(day):
            for opens, closes in _HALVES:
                yield _at(day, policy.value(opens), start), _at(day, policy.value(closes), start)
        day += _DAY


def _at(day: date, clock: Any, start: datetime) -> datetime:
    return datetime.combine(day, clock, start.tzinfo)
