"""查閱: a permit for named items, by the custodian's word, for a day, in the register (R1.6b, R1.6c, F01)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from yihu.api.answers import Answer, answer
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import page, reading, whole, writing
from yihu.api.idempotency import once
from yihu.api.schemas.base import Page
from yihu.api.schemas.consultations import (
    ApprovalBody,
    CommentBody,
    ConsultationDone,
    ConsultationOut,
    ConsultationsAsked,
    EndBody,
    FieldValue,
    ItemOut,
    NewConsultation,
    NoBody,
    RefusalBody,
)
from yihu.confidentiality import consultations as acts
from yihu.confidentiality.consultations import ItemView
from yihu.confidentiality.models import Consultation, ConsultationRow
from yihu.dossiers.models import Dossier
from yihu.policy.consultation import ItemKind, Mode
from yihu.policy.vocabulary import Department

router = Router(tags=["consultations"])


@router.post("", response=writing(ConsultationDone, 201))
def ask_consultation(request: ApiRequest, body: NewConsultation) -> HttpResponse:
    """Ask to read named items; it waits for the own head (P03), then for the custodian's (C3)."""
    _project, by = enter_of(request, row_of(Dossier), body.dossier_id)
    dossier = Dossier.objects.select_related("project", "household__unit").get(pk=body.dossier_id)

    def act() -> Answer:
        made = acts.ask_consultation(
            by=by,
            at=request.caller.at,
            dossier=dossier,
            items=body.items,
            purpose=body.purpose,
            mode=body.mode,
            reader=body.reader,
        )
        return answer(_done(request, made), status=201)

    return once(request, act)


@router.get("", response=reading(Page[ConsultationOut]))
def list_consultations(request: ApiRequest, asked: Query[ConsultationsAsked]) -> Page[ConsultationOut]:
    """Requests the caller may know of, newest first; or those that wait for the caller's word."""
    project, by = enter(request, asked.project)
    who: dict[str, Any] = {"by": by, "at": request.caller.at, "project": project}
    if asked.waiting:
        waiting = acts.list_waiting(**who)
        items = acts.items_of(waiting)
        return whole([_out(request, row, items[row.pk]) for row in waiting], Page[ConsultationOut])
    found = acts.list_consultations(**who, cursor=asked.cursor, limit=asked.limit)
    items = acts.items_of(found.items)
    return page(found, lambda row: _out(request, row, items[row.pk]), Page[ConsultationOut])


@router.get("/{uuid:consultation_id}", response=reading(ConsultationOut))
def show_consultation(request: ApiRequest, consultation_id: UUID) -> ConsultationOut:
    """A request and where it stands; to its reader, while it lasts, the permitted fields in clear."""
    found = _find(request, consultation_id)
    items = acts.items_of([found])[found.pk]
    seen: list[FieldValue] = []
    if acts.judge_looking(by=request.actor, at=request.caller.at, consultation=found):
        fields = acts.see_fields(by=request.actor, at=request.caller.at, consultation=found)
        seen = [
            FieldValue(field=each.field, name=name, value=value)
            for each in fields
            for name, value in each.values
        ]
        found = _find(request, consultation_id)
    return _out(request, found, items, seen)


@router.post("/{uuid:consultation_id}/endorse", response=writing(ConsultationDone))
def endorse_consultation(
    request: ApiRequest, consultation_id: UUID, body: CommentBody | None = None
) -> HttpResponse:
    """The own head agrees (P03)."""
    comment = body.comment if body else ""
    return _act(request, consultation_id, lambda who: acts.endorse(**who, comment=comment))


@router.post("/{uuid:consultation_id}/approve", response=writing(ConsultationDone))
def approve_consultation(
    request: ApiRequest, consultation_id: UUID, body: ApprovalBody | None = None
) -> HttpResponse:
    """Permit it, or less of it; nobody his own."""
    said = body or ApprovalBody()
    return _act(
        request,
        consultation_id,
        lambda who: acts.approve(**who, items=said.items, until=said.until, comment=said.comment),
    )


@router.post("/{uuid:consultation_id}/refuse", response=writing(ConsultationDone))
def refuse_consultation(request: ApiRequest, consultation_id: UUID, body: RefusalBody) -> HttpResponse:
    """Say no with the reason, as own head or as custodian's."""
    return _act(request, consultation_id, lambda who: acts.refuse_consultation(**who, reason=body.reason))


@router.post("/{uuid:consultation_id}/start", response=writing(ConsultationDone))
def start_consultation(
    request: ApiRequest, consultation_id: UUID, body: NoBody | None = None
) -> HttpResponse:
    """Begin the reading, or go on after the view closed itself (T13)."""
    return _act(request, consultation_id, lambda who: acts.start(**who))


@router.post("/{uuid:consultation_id}/end", response=writing(ConsultationDone))
def end_consultation(request: ApiRequest, consultation_id: UUID, body: EndBody | None = None) -> HttpResponse:
    """End the reading; of paper, with its condition."""
    said = body or EndBody()
    return _act(request, consultation_id, lambda who: acts.end(**who, **said.model_dump()))


@router.post("/{uuid:consultation_id}/countersign", response=writing(ConsultationDone))
def countersign_consultation(
    request: ApiRequest, consultation_id: UUID, body: NoBody | None = None
) -> HttpResponse:
    """The head confirms what 項目經理 permitted in his absence (T12)."""
    return _act(request, consultation_id, lambda who: acts.countersign(**who))


def _find(request: ApiRequest, consultation_id: UUID) -> Consultation:
    _project, by = enter_of(request, row_of(Consultation), consultation_id)
    return acts.find_consultation(by=by, at=request.caller.at, consultation_id=consultation_id)


def _act(
    request: ApiRequest, consultation_id: UUID, act: Callable[[dict[str, Any]], Consultation]
) -> HttpResponse:
    found = _find(request, consultation_id)
    who = {"by": request.actor, "at": request.caller.at, "consultation": found}
    return once(request, lambda: answer(_done(request, act(who))))


def _done(request: ApiRequest, row: Consultation) -> ConsultationDone:
    number = ConsultationRow.objects.filter(consultation=row).first()
    return ConsultationDone(
        id=row.pk,
        state=acts.state_of(row, at=request.caller.at),
        number=number.number if number else None,
        valid_until=row.valid_until,
    )


def item_out(item: ItemView) -> ItemOut:
    """One thing asked for."""
    title = item.title if item.document_id else _(item.title)
    return ItemOut(item=item.word, kind=ItemKind(item.kind), title=title, granted=item.granted)


def _out(
    request: ApiRequest, row: Consultation, items: tuple[ItemView, ...], seen: list[FieldValue] | None = None
) -> ConsultationOut:
    def name(account: Any) -> str | None:
        return account.username if account else None

    entered = getattr(row, "row", None)
    return ConsultationOut(
        id=row.pk,
        state=acts.state_of(row, at=request.caller.at),
        number=entered.number if entered else None,
        valid_until=row.valid_until,
        dossier_id=row.dossier_id,
        file_no=row.dossier.file_no,
        unit_label=row.dossier.household.unit.label,
        volume=Department(row.volume),
        mode=Mode(row.mode),
        purpose=row.purpose,
        items=[item_out(item) for item in items],
        asked_by=row.asked_by.username,
        asked_at=row.asked_at,
        reader=row.reader.username,
        department=row.department,
        climbs_at=row.climbs_at,
        endorsed=row.endorsed,
        endorsed_by=name(row.endorsed_by),
        endorsed_at=row.endorsed_at,
        endorsement=row.endorsement,
        approved=row.approved,
        decided_by=name(row.decided_by),
        decided_for=name(row.decided_for),
        decided_at=row.decided_at,
        decision=row.decision,
        climbed=row.climbed,
        countersigned_by=name(row.countersigned_by),
        countersigned_at=row.countersigned_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        pages=row.pages,
        condition=row.condition,
        note=row.note,
        values=seen or [],
    )
