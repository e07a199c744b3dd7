"""How many rows may leave by whose word, and whether a paper may still be taken (P19, R1.8)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from yihu.policy.composition import EffectivePolicy
from yihu.policy.decisions import ALLOWED, Decision, refuse
from yihu.policy.vocabulary import N_, Role

OPEN_FOR = timedelta(hours=24)
"""How long an approved export can be taken; a free one as long."""

_DECIDERS = {
    Role.CS_HEAD: frozenset({Role.CS_HEAD, Role.PROJECT_MANAGER}),
    Role.PROJECT_MANAGER: frozenset({Role.PROJECT_MANAGER}),
}
_RANK = {None: 0, Role.CS_HEAD: 1, Role.PROJECT_MANAGER: 2}


@dataclass(frozen=True, slots=True)
class Asked:
    """An export as far as rules look at it; `needs` is whose word it takes, none where it is free."""

    asked_by: UUID
    needs: Role | None
    approved: bool | None = None
    expires_at: datetime | None = None


def span(policy: EffectivePolicy) -> timedelta:
    """Over how long the rows of a person are summed up."""
    return timedelta(hours=int(policy.value("P19.hours")))


def needed(*, rows: int, before: int, policy: EffectivePolicy) -> Role | None:
    """Whose approval `rows` rows with L3 data need, after `before` that this person took in the span."""
    if rows and rows + before > int(policy.value("P19.manager_rows")):
        return Role.PROJECT_MANAGER
    if rows and rows + before > int(policy.value("P19.head_rows")):
        return Role.CS_HEAD
    return None


def judge_deciding(*, asked: Asked, account: UUID | None, role: Role | None) -> Decision:
    """Whether this person decides that request: never the own one, never one above the own word."""
    if asked.approved is not None or asked.needs is None:
        return refuse(
            "decided_already", N_("這份導出申請已有決定。"), clause="R1.8", mend=N_("不需要再決定。")
        )
    if account == asked.asked_by:
        return refuse(
            "own_request", N_("不能批准自己的申請。"), clause="R1.8", mend=N_("請另一位負責人批准。")
        )
    if role not in _DECIDERS[asked.needs]:
        return refuse(
            "not_yours_to_approve",
            N_("這樣多的行數須由項目經理批准。"),
            clause="R1.8",
            mend=N_("請交項目經理決定。"),
        )
    return ALLOWED


def judge_taking(*, asked: Asked, account: UUID | None, at: datetime, needs_now: Role | None) -> Decision:
    """Whether the file may be made now: by who asked, approved, in time, and not grown past its approval."""
    if account != asked.asked_by:
        return refuse(
            "not_your_export",
            N_("檔案只交給申請人本人。"),
            clause="R1.8",
            mend=N_("需要時請自行申請。"),
        )
    if asked.needs is not None and asked.approved is None:
        return refuse(
            "approval_awaited",
            N_("這份導出申請還沒有批准。"),
            clause="R1.8",
            mend=N_("請等候批准，或請批准人處理。"),
        )
    if asked.approved is False:
        return refuse(
            "export_refused",
            N_("這份導出申請沒有獲批准。"),
            clause="R1.8",
            mend=N_("請看理由，縮小範圍後重新申請。"),
        )
    if asked.expires_at is None or at >= asked.expires_at:
        return refuse(
            "export_expired", N_("領取的時限已過。"), clause="R1.8", mend=N_("仍有需要請重新申請。")
        )
    if _RANK[needs_now] > _RANK[asked.needs]:
        return refuse(
            "export_grown",
            N_("符合範圍的行數已超過所批准的數目。"),
            clause="R1.8",
            mend=N_("請重新申請。"),
        )
    return ALLOWED
