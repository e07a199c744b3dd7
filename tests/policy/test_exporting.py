"""P19: how many rows may leave by whose word."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.composition import compose
from yihu.policy.exporting import Asked, judge_deciding, judge_taking, needed, span
from yihu.policy.regulations import get_regulation
from yihu.policy.vocabulary import Role

pytestmark = pytest.mark.clause("R1.8")

POLICY = compose(get_regulation("community"))
AT = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)
ME, OTHER = UUID(int=1), UUID(int=2)
HEAD, MANAGER = Role.CS_HEAD, Role.PROJECT_MANAGER
WAITING = Asked(ME, HEAD)
APPROVED = Asked(ME, HEAD, True, AT + timedelta(hours=1))


@pytest.mark.parametrize(
    ("rows", "before", "who"),
    [
        (0, 500, None),
        (20, 0, None),
        (21, 0, HEAD),
        (1, 20, HEAD),
        (200, 0, HEAD),
        (201, 0, MANAGER),
        (1, 200, MANAGER),
    ],
)
def test_it_works(rows: int, before: int, who: Role | None) -> None:
    assert needed(rows=rows, before=before, policy=POLICY) is who


def test_rows_are_summed_up_over_a_day() -> None:
    assert span(POLICY) == timedelta(hours=24)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 50))
def test_more_rows_never_need_less(rows: int, before: int, more: int) -> None:
    rank = {None: 0, HEAD: 1, MANAGER: 2}
    few = needed(rows=rows, before=before, policy=POLICY)
    assert rank[needed(rows=rows + more, before=before, policy=POLICY)] >= rank[few]
    assert rows == 0 or rank[needed(rows=rows, before=before + more, policy=POLICY)] >= rank[few]


@pytest.mark.parametrize(
    ("asked", "account", "role", "code"),
    [
        (WAITING, OTHER, HEAD, ""),
        (WAITING, OTHER, MANAGER, ""),
        (WAITING, ME, HEAD, "own_request"),
        (WAITING, OTHER, Role.CS_OFFICER, "not_yours_to_approve"),
        (replace(WAITING, needs=MANAGER), OTHER, HEAD, "not_yours_to_approve"),
        (replace(WAITING, needs=None), OTHER, HEAD, "decided_already"),
        (APPROVED, OTHER, HEAD, "decided_already"),
    ],
)
def test_who_decides(asked: Asked, account: UUID, role: Role, code: str) -> None:
    assert judge_deciding(asked=asked, account=account, role=role).code == code


@pytest.mark.parametrize(
    ("asked", "account", "now", "code"),
    [
        (APPROVED, ME, HEAD, ""),
        (APPROVED, ME, None, ""),
        (APPROVED, OTHER, HEAD, "not_your_export"),
        (WAITING, ME, HEAD, "approval_awaited"),
        (replace(APPROVED, approved=False), ME, HEAD, "export_refused"),
        (replace(APPROVED, expires_at=AT), ME, HEAD, "export_expired"),
        (APPROVED, ME, MANAGER, "export_grown"),
        (replace(APPROVED, needs=None), ME, HEAD, "export_grown"),
    ],
)
def test_what_may_be_taken(asked: Asked, account: UUID, now: Role | None, code: str) -> None:
    assert judge_taking(asked=asked, account=account, at=AT, needs_now=now).code == code
