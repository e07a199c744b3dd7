"""查閱 (R1.6b, F01): who endorses, who decides, until when a permit opens what it names (T12, T13, C3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from yihu.policy.calendars import WorkCalendar
from yihu.policy.composition import EffectivePolicy
from yihu.policy.decisions import ALLOWED, Decision, refuse
from yihu.policy.office_hours import after_office_hours
from yihu.policy.vocabulary import N_, Department, Role


class Mode(StrEnum):
    """How it is read: on the screen, the paper on the spot, a numbered copy (R1.6b)."""

    SCREEN = "screen"
    ONSITE = "onsite"
    COPY = "copy"


MODE_TITLES = {Mode.SCREEN: N_("屏幕"), Mode.ONSITE: N_("現場紙本"), Mode.COPY: N_("複印")}


class Field(StrEnum):
    """A fact that can be asked for without any paper."""

    NAME = "name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    MEMBERS = "members"


FIELD_TITLES = {
    Field.NAME: N_("業主姓名"),
    Field.PHONE: N_("聯繫電話"),
    Field.ID_NUMBER: N_("證件號碼"),
    Field.MEMBERS: N_("家庭成員"),
}


class ItemKind(StrEnum):
    """What an item of a request is: a paper, a line of the catalogue, a fact."""

    DOCUMENT = "document"
    LINE = "line"
    FIELD = "field"


class ConsultationState(StrEnum):
    """Where a request stands (Annex C)."""

    AWAITING_ENDORSEMENT = "awaiting_endorsement"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    IN_USE = "in_use"
    ENDED = "ended"
    REFUSED = "refused"
    EXPIRED = "expired"


HEADS = {Department.CS: Role.CS_HEAD, Department.ENG: Role.ENG_HEAD, Department.SEC: Role.SEC_HEAD}
_WITHOUT_OWN_HEAD = frozenset({*HEADS.values(), Role.PROJECT_MANAGER, Role.AUDITOR, Role.VIEWER})


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as far as rules look at it.

    `department` is the reader's own, `custodian` the one whose volume it is. `climbs_at` is when the step it
    waits at climbs to 項目經理; `head_asks` that the head whose word it takes is the one who asks.
    """

    asked_by: UUID
    reader: UUID
    department: Department | None
    custodian: Department
    asked_at: datetime
    needs_endorsement: bool
    climbs_at: datetime
    endorsed: bool | None = None
    approved: bool | None = None
    decided_at: datetime | None = None
    valid_until: datetime | None = None
    started_at: datetime | None = None
    last_seen_at: datetime | None = None
    ended_at: datetime | None = None
    head_asks: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody's word is still awaited."""
        return self.approved is None and self.endorsed is not False

    @property
    def at_own_head(self) -> bool:
        """Whether it waits for the word of the reader's own head (P03)."""
        return self.needs_endorsement and self.endorsed is None


@dataclass(frozen=True, slots=True)
class Decider:
    """Who answers: the role held, and for whom he stands in by a recorded delegation (T12).

    `stands_for` are the roles of those who delegated to him, `delegators` their accounts. `delegate_active`
    says whether the head concerned has a delegate now, in whose hands it then stays.
    """

    account: UUID | None
    role: Role | None
    stands_for: frozenset[Role] = frozenset()
    delegators: frozenset[UUID] = frozenset()
    delegate_active: bool = False


def needs_endorsement(*, role: Role, policy: EffectivePolicy) -> bool:
    """Whether the reader's own head says his word first (P03); a head's own request needs none."""
    return bool(policy.value("P03")) and role not in _WITHOUT_OWN_HEAD


def climbs_at(since: datetime, *, calendar: WorkCalendar, policy: EffectivePolicy) -> datetime:
    """When a step that nobody answered climbs to 項目經理: after P12 office hours (T12)."""
    return after_office_hours(since, int(policy.value("P12")), calendar=calendar, policy=policy)


def valid_until(decided: datetime, policy: EffectivePolicy) -> datetime:
    """Until when a permit of `decided` (in the project's zone) lasts (T13): 18:00 of that day.

    Approved after 17:00, until 18:00 of the next day; never longer than 25 hours.
    """
    closes = policy.value("P13.until")
    day = decided.date()
    if decided.time() > policy.value("P13.next_day_after"):
        day += timedelta(days=1)
    until = datetime.combine(day, closes, decided.tzinfo)
    return min(until, decided + timedelta(hours=int(policy.value("P13.max_hours"))))


def idle(policy: EffectivePolicy) -> timedelta:
    """How long a screen view stays open untouched (T13)."""
    return timedelta(minutes=int(policy.value("P13.idle_minutes")))


def state_of(asked: Asked, *, at: datetime) -> ConsultationState:
    """Where a request stands at an instant."""
    if asked.endorsed is False or asked.approved is False:
        return ConsultationState.REFUSED
    if asked.approved is None:
        return (
            ConsultationState.AWAITING_ENDORSEMENT
            if asked.at_own_head
            else ConsultationState.AWAITING_APPROVAL
        )
    if asked.ended_at is not None:
        return ConsultationState.ENDED
    if asked.valid_until is None or at >= asked.valid_until:
        return ConsultationState.EXPIRED
    return ConsultationState.IN_USE if asked.started_at else ConsultationState.APPROVED


def judge_answering(asked: Asked, who: Decider, *, at: datetime) -> Decision:
    """Whether this person may endorse, approve or refuse at the step where the request waits.

    The reader's own head endorses; the head of the department that keeps the volume approves (C3). A recorded
    delegate stands in; without one, 項目經理 after P12 office hours, and at once where the head himself asks.
    Nobody answers his own request, nor a delegate that of who appointed him (T12, R1.6b).
    """
    if not asked.open:
        return refuse("decided_already", N_("這份申請已有決定。"), clause="R1.6b", mend=N_("不需要再決定。"))
    if who.account is None or who.account in (asked.asked_by, asked.reader):
        return _own()
    if {asked.asked_by, asked.reader} & who.delegators:
        return refuse(
            "delegators_request",
            N_("代理人不能批准委託人自己的申請。"),
            clause="T12",
            mend=N_("由項目經理決定。"),
        )
    department = asked.department if asked.at_own_head else asked.custodian
    head = HEADS[department] if department else Role.CS_HEAD
    if who.role is head or head in who.stands_for:
        return ALLOWED
    if who.role is Role.PROJECT_MANAGER or Role.PROJECT_MANAGER in who.stands_for:
        return _climbed(asked, who, at)
    if asked.at_own_head:
        return refuse(
            "not_own_head",
            N_("這份申請先由申請人的部門主管加具意見。"),
            clause="R2.2.1.2",
            mend=N_("請該部門主管處理。"),
        )
    return refuse(
        "not_custodian_head",
        N_("這份申請由保管部門的負責人批准。"),
        clause="R1.6b",
        mend=N_("請保管部門的負責人處理。"),
    )


def judge_using(asked: Asked, account: UUID | None, *, at: datetime) -> Decision:
    """Whether the reader may use the permit now: his own, decided, begun not before it, not over (T13)."""
    if account is None or account != asked.reader:
        return refuse(
            "not_your_permit",
            N_("查閱許可只限申請人本人使用。"),
            clause="R1.6b",
            mend=N_("需要時請自行申請。"),
        )
    match state_of(asked, at=at):
        case ConsultationState.APPROVED | ConsultationState.IN_USE if (
            asked.decided_at is not None and at >= asked.decided_at
        ):
            return ALLOWED
        case ConsultationState.REFUSED:
            return refuse(
                "permit_refused", N_("這份申請沒有獲批准。"), clause="R1.6b", mend=N_("請看所寫的理由。")
            )
        case ConsultationState.ENDED:
            return refuse("permit_ended", N_("這次查閱已經結束。"), clause="R1.6b", mend=_ASK_AGAIN)
        case ConsultationState.EXPIRED:
            return refuse("permit_expired", N_("查閱許可的時限已過。"), clause="R1.6b", mend=_ASK_AGAIN)
    return refuse(
        "permit_awaited",
        N_("這份申請還沒有批准。"),
        clause="R1.6b",
        mend=N_("請等候批准，或請批准人處理。"),
    )


def judge_looking(asked: Asked, account: UUID | None, *, at: datetime, policy: EffectivePolicy) -> Decision:
    """As `judge_using`, and that the view did not close itself after idle minutes (T13)."""
    decision = judge_using(asked, account, at=at)
    if not decision:
        return decision
    if asked.last_seen_at is not None and at - asked.last_seen_at > idle(policy):
        return refuse(
            "view_closed",
            N_("畫面閒置太久，查閱已自動關閉。"),
            clause="R1.6d",
            mend=N_("在時限內可以再開始查閱。"),
        )
    return ALLOWED


def needs_countersign(asked: Asked, *, climbed: bool, countersigned: bool) -> bool:
    """Whether the head still has to countersign what 項目經理 approved in his absence (T12)."""
    return climbed and not countersigned and asked.approved is True


_ASK_AGAIN = N_("仍有需要請重新申請。")


def _own() -> Decision:
    return refuse("own_request", N_("不能批准自己的申請。"), clause="R1.6b", mend=N_("請另一位負責人批准。"))


def _climbed(asked: Asked, who: Decider, at: datetime) -> Decision:
    """項目經理: at once where the head cannot, else only after the climb, and not past a delegate."""
    if asked.head_asks:
        return ALLOWED
    if who.delegate_active:
        return refuse(
            "delegate_decides",
            N_("負責人已委託代理人處理。"),
            clause="T12",
            mend=N_("請代理人處理。"),
        )
    if at < asked.climbs_at:
        return refuse(
            "not_climbed",
            N_("負責人處理的時限未過，還沒有上升到項目經理。"),
            clause="T12",
            mend=N_("可在 %(when)s 以後決定。"),
            when=f"{asked.climbs_at:%Y-%m-%d %H:%M}",
        )
    return ALLOWED
