"""The working calendar (T15): public holidays with 調休 working weekends, and the company's own days.

The holidays come from a kept library. A year counts as loaded only if the library holds what the government
published for it; where it merely computes the festivals, Mon–Fri are working days and the faces say so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays
from holidays.countries.china import ChinaStaticHolidays

from yihu.policy.vocabulary import Locality

_SATURDAY = 5
_NOVEMBER = 11
_DAY = timedelta(days=1)

_PUBLISHED: dict[Locality, range] = {
    # 國務院放假安排: a year without an entry here is an estimate (L34)
    Locality.CN: range(2001, max(ChinaStaticHolidays.special_public_holidays) + 1),
    # General Holidays Ordinance lists; 2026 compared by `tests/policy/test_calendars.py`
    Locality.HK: range(2007, 2027),
    # 行政機關辦公日曆表, which the library was checked against
    Locality.TW: range(1998, 2027),
}


_CATEGORIES: dict[Locality, tuple[str, ...]] = {
    Locality.CN: ("public",),
    Locality.HK: ("optional",),  # the library's name for general holidays
    Locality.TW: ("public", "government"),
}


@lru_cache(maxsize=64)
def _days_of(locality: Locality, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off and the working weekends of a year."""
    library = country_holidays(locality.value, years=year, categories=_CATEGORIES[locality])
    return frozenset(library), frozenset(day for day in library.weekend_workdays if day.year == year)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked in a locality, the company's own days over the public ones."""

    locality: Locality = Locality.CN
    company_days_off: frozenset[date] = frozenset()
    company_days_on: frozenset[date] = frozenset()
    loaded_years: frozenset[int] | None = None  # None: whatever the library holds as published

    def has_calendar(self, year: int) -> bool:
        """Whether the published arrangement of that year is known; without it, a banner says so."""
        loaded = _PUBLISHED[self.locality] if self.loaded_years is None else self.loaded_years
        return year in loaded and year in _PUBLISHED[self.locality]

    def misses_next_year(self, today: date) -> bool:
        """Whether to warn, from November on, that next year's arrangement is missing."""
        return today.month >= _NOVEMBER and not self.has_calendar(today.year + 1)

    def is_working_day(self, day: date) -> bool:
        """Whether people work on `day`."""
        if day in self.company_days_on:
            return True
        if day in self.company_days_off:
            return False
        weekday = day.weekday() < _SATURDAY
        if not self.has_calendar(day.year):
            return weekday
        off, on = _days_of(self.locality, day.year)
        return day in on or (weekday and day not in off)

    def first_working_day(self, day: date) -> date:
        """`day` itself if it is worked, else the next one that is."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self.first_working_day(day + _DAY)

    def previous_working_day(self, day: date) -> date:
        """The last working day before `day`."""
        day -= _DAY
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is not counted (民法典 §201)."""
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`; 0 if none."""
        return sum(self.is_working_day(start + _DAY * offset) for offset in range(1, (end - start).days + 1))
