"""代理 (T12): only a recorded delegation moves the right to approve from one person to another."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from yihu.policy.decisions import ALLOWED, Decision, FieldError, refuse
from yihu.policy.vocabulary import N_, Role


class Scope(StrEnum):
    """Which approvals are handed over."""

    CONSULTATIONS = "consultations"
    LOANS = "loans"
    CHECKS = "checks"
    REPORTS = "reports"
    EXPORTS = "exports"
    ALL = "all"


SCOPE_TITLES = {
    Scope.CONSULTATIONS: N_("查閱審批"),
    Scope.LOANS: N_("借閱審批"),
    Scope.CHECKS: N_("檢查"),
    Scope.REPORTS: N_("月報"),
    Scope.EXPORTS: N_("導出審批"),
    Scope.ALL: N_("全部審批"),
}
DELEGATORS = frozenset({Role.CS_HEAD, Role.ENG_HEAD, Role.SEC_HEAD, Role.PROJECT_MANAGER})
_NEVER = frozenset({Role.VIEWER, Role.SYSADMIN, Role.AUDITOR})


def fit_to_stand_in(role: Role) -> bool:
    """Whether this role may stand in: visitors, administrators and auditors may not (check 27)."""
    return role not in _NEVER


def judge_delegating(
    *, account: UUID | None, role: Role | None, from_account: UUID, from_role: Role, to_account: UUID
) -> Decision:
    """Whether this person may record that `from_account` is represented by `to_account`.

    A head or 項目經理 does so himself; 項目經理 also for a head who fell ill, though never to himself (T12).
    """
    if from_role not in DELEGATORS:
        return refuse(
            "nothing_to_delegate",
            N_("這個崗位沒有審批權可以委託。"),
            clause="T12",
            mend=N_("只有部門負責人和項目經理可以委託代理。"),
        )
    for_another = role is Role.PROJECT_MANAGER and account not in (None, to_account)
    if account == from_account or for_another:
        return ALLOWED
    return refuse(
        "not_yours_to_delegate",
        N_("代理只能由委託人本人登記。"),
        clause="T12",
        mend=N_("請委託人本人，或項目經理登記。"),
    )


def wrong_fields(
    *,
    from_account: UUID,
    to_account: UUID,
    to_role: Role,
    starts_at: datetime,
    ends_at: datetime,
    at: datetime,
    basis: str,
) -> list[FieldError]:
    """What is wrong with a delegation, by field."""
    errors = []
    if to_account == from_account or not fit_to_stand_in(to_role):
        text, mend = N_("不能由這個人代理。"), N_("請選本項目另一位同事；審計、訪客和系統管理員不能代理。")
        errors.append(FieldError("to", text, mend, code="delegate_unfit", clause="T12"))
    if ends_at <= starts_at or ends_at <= at:
        text, mend = N_("結束時間必須在開始之後，並且還沒有過去。"), N_("請改正起止時間。")
        errors.append(FieldError("ends_at", text, mend, code="span_empty", clause="T12"))
    if not basis.strip():
        text, mend = N_("沒有寫明代理的依據。"), N_("例如「年假，8 月 3 日至 7 日」。")
        errors.append(FieldError("basis", text, mend, code="basis_missing", clause="T12"))
    return errors
