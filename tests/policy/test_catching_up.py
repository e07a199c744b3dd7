"""Which gaps belong to a catch-up plan, and how long a plan may last (P21)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.catching_up import (
    CLAUSE,
    PlanState,
    check_end,
    check_reason,
    is_catch_up,
    judge_plan,
    last_day,
    runs,
    state_of,
)
from yihu.policy.composition import company_rule, compose
from yihu.policy.regulations import REGULATIONS

LIVE = date(2026, 7, 1)
POLICY = compose(*REGULATIONS.values())
STRICT = compose(
    *REGULATIONS.values(), company_rule("acme", "公司規定", "1", LIVE, {"P21.catch_up_months": 6})
)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.clause("R1.10")
@pytest.mark.parametrize(
    ("known", "live", "ends", "as_of", "catch_up"),
    [
        ("2026-06-30", LIVE, "2026-12-31", "2026-07-02", True),
        ("2026-07-01", LIVE, "2026-12-31", "2026-12-31", True),  # both days included
        ("2026-07-02", LIVE, "2026-12-31", "2026-07-02", False),  # came after going live
        ("2026-06-30", LIVE, "2026-12-31", "2027-01-01", False),  # the plan has ended
        ("2026-06-30", LIVE, None, "2026-07-02", False),  # no plan
        ("2026-06-30", None, "2026-12-31", "2026-07-02", False),  # never went live
    ],
)
def test_it_works(known: str, live: date | None, ends: str | None, as_of: str, catch_up: bool) -> None:
    ends_on = date.fromisoformat(ends) if ends else None
    day = date.fromisoformat
    found = is_catch_up(known_on=day(known), went_live_on=live, ends_on=ends_on, as_of=day(as_of))
    assert found is catch_up


@given(DAYS, DAYS, DAYS, DAYS)
def test_what_is_caught_up_once_is_ordinary_for_ever(
    known: date, live: date, ends: date, as_of: date
) -> None:
    now = is_catch_up(known_on=known, went_live_on=live, ends_on=ends, as_of=as_of)
    later = is_catch_up(known_on=known, went_live_on=live, ends_on=ends, as_of=as_of + timedelta(days=1))
    assert now or not later


@pytest.mark.parametrize(
    ("ends", "as_of", "code"),
    [
        ("2026-12-31", "2026-07-01", None),
        ("2027-07-01", "2026-07-01", None),  # twelve months to the day
        ("2027-07-02", "2026-07-01", "end_too_late"),
        ("2026-07-01", "2026-07-01", "end_before_go_live"),
        ("2026-08-01", "2026-08-02", "end_passed"),
        ("2026-08-02", "2026-08-02", None),
        ("2026-12-31", "2026-06-01", None),  # planned ahead of going live
    ],
)
def test_the_last_day_of_a_plan(ends: str, as_of: str, code: str | None) -> None:
    day = date.fromisoformat
    errors = check_end(ends_on=day(ends), went_live_on=LIVE, as_of=day(as_of), policy=POLICY)
    assert [error.code for error in errors] == ([code] if code else [])
    assert all(error.clause == CLAUSE and error.mend and error.pointer == "ends_on" for error in errors)


@given(DAYS, DAYS, DAYS)
def test_no_plan_outlasts_its_months(ends: date, live: date, as_of: date) -> None:
    taken = not check_end(ends_on=ends, went_live_on=live, as_of=as_of, policy=POLICY)
    assert taken == (
        max(live + timedelta(days=1), as_of) <= ends <= last_day(went_live_on=live, policy=POLICY)
    )


def test_a_company_may_be_stricter() -> None:
    assert last_day(went_live_on=LIVE, policy=POLICY) == date(2027, 7, 1)
    assert last_day(went_live_on=LIVE, policy=STRICT) == date(2027, 1, 1)
    (error,) = check_end(ends_on=date(2027, 1, 2), went_live_on=LIVE, as_of=LIVE, policy=STRICT)
    assert error.params["months"] == 6


@pytest.mark.parametrize(
    ("live", "as_of", "code"),
    [
        (LIVE, date(2026, 7, 2), ""),
        (LIVE, date(2027, 7, 1), ""),
        (LIVE, date(2027, 7, 2), "catch_up_over"),
        (None, date(2026, 7, 2), "no_go_live"),
    ],
)
def test_whether_there_can_be_plans(live: date | None, as_of: date, code: str) -> None:
    decision = judge_plan(went_live_on=live, as_of=as_of, policy=POLICY)
    assert (decision.code, bool(decision)) == (code, not code)
    assert bool(decision.mend and decision.clause) is bool(code)


@pytest.mark.parametrize(
    ("ends", "left", "as_of", "state"),
    [
        (None, 3, LIVE, PlanState.NONE),
        (LIVE, 0, LIVE, PlanState.DONE),
        (LIVE, 1, LIVE, PlanState.RUNNING),
        (LIVE, 1, LIVE + timedelta(days=1), PlanState.ENDED),
    ],
)
def test_the_state_of_a_building(ends: date | None, left: int, as_of: date, state: PlanState) -> None:
    assert state_of(ends_on=ends, left=left, as_of=as_of) is state
    assert runs(ends_on=ends, as_of=as_of) is (ends is not None and as_of <= ends)


@pytest.mark.parametrize(("reason", "fine"), [("業主外出", True), (" ", False), ("長" * 401, False)])
def test_a_change_has_its_reason(reason: str, fine: bool) -> None:
    assert (check_reason(reason) == ()) is fine
