"""Working days of three localities, and what is said when a year is not known (T15).

The days of 2026 are stated one by one, as the kept library (`holidays`, pinned by hash) holds what was
published: for the mainland 國務院辦公廳關於2026年部分節假日安排的通知 with its 調休 days, for Hong Kong the
general holidays of 2026 (Cap. 149), for Taiwan 中華民國115年政府行政機關辦公日曆表. A new version of the
library that says anything else fails here before it moves a deadline.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.calendars import WorkCalendar
from yihu.policy.vocabulary import Locality

CN, HK, TW = (WorkCalendar(locality) for locality in Locality)


def weekdays_off(calendar: WorkCalendar, year: int) -> set[str]:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    return {f"{day:%m-%d}" for day in days if day.weekday() < 5 and not calendar.is_working_day(day)}


def weekends_worked(calendar: WorkCalendar, year: int) -> set[str]:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    return {f"{day:%m-%d}" for day in days if day.weekday() >= 5 and calendar.is_working_day(day)}


def test_it_works() -> None:
    assert CN.is_working_day(date(2026, 7, 6))
    assert not CN.is_working_day(date(2026, 7, 5))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        *((f"2026-05-0{n}", False) for n in range(1, 6)),
        ("2026-05-06", True),
        ("2026-05-09", True),  # a Saturday worked for 5 May
        ("2026-09-20", True),
        *((f"2026-10-0{n}", False) for n in range(1, 8)),
        ("2026-10-08", True),
        ("2026-10-10", True),
        ("2026-10-11", False),
    ],
)
def test_mainland_holidays_and_working_weekends_of_2026(day: str, works: bool) -> None:
    assert CN.is_working_day(date.fromisoformat(day)) is works


def test_the_whole_mainland_year_of_2026_with_its_worked_weekends() -> None:
    expected = (
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 "
        "10-01 10-02 10-05 10-06 10-07"
    )
    assert weekdays_off(CN, 2026) == set(expected.split())
    assert weekends_worked(CN, 2026) == {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"}


@pytest.mark.parametrize("calendar", [HK, TW])
def test_hong_kong_and_taiwan_work_on_no_weekend_of_2026(calendar: WorkCalendar) -> None:
    assert weekends_worked(calendar, 2026) == set()


def test_after_the_national_holiday_work_begins_on_the_eighth() -> None:
    assert CN.first_working_day(date(2026, 10, 1)) == date(2026, 10, 8)
    assert CN.next_working_day(date(2026, 9, 30)) == date(2026, 10, 8)
    assert CN.previous_working_day(date(2026, 10, 8)) == date(2026, 9, 30)


def test_hong_kong_keeps_its_general_holidays() -> None:
    expected = "01-01 02-17 02-18 02-19 04-03 04-06 04-07 05-01 05-25 06-19 07-01 10-01 10-19 12-25"
    assert weekdays_off(HK, 2026) == set(expected.split())


def test_taiwan_keeps_its_office_calendar() -> None:
    expected = (
        "01-01 02-16 02-17 02-18 02-19 02-20 02-27 04-03 04-06 05-01 06-19 09-25 09-28 10-09 10-26 12-25"
    )
    assert weekdays_off(TW, 2026) == set(expected.split())
    assert TW.is_working_day(date(2025, 2, 8))  # a Saturday worked for 27 January


@pytest.mark.parametrize("calendar", [CN, HK, TW])
def test_a_year_without_its_published_arrangement_is_not_loaded(calendar: WorkCalendar) -> None:
    assert calendar.has_calendar(2026)
    assert not calendar.has_calendar(2031)
    assert weekdays_off(calendar, 2031) == set()


def test_an_office_can_take_out_a_year() -> None:
    calendar = WorkCalendar(loaded_years=frozenset({2025}))
    assert calendar.has_calendar(2025)
    assert not calendar.has_calendar(2026)
    assert calendar.is_working_day(date(2026, 5, 1))


def test_the_company_has_days_of_its_own() -> None:
    off, on = date(2026, 7, 6), date(2026, 5, 1)
    calendar = WorkCalendar(company_days_off=frozenset({off}), company_days_on=frozenset({on}))
    assert (calendar.is_working_day(off), calendar.is_working_day(on)) == (False, True)


@pytest.mark.parametrize(
    ("today", "warns"), [("2030-10-31", False), ("2030-11-01", True), ("2025-11-30", False)]
)
def test_november_warns_of_a_missing_next_year(today: str, warns: bool) -> None:
    assert CN.misses_next_year(date.fromisoformat(today)) is warns


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [("2026-07-06", "2026-07-10", 4), ("2026-07-06", "2026-07-06", 0), ("2026-07-10", "2026-07-06", 0)],
)
def test_working_days_between_leave_out_the_first(start: str, end: str, count: int) -> None:
    assert CN.working_days_between(date.fromisoformat(start), date.fromisoformat(end)) == count


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(0, 40))
def test_adding_working_days_is_undone_by_counting_them(day: date, count: int) -> None:
    assert CN.working_days_between(day, CN.add_working_days(day, count)) == count
