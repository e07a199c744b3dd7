"""Weeks, months, quarters and what holidays do to deadlines (T5, T7, T8, T9)."""

from datetime import date

import pytest

from yihu.policy.cadence import add_months, month_of, monthly_deadline, quarter_of, week_of, weekly_check_due
from yihu.policy.calendars import WorkCalendar
from yihu.policy.composition import company_rule, compose
from yihu.policy.regulations import REGULATIONS

CALENDAR = WorkCalendar()
POLICY = compose(*REGULATIONS.values())


def test_it_works() -> None:
    week = week_of(date(2026, 7, 1))
    assert (week.name, week.first, week.last) == ("2026-W27", date(2026, 6, 29), date(2026, 7, 5))
    assert date(2026, 7, 5) in week
    assert date(2026, 7, 6) not in week


@pytest.mark.parametrize(
    ("day", "month", "quarter", "last"),
    [
        ("2026-02-10", "2026-02", "2026-Q1", "2026-03-31"),
        ("2026-09-30", "2026-09", "2026-Q3", "2026-09-30"),
        ("2026-12-31", "2026-12", "2026-Q4", "2026-12-31"),
    ],
)
def test_months_and_quarters_are_those_of_the_calendar(day: str, month: str, quarter: str, last: str) -> None:
    found = quarter_of(date.fromisoformat(day))
    assert month_of(date.fromisoformat(day)).name == month
    assert (found.name, found.last) == (quarter, date.fromisoformat(last))


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2026-03-31", 3, "2026-06-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-31", -2, "2025-11-30"),
    ],
)
def test_months_are_added_with_the_end_clamped(day: str, months: int, result: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(result)


@pytest.mark.parametrize(
    ("week", "due"),
    [("2026-06-29", "2026-07-06"), ("2026-04-27", "2026-05-06"), ("2026-09-28", "2026-10-08")],
)
def test_the_weekly_check_falls_on_the_first_working_day_from_monday(week: str, due: str) -> None:
    assert weekly_check_due(week_of(date.fromisoformat(week)), CALENDAR) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("month", "due", "extended"),
    [
        ("2026-06-01", "2026-07-06", True),
        ("2026-07-01", "2026-08-05", False),
        ("2026-09-01", "2026-10-08", True),
    ],
)
def test_the_fifth_moves_to_the_next_working_day(month: str, due: str, extended: bool) -> None:
    deadline = monthly_deadline(month_of(date.fromisoformat(month)), CALENDAR, POLICY)
    assert (deadline.due_on, deadline.extended) == (date.fromisoformat(due), extended)


def test_a_company_may_advance_it_instead() -> None:
    rule = company_rule("acme", "公司規定", "1", date(2026, 1, 1), {"P05": "previous_working_day"})
    deadline = monthly_deadline(month_of(date(2026, 6, 1)), CALENDAR, compose(POLICY, rule))
    assert (deadline.due_on, deadline.extended) == (date(2026, 7, 3), False)
