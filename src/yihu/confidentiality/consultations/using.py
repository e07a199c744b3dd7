"""A permit in use: begun, looked through, ended; exactly the items, exactly the time (R1.6b, T13)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from yihu.confidentiality import events, gate
from yihu.confidentiality.models import Consultation, ConsultationItem
from yihu.dossiers.models import Document
from yihu.dossiers.template import day_of
from yihu.estate import queries as estate
from yihu.households import ciphers
from yihu.households.models import Member, Ownership, Phone
from yihu.ledger.operations import append
from yihu.policy import consultation as rules
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.consultation import Field, ItemKind, Mode
from yihu.policy.decisions import Conflict, Decision, FieldError, Invalid, NotKnown, Refused, check, refuse
from yihu.policy.vocabulary import N_, Actor, Department, Role

_STATES = frozenset({"permit_awaited", "permit_refused", "permit_ended", "permit_expired"})


@dataclass(frozen=True, slots=True)
class FieldSeen:
    """A field under a permit, in clear: whose, and the value."""

    field: Field
    values: tuple[tuple[str, str], ...]


@transaction.atomic
def start(*, by: Actor, at: datetime, consultation: Consultation) -> Consultation:
    """Begin the reading, or go on after the view closed itself (T13).

    The reader begins a screen view; the custodian's people begin a reading of paper, at their counter.
    Raises `Refused`, `Conflict` while it waits, once it is over, `NotKnown`.
    """
    row = _locked(by, consultation)
    _judge(row, _served_as(by, at, row), at)
    fresh = row.started_at is None
    row.started_at, row.last_seen_at = row.started_at or at, at
    row.save(update_fields=["started_at", "last_seen_at"])
    _record(row, by, at, events.CONSULTATION_STARTED, again=not fresh)
    return row


@transaction.atomic
def end(
    *,
    by: Actor,
    at: datetime,
    consultation: Consultation,
    pages: int | None = None,
    condition: str = "",
    note: str = "",
) -> Consultation:
    """End the reading. Of paper, the custodian's people confirm its condition (R1.6c).

    Raises `Refused`, `Conflict` where it is over or was never begun, `Invalid` by field.
    """
    row = _locked(by, consultation)
    account = _served_as(by, at, row)
    if row.started_at is None:
        _judge(row, account, at)
        raise Conflict(
            refuse("not_started", N_("這次查閱還沒有開始。"), clause="R1.6c", mend=N_("請先登記開始。"))
        )
    if row.ended_at is not None or account != row.reader_id:
        _judge(row, account, at)
    errors = []
    if row.mode != Mode.SCREEN and condition not in Consultation.Condition.values:
        text, mend = N_("沒有寫明紙本的狀況。"), N_("請核對後選完好或破損。")
        errors.append(FieldError("condition", text, mend, code="condition_missing", clause="R1.6c"))
    if len(note.strip()) > 200:
        errors.append(FieldError("note", N_("備註太長。"), N_("最多 200 個字。"), code="too_long"))
    if errors:
        raise Invalid(*errors)
    row.ended_at, row.ended_by_id = at, permission.person(by)
    row.pages, row.condition, row.note = pages, condition, note.strip()
    row.save(update_fields=["ended_at", "ended_by", "pages", "condition", "note"])
    _record(row, by, at, events.CONSULTATION_ENDED)
    return row


def permit_for(*, by: Actor, at: datetime, document: Document) -> Consultation | None:
    """The screen permit of this person that names the document: one that opens it now, else the latest."""
    named = Q(document=document.pk) | Q(code=document.line, kind=ItemKind.LINE)
    found = Consultation.objects.filter(
        reader=by.account_id,
        project=document.project_id,
        dossier=document.dossier_id,
        volume=document.volume,
        mode=Mode.SCREEN,
        approved=True,
        pk__in=ConsultationItem.objects.filter(named, granted=True).values("consultation"),
    )
    permits = list(found.select_related("project", "row").order_by("-valid_until"))
    live = (permit for permit in permits if judge_looking(by=by, at=at, consultation=permit))
    return next(live, permits[0] if permits else None)


def permit_for_field(*, by: Actor, at: datetime, dossier: UUID, field: str) -> Consultation | None:
    """The permit that shows this person a field of the file now; None without a live one."""
    found = Consultation.objects.filter(
        reader=by.account_id, dossier=dossier, mode=Mode.SCREEN, approved=True, valid_until__gt=at
    )
    items = ConsultationItem.objects.filter(kind=ItemKind.FIELD, code=field, granted=True)
    permits = found.filter(pk__in=items.values("consultation")).select_related("project")
    return next((each for each in permits if judge_looking(by=by, at=at, consultation=each)), None)


def holds_permit(*, by: Actor, project_id: UUID) -> bool:
    """Whether anything was ever permitted to this person; who has nothing learns nothing, as quickly."""
    held = Consultation.objects.filter(reader=by.account_id, project=project_id, approved=True)
    return held.exists()


def look(
    *, by: Actor, at: datetime, consultation: Consultation, action: str, document: Document, page: int = 0
) -> None:
    """Decide a look at a document under a permit and register it; the first look begins the reading.

    Raises `Refused` with what is over; `NotKnown` for a visitor, who may not even know of it then.
    """
    with transaction.atomic():
        row = _locked(by, consultation)
        decision = judge_looking(by=by, at=at, consultation=row)
        if not decision:
            if by.role is Role.VIEWER and decision.code != "view_closed":
                raise NotKnown
            raise Refused(decision)
        _touch(row, at)
        subjects: dict[str, UUID | str] = {"document": document.pk}
        _record(row, by, at, action, subjects=subjects, **({"page": page} if page else {}))


def judge_looking(*, by: Actor, at: datetime, consultation: Consultation) -> Decision:
    """Whether this person may look through the permit at this moment."""
    project = consultation.project
    policy = estate.effective_policy(project, day_of(project, at))
    return rules.judge_looking(consultation.asked, by.account_id, at=at, policy=policy)


def documents_of(consultation: Consultation) -> list[Document]:
    """The documents that a permit opens: those named, and those that lie in the lines named, with images."""
    granted = ConsultationItem.objects.filter(consultation=consultation, granted=True)
    named = Q(pk__in=granted.exclude(document=None).values("document"))
    lying = Q(line__in=granted.filter(kind=ItemKind.LINE).values("code"))
    found = Document.objects.filter(named | lying, dossier=consultation.dossier_id)
    return list(found.filter(volume=consultation.volume).order_by("line", "received_at", "pk"))


@transaction.atomic
def see_fields(*, by: Actor, at: datetime, consultation: Consultation) -> tuple[FieldSeen, ...]:
    """The permitted fields in clear; the sight is registered. Raises `Refused`, `Conflict`."""
    row = _locked(by, consultation)
    granted = row.items.filter(kind=ItemKind.FIELD, granted=True).order_by("position")
    fields = [Field(code) for code in granted.values_list("code", flat=True)]
    if not fields:
        return ()
    decision = judge_looking(by=by, at=at, consultation=row)
    if not decision:
        raise (Conflict if decision.code in _STATES else Refused)(decision)
    _touch(row, at)
    _record(row, by, at, events.FIELDS_VIEWED, fields=[str(field) for field in fields])
    household = row.dossier.household_id
    return tuple(FieldSeen(field, _values(field, household)) for field in fields)


def _values(field: Field, household: UUID) -> tuple[tuple[str, str], ...]:
    if field is Field.MEMBERS:
        members = Member.objects.filter(household=household, ends_on__isnull=True).order_by("kind", "id")
        return tuple(members.values_list("person__name", "relation"))
    owners = Ownership.objects.filter(household=household, ends_on__isnull=True).order_by("position", "id")
    held = list(owners.select_related("person"))
    if field is Field.NAME:
        return tuple((row.person.name, "") for row in held)
    if field is Field.ID_NUMBER:
        return tuple(
            (row.person.name, ciphers.unseal(row.person.id_number, ciphers.ID_NUMBER))
            for row in held
            if row.person.id_number
        )
    phones = Phone.objects.filter(person__in=[row.person_id for row in held], until__isnull=True)
    return tuple(
        (name, ciphers.unseal(number, ciphers.PHONE))
        for name, number in phones.order_by("position", "since", "id").values_list("person__name", "number")
    )


def _touch(row: Consultation, at: datetime) -> None:
    row.started_at, row.last_seen_at = row.started_at or at, at
    row.save(update_fields=["started_at", "last_seen_at"])


def _served_as(by: Actor, at: datetime, row: Consultation) -> UUID | None:
    """In whose place this person begins or ends the reading: the reader's own, or at the counter of paper."""
    if row.mode == Mode.SCREEN:
        return by.account_id
    decision = gate.decide(
        by=by,
        at=at,
        project_id=row.project_id,
        thing=Object.DOCUMENT_FILING,
        verb=Verb.FILE,
        volume=Department(row.volume),
    )
    if by.account_id != row.reader_id and decision:
        return row.reader_id
    raise Refused(
        refuse(
            "served_by_custodian",
            N_("紙本由保管部門的檔案專人交出、收回並登記時間。"),
            clause="R1.6c",
            mend=N_("請到存放地點找檔案專人。"),
        )
    )


def _locked(by: Actor, consultation: Consultation) -> Consultation:
    if by.project_id != consultation.project_id:
        raise NotKnown
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("project", "dossier")
    return rows.get(pk=consultation.pk)


def _judge(row: Consultation, account: UUID | None, at: datetime) -> None:
    decision = rules.judge_using(row.asked, account, at=at)
    if decision.code in _STATES:
        raise Conflict(decision)
    check(decision)


def _record(
    row: Consultation,
    by: Actor,
    at: datetime,
    action: str,
    *,
    subjects: dict[str, UUID | str] | None = None,
    **detail: object,
) -> None:
    about: dict[str, UUID | str] = {"consultation": row.pk, "dossier": row.dossier_id}
    append(
        project_id=row.project_id,
        by=by,
        at=at,
        action=action,
        subjects=about | (subjects or {}),
        detail=detail,
    )
