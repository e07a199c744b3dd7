"""Windows and deadlines that recur: weeks, months, quarters, and the rules for holidays (T5, T7, T8, T9)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from yihu.policy.calendars import WorkCalendar
from yihu.policy.composition import EffectivePolicy

_MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both ends included, named as the API names it (`2026-W27`, `2026-06`, `2026-Q3`)."""

    name: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which something is on time; `extended` marks what used the holiday rule (順延)."""

    nominal: date
    due_on: date

    @property
    def extended(self) -> bool:
        """Whether a non-working day moved it later."""
        return self.due_on > self.nominal


def add_months(day: date, months: int) -> date:
    """The same day `months` later, clamped to the month's end (T7, 民法典 §202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_of(day: date) -> Window:
    """The Monday–Sunday week of `day`."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Window(f"{year}-W{week:02}", monday, monday + timedelta(days=6))


def month_of(day: date) -> Window:
    """The calendar month of `day`."""
    return Window(f"{day:%Y-%m}", day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def quarter_of(day: date) -> Window:
    """The calendar quarter of `day` (T5)."""
    quarter = (day.month - 1) // _MONTHS_A_QUARTER + 1
    first = date(day.year, quarter * _MONTHS_A_QUARTER - 2, 1)
    return Window(f"{day.year}-Q{quarter}", first, add_months(first, _MONTHS_A_QUARTER) - timedelta(days=1))


def weekly_check_due(covered: Window, calendar: WorkCalendar) -> date:
    """When the check of a week is due: the Monday after, or the first working day from then on (T8)."""
    return calendar.first_working_day(covered.last + timedelta(days=1))


def monthly_deadline(covered: Window, calendar: WorkCalendar, policy: EffectivePolicy) -> Deadline:
    """When the report and closing of a month are due: the 5th of the next, by the holiday rule P05 (T9)."""
    nominal = (covered.last + timedelta(days=1)).replace(day=policy.value("T9.day"))
    if calendar.is_working_day(nominal):
        return Deadline(nominal, nominal)
    if policy.value("P05") == "previous_working_day":
        return Deadline(nominal, calendar.previous_working_day(nominal))
    return Deadline(nominal, calendar.next_working_day(nominal))
