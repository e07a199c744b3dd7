"""Going live: what was missing on that day is caught up by a dated plan, apart from ordinary gaps (P21)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yihu.policy.cadence import add_months
from yihu.policy.composition import EffectivePolicy
from yihu.policy.decisions import ALLOWED, Decision, FieldError, refuse
from yihu.policy.vocabulary import N_

CLAUSE = "R1.10a"
REASON_LIMIT = 400


class PlanState(StrEnum):
    """How the catching up of a building stands."""

    NONE = "none"
    RUNNING = "running"
    DONE = "done"
    ENDED = "ended"


PLAN_STATE_TITLES: dict[PlanState, str] = {
    PlanState.NONE: N_("未訂計劃"),
    PlanState.RUNNING: N_("補錄中"),
    PlanState.DONE: N_("已補齊"),
    PlanState.ENDED: N_("已到期"),
}


@dataclass(frozen=True, slots=True)
class Split:
    """What is missing, told apart: ordinary gaps, and those that a plan still covers."""

    ordinary: int
    catch_up: int


def known_at_go_live(*, known_on: date, went_live_on: date | None) -> bool:
    """Whether a gap was known on the day the project went live, which is the last day that counts (P21)."""
    return went_live_on is not None and known_on <= went_live_on


def is_catch_up(*, known_on: date, went_live_on: date | None, ends_on: date | None, as_of: date) -> bool:
    """Whether a gap belongs to the catch-up plan of its building on a day (P21, R1.10a, R3.6).

    `ends_on` is the plan's last day, None where the building has no plan. A gap that came after going live,
    one without a plan and one whose plan has ended are ordinary.
    """
    known = known_at_go_live(known_on=known_on, went_live_on=went_live_on)
    return known and runs(ends_on=ends_on, as_of=as_of)


def runs(*, ends_on: date | None, as_of: date) -> bool:
    """Whether a plan (its last day, None for none) still covers what it was made for; that day included."""
    return ends_on is not None and as_of <= ends_on


def state_of(*, ends_on: date | None, left: int, as_of: date) -> PlanState:
    """How a building's catching up stands: its last day, and how much of going live is still missing."""
    if ends_on is None:
        return PlanState.NONE
    if not left:
        return PlanState.DONE
    return PlanState.RUNNING if runs(ends_on=ends_on, as_of=as_of) else PlanState.ENDED


def last_day(*, went_live_on: date, policy: EffectivePolicy) -> date:
    """The latest day on which a plan may end: P21's months after going live, 12 or what is stricter."""
    return add_months(went_live_on, policy.value("P21.catch_up_months"))


def judge_plan(*, went_live_on: date | None, as_of: date, policy: EffectivePolicy) -> Decision:
    """Whether a project can have catch-up plans now: it has gone live, no longer ago than P21 allows."""
    if went_live_on is None:
        return refuse(
            "no_go_live",
            N_("本項目沒有登記上線日，沒有補錄計劃。"),
            clause=CLAUSE,
            mend=N_("所有缺漏按日常缺漏補齊。"),
        )
    last = last_day(went_live_on=went_live_on, policy=policy)
    if as_of > last:
        return refuse(
            "catch_up_over",
            N_("上線日 %(live)s 的補錄期限 %(last)s 已過。"),
            clause=CLAUSE,
            mend=N_("尚缺的資料按日常缺漏補齊。"),
            live=went_live_on.isoformat(),
            last=last.isoformat(),
        )
    return ALLOWED


def check_end(
    *, ends_on: date, went_live_on: date, as_of: date, policy: EffectivePolicy
) -> tuple[FieldError, ...]:
    """What is wrong with a plan's last day: after going live, within P21, and not past (R1.10a)."""
    last = last_day(went_live_on=went_live_on, policy=policy)
    if ends_on <= went_live_on:
        text, mend, code = (
            N_("完成日須在上線日 %(live)s 之後。"),
            N_("請填上線日之後的日期，最遲 %(last)s。"),
            "end_before_go_live",
        )
    elif ends_on > last:
        text, mend, code = (
            N_("補錄計劃最長 %(months)s 個月。"),
            N_("請填不遲於 %(last)s 的日期。"),
            "end_too_late",
        )
    elif ends_on < as_of:
        text, mend, code = N_("完成日已經過去。"), N_("請填今天或以後的日期，最遲 %(last)s。"), "end_passed"
    else:
        return ()
    params = {
        "live": went_live_on.isoformat(),
        "last": last.isoformat(),
        "months": policy.value("P21.catch_up_months"),
    }
    return (FieldError("ends_on", text, mend, code=code, clause=CLAUSE, params=params),)


def check_reason(reason: str) -> tuple[FieldError, ...]:
    """A plan is changed only with a reason in writing."""
    if 0 < len(reason.strip()) <= REASON_LIMIT:
        return ()
    text, mend = N_("請寫明改期的原因。"), N_("原因不可留空，最多 %(limit)s 個字。")
    return (
        FieldError(
            "reason", text, mend, code="reason_missing", clause=CLAUSE, params={"limit": REASON_LIMIT}
        ),
    )
