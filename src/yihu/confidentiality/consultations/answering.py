"""The word of the reader's own head, of the custodian's, of a delegate or of 項目經理 (R1.6b, T12, C3)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from yihu.accounts.queries import has_delegate, stands_in_for
from yihu.confidentiality import events, gate
from yihu.confidentiality import register_rows as rows
from yihu.confidentiality.models import Consultation, ConsultationItem
from yihu.dossiers.template import day_of
from yihu.estate import queries as estate
from yihu.ledger.operations import append
from yihu.policy import consultation as rules
from yihu.policy import permission
from yihu.policy.consultation import Asked, Decider
from yihu.policy.decisions import Conflict, FieldError, Invalid, NotKnown, Refused, check, refuse
from yihu.policy.delegation import Scope
from yihu.policy.vocabulary import N_, Actor, Role

LONGEST = 200


def decider_of(*, by: Actor, at: datetime, asked: Asked) -> Decider:
    """Who answers, with the delegations of this moment (T12)."""
    project_id = gate.own_project(by)
    stand_in = stands_in_for(account=by.account_id, project=project_id, scope=Scope.CONSULTATIONS, at=at)
    head = head_of(asked)
    present = has_delegate(project=project_id, role=head, scope=Scope.CONSULTATIONS, at=at)
    return Decider(by.account_id, by.role, stand_in.roles, stand_in.delegators, present)


def head_of(asked: Asked) -> Role:
    """Whose word the request waits for, or last waited for."""
    department = asked.department if asked.at_own_head else asked.custodian
    return rules.HEADS[department or asked.custodian]


@transaction.atomic
def endorse(*, by: Actor, at: datetime, consultation: Consultation, comment: str = "") -> Consultation:
    """The own head agrees that it is needed (P03); then it waits for the custodian's head.

    Raises `Refused`, `Conflict` where no endorsement is awaited, `NotKnown`, `Invalid`.
    """
    row = _locked(by, consultation)
    if row.asked.open and not row.asked.at_own_head:
        raise Conflict(
            refuse(
                "no_endorsement_awaited",
                N_("這份申請不等部門主管的意見。"),
                clause="R2.2.1.2",
                mend=N_("由保管部門的負責人批准。"),
            )
        )
    _judge(by, at, row)
    row.endorsed, row.endorsement = True, _said(comment)
    row.endorsed_at, row.endorsed_by_id = at, permission.person(by)
    project = row.project
    row.climbs_at = rules.climbs_at(
        at.astimezone(estate.zone(project)),
        calendar=estate.work_calendar(project),
        policy=estate.effective_policy(project, day_of(project, at)),
    )
    row.save(update_fields=["endorsed", "endorsement", "endorsed_at", "endorsed_by", "climbs_at"])
    _record(row, by, at, events.CONSULTATION_ENDORSED)
    return row


@transaction.atomic
def approve(
    *,
    by: Actor,
    at: datetime,
    consultation: Consultation,
    items: Collection[str] | None = None,
    until: datetime | None = None,
    comment: str = "",
) -> Consultation:
    """Permit it, or less of it: only `items`, only until `until`; its row of the register is written (F01).

    Raises `Refused` (own request, not this person's word), `Conflict` where it is decided or not yet
    endorsed, `NotKnown`, `Invalid` by field.
    """
    row = _locked(by, consultation)
    if row.asked.open and row.asked.at_own_head:
        raise Conflict(
            refuse(
                "endorsement_awaited",
                N_("申請人的部門主管還沒有加具意見。"),
                clause="R2.2.1.2",
                mend=N_("請等候該部門主管。"),
            )
        )
    head = head_of(row.asked)
    _judge(by, at, row)
    asked = list(row.items.order_by("position"))
    granted = _granted(asked, items)
    latest = rules.valid_until(
        at.astimezone(estate.zone(row.project)),
        estate.effective_policy(row.project, day_of(row.project, at)),
    )
    row.approved, row.decision = True, _said(comment)
    row.valid_until = latest if until is None else _earlier(until, latest, at)
    for item in asked:
        item.granted = item in granted
    ConsultationItem.objects.bulk_update(asked, ["granted"])
    stand_in = stands_in_for(account=by.account_id, project=row.project_id, scope=Scope.CONSULTATIONS, at=at)
    row.climbed = by.role is not head and head not in stand_in.roles
    row.decided_for_id = None if by.role is head else stand_in.delegator_in(head)
    _decide(row, by, at)
    rows.enter_permit(consultation=row, at=at)
    _record(
        row,
        by,
        at,
        events.CONSULTATION_APPROVED,
        number=row.row.number,
        items=len(granted),
        until=row.valid_until.isoformat(),
        climbed=row.climbed,
    )
    return row


@transaction.atomic
def refuse_consultation(*, by: Actor, at: datetime, consultation: Consultation, reason: str) -> Consultation:
    """Say no, with the reason, at either step. Raises as `approve` does."""
    row = _locked(by, consultation)
    at_own_head = row.asked.at_own_head
    _judge(by, at, row)
    if not reason.strip():
        text, mend = N_("沒有寫明不批准的理由。"), N_("請寫明理由，最多 200 個字。")
        raise Invalid(FieldError("reason", text, mend, code="reason_missing", clause="R1.6b"))
    if at_own_head:
        row.endorsed, row.endorsed_at, row.endorsed_by_id = False, at, permission.person(by)
        row.endorsement = _said(reason)
        row.save(update_fields=["endorsed", "endorsed_at", "endorsed_by", "endorsement"])
    else:
        row.approved, row.decision = False, _said(reason)
        _decide(row, by, at)
    _record(row, by, at, events.CONSULTATION_REFUSED)
    return row


@transaction.atomic
def countersign(*, by: Actor, at: datetime, consultation: Consultation) -> Consultation:
    """The head confirms afterwards what 項目經理 permitted in his absence (T12)."""
    row = _locked(by, consultation)
    head = rules.HEADS[row.asked.custodian]
    stand_in = stands_in_for(account=by.account_id, project=row.project_id, scope=Scope.CONSULTATIONS, at=at)
    if not rules.needs_countersign(
        row.asked, climbed=row.climbed, countersigned=row.countersigned_at is not None
    ):
        raise Conflict(
            refuse(
                "no_countersign_awaited", N_("這份許可不需要補簽。"), clause="T12", mend=N_("不需要再簽。")
            )
        )
    own = by.account_id in (row.reader_id, row.asked_by_id, row.decided_by_id)
    if own or not (by.role is head or head in stand_in.roles):
        raise Refused(
            refuse(
                "not_custodian_head",
                N_("補簽由保管部門的負責人本人辦理。"),
                clause="T12",
                mend=N_("請保管部門的負責人處理。"),
            )
        )
    row.countersigned_at, row.countersigned_by_id = at, permission.person(by)
    row.save(update_fields=["countersigned_at", "countersigned_by"])
    _record(row, by, at, events.CONSULTATION_COUNTERSIGNED)
    return row


def may_answer(*, by: Actor, at: datetime, consultation: Consultation) -> bool:
    """Whether this person's word is the one it waits for now."""
    if by.project_id != consultation.project_id or not consultation.asked.open:
        return False
    asked = consultation.asked
    return bool(rules.judge_answering(asked, decider_of(by=by, at=at, asked=asked), at=at))


def _locked(by: Actor, consultation: Consultation) -> Consultation:
    """The request under lock, so that of two heads at once one wins and the other is told."""
    if by.project_id != consultation.project_id:
        raise NotKnown
    rows_ = Consultation.objects.select_for_update(of=("self",)).select_related("project")
    return rows_.get(pk=consultation.pk)


def _judge(by: Actor, at: datetime, row: Consultation) -> None:
    decision = rules.judge_answering(row.asked, decider_of(by=by, at=at, asked=row.asked), at=at)
    if decision.code == "decided_already":
        raise Conflict(decision)
    check(decision)


def _granted(asked: list[ConsultationItem], items: Collection[str] | None) -> list[ConsultationItem]:
    if items is None:
        return asked
    granted = [item for item in asked if item.word in items]
    if not granted or set(items) - {item.word for item in asked}:
        text, mend = N_("只能從申請的各件中選取，至少一件。"), N_("請重新選取。")
        raise Invalid(FieldError("items", text, mend, code="items_not_asked", clause="R1.6b"))
    return granted


def _earlier(until: datetime, latest: datetime, at: datetime) -> datetime:
    if not at < until <= latest:
        text, mend = N_("時限必須在現在之後，且不晚於 %(latest)s。"), N_("請改正時限。")
        said = {"latest": f"{latest:%Y-%m-%d %H:%M}"}
        raise Invalid(FieldError("until", text, mend, code="until_too_late", clause="T13", params=said))
    return until


def _said(text: str) -> str:
    said = text.strip()
    if len(said) > LONGEST:
        raise Invalid(FieldError("comment", N_("意見太長。"), N_("最多 200 個字。"), code="too_long"))
    return said


def _decide(row: Consultation, by: Actor, at: datetime) -> None:
    row.decided_at, row.decided_by_id = at, permission.person(by)
    row.save(
        update_fields=[
            "approved",
            "decision",
            "valid_until",
            "climbed",
            "decided_for",
            "decided_at",
            "decided_by",
        ]
    )


def _record(row: Consultation, by: Actor, at: datetime, action: str, **detail: object) -> None:
    append(
        project_id=row.project_id,
        by=by,
        at=at,
        action=action,
        subjects={"consultation": row.pk, "dossier": row.dossier_id, "reader": row.reader_id},
        detail=detail,
    )
