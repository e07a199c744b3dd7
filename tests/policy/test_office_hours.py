"""Office hours by the calendar (P22, T12)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.calendars import WorkCalendar
from yihu.policy.composition import EffectivePolicy
from yihu.policy.office_hours import after_office_hours

HERE = ZoneInfo("Asia/Shanghai")
FIRST, LAST = datetime(2026, 1, 1), datetime(2026, 12, 20)  # noqa: DTZ001  (hypothesis wants them bare)
POLICY = EffectivePolicy(())


def after(start: str, hours: float) -> str:
    begun = datetime.fromisoformat(start).replace(tzinfo=HERE)
    return f"{after_office_hours(begun, hours, calendar=WorkCalendar(), policy=POLICY):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "hours", "ends"),
    [
        ("2026-07-06 08:30", 3.5, "07-06 12:00"),
        ("2026-07-06 10:00", 4, "07-06 16:00"),
        ("2026-07-06 13:00", 4, "07-06 18:00"),
        ("2026-07-06 19:00", 4, "07-07 14:30"),
        ("2026-07-10 17:00", 4, "07-13 11:30"),
        ("2026-09-30 17:00", 4, "10-08 11:30"),  # over the National Day week
    ],
)
def test_it_works(start: str, hours: float, ends: str) -> None:
    assert after(start, hours) == ends


@given(st.datetimes(FIRST, LAST), st.integers(1, 8), st.integers(1, 8))
def test_hours_add_up(start: datetime, one: int, more: int) -> None:
    """Waiting one span and then another is waiting both; and nothing ends before it began."""

    def wait(since: datetime, hours: int) -> datetime:
        return after_office_hours(since, hours, calendar=WorkCalendar(), policy=POLICY)

    begun = start.replace(tzinfo=HERE)
    assert wait(wait(begun, one), more) == wait(begun, one + more)
    assert wait(begun, one) - begun >= timedelta(hours=one)
