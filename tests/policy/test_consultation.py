"""Whose word a request takes, and until when a permit lasts (R1.6b, T12, T13, C3)."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.composition import EffectivePolicy
from yihu.policy.consultation import (
    Asked,
    ConsultationState,
    Decider,
    judge_answering,
    judge_looking,
    judge_using,
    needs_endorsement,
    state_of,
    valid_until,
)
from yihu.policy.vocabulary import Department, Role

pytestmark = pytest.mark.clause("R1.6b")

HERE = ZoneInfo("Asia/Shanghai")
FIRST, LAST = datetime(2026, 1, 1), datetime(2026, 12, 20)  # noqa: DTZ001  (hypothesis wants them bare)
POLICY = EffectivePolicy(())
AT = datetime(2026, 7, 6, 10, tzinfo=HERE)
READER, HEAD, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
ASKED = Asked(
    asked_by=READER,
    reader=READER,
    department=Department.SEC,
    custodian=Department.CS,
    asked_at=AT,
    needs_endorsement=True,
    climbs_at=AT + timedelta(hours=6),
)
AT_HEAD = replace(ASKED, endorsed=True)
GIVEN = replace(AT_HEAD, approved=True, decided_at=AT, valid_until=AT + timedelta(hours=8))


def who(role: Role, account: UUID = HEAD, **more: object) -> Decider:
    return Decider(account, role, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "decider", "hours", "code"),
    [
        (ASKED, who(Role.SEC_HEAD), 0, ""),
        (ASKED, who(Role.CS_HEAD), 0, "not_own_head"),
        (ASKED, who(Role.SEC_HEAD, READER), 0, "own_request"),
        (AT_HEAD, who(Role.CS_HEAD), 0, ""),
        (AT_HEAD, who(Role.SEC_HEAD), 0, "not_custodian_head"),
        (AT_HEAD, who(Role.CS_OFFICER), 0, "not_custodian_head"),
        (AT_HEAD, who(Role.AUDITOR), 9, "not_custodian_head"),
        (AT_HEAD, who(Role.CS_OFFICER, stands_for=frozenset({Role.CS_HEAD})), 0, ""),
        (AT_HEAD, who(Role.PROJECT_MANAGER), 5, "not_climbed"),
        (AT_HEAD, who(Role.PROJECT_MANAGER), 6, ""),
        (AT_HEAD, who(Role.PROJECT_MANAGER, delegate_active=True), 6, "delegate_decides"),
        (replace(AT_HEAD, head_asks=True), who(Role.PROJECT_MANAGER), 0, ""),
        (replace(AT_HEAD, asked_by=HEAD), who(Role.CS_HEAD), 0, "own_request"),
        (
            AT_HEAD,
            who(Role.CS_OFFICER, stands_for=frozenset({Role.CS_HEAD}), delegators=frozenset({READER})),
            0,
            "delegators_request",
        ),
        (GIVEN, who(Role.CS_HEAD), 0, "decided_already"),
        (replace(ASKED, endorsed=False), who(Role.CS_HEAD), 0, "decided_already"),
    ],
)
def test_it_works(asked: Asked, decider: Decider, hours: int, code: str) -> None:
    decision = judge_answering(asked, decider, at=AT + timedelta(hours=hours))
    assert decision.code == code
    assert bool(decision) is not bool(code)


@given(st.sampled_from(Role), st.booleans(), st.integers(0, 100), st.sets(st.sampled_from(Role)))
def test_nobody_answers_his_own(role: Role, endorsed: bool, hours: int, lent: set[Role]) -> None:
    """Whatever the role, whoever lent another, however late."""
    asked = replace(ASKED, endorsed=True if endorsed else None)
    decider = who(role, READER, stands_for=frozenset(lent))
    assert judge_answering(asked, decider, at=AT + timedelta(hours=hours)).code == "own_request"


@pytest.mark.parametrize(
    ("decided", "until"),
    [
        ("2026-07-06 09:00", "07-06 18:00"),
        ("2026-07-06 17:00", "07-06 18:00"),
        ("2026-07-06 17:01", "07-07 18:00"),
        ("2026-07-06 23:59", "07-07 18:00"),
        ("2026-07-10 17:30", "07-11 18:00"),  # the next day, worked or not
    ],
)
def test_a_permit_ends_at_six(decided: str, until: str) -> None:
    given_at = datetime.fromisoformat(decided).replace(tzinfo=HERE)
    assert f"{valid_until(given_at, POLICY):%m-%d %H:%M}" == until


@given(st.datetimes(FIRST, LAST))
def test_no_permit_is_longer_than_25_hours(decided: datetime) -> None:
    given_at = decided.replace(tzinfo=HERE)
    assert timedelta(0) < valid_until(given_at, POLICY) - given_at <= timedelta(hours=25)


def test_states() -> None:
    used = replace(GIVEN, started_at=AT)
    for asked, hours, state in (
        (ASKED, 0, ConsultationState.AWAITING_ENDORSEMENT),
        (AT_HEAD, 0, ConsultationState.AWAITING_APPROVAL),
        (replace(AT_HEAD, approved=False), 0, ConsultationState.REFUSED),
        (replace(ASKED, endorsed=False), 0, ConsultationState.REFUSED),
        (GIVEN, 0, ConsultationState.APPROVED),
        (used, 1, ConsultationState.IN_USE),
        (used, 8, ConsultationState.EXPIRED),
        (replace(used, ended_at=AT), 1, ConsultationState.ENDED),
    ):
        assert state_of(asked, at=AT + timedelta(hours=hours)) is state


@pytest.mark.parametrize(
    ("asked", "account", "hours", "code"),
    [
        (GIVEN, READER, 0, ""),
        (GIVEN, OTHER, 0, "not_your_permit"),
        (GIVEN, None, 0, "not_your_permit"),
        (AT_HEAD, READER, 0, "permit_awaited"),
        (replace(AT_HEAD, approved=False), READER, 0, "permit_refused"),
        (replace(GIVEN, ended_at=AT), READER, 1, "permit_ended"),
        (GIVEN, READER, 8, "permit_expired"),
        (GIVEN, READER, -1, "permit_awaited"),  # the clock was set back
    ],
)
def test_a_permit_is_its_readers_for_its_time(
    asked: Asked, account: UUID | None, hours: int, code: str
) -> None:
    assert judge_using(asked, account, at=AT + timedelta(hours=hours)).code == code


def test_an_idle_view_closes_itself() -> None:
    seen = replace(GIVEN, started_at=AT, last_seen_at=AT)
    for minutes, code in ((15, ""), (16, "view_closed")):
        at = AT + timedelta(minutes=minutes)
        assert judge_looking(seen, READER, at=at, policy=POLICY).code == code


def test_a_head_needs_no_endorsement() -> None:
    needs = {role for role in Role if needs_endorsement(role=role, policy=POLICY)}
    assert Role.SEC_STAFF in needs
    assert not needs & {Role.CS_HEAD, Role.SEC_HEAD, Role.ENG_HEAD, Role.PROJECT_MANAGER, Role.VIEWER}
