"""What can happen to a filed document: moved, superseded, lost, found; its bag unsealed and resealed."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from yihu.dossiers import accessions, completeness, events, places, rights
from yihu.dossiers.models import (
    Document,
    Dossier,
    Finding,
    ItemNumber,
    Loss,
    Move,
    Placement,
    SealEvent,
    Supersession,
)
from yihu.dossiers.operations.file import give_number
from yihu.dossiers.template import template_for
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, FieldError, Invalid, NotKnown, refuse
from yihu.policy.vocabulary import N_, Actor, Department

R = TypeVar("R")


@transaction.atomic
def move(
    *,
    by: Actor,
    at: datetime,
    document: Document,
    line: str,
    reason: str,
    dossier: Dossier | None = None,
    location: places.Location | None = None,
) -> Move:
    """File again in another line, or another file, with a reason; the old number is never used again (D4)."""
    document = _filed(by, document)
    reason = _reason(reason)
    source = _dossier_of(document)
    if dossier and dossier.project_id != document.project_id:
        raise NotKnown
    target = Dossier.objects.select_for_update().get(pk=dossier.pk) if dossier else source
    chosen = rights.line_for_filing(by=by, template=template_for(target, at=at), code=line)
    if target.pk == source.pk and chosen.code == document.line:
        raise Invalid(FieldError("line", N_("已經在這一項。"), mend=N_("選另一項。"), code="same_line"))
    record = Move.objects.create(
        document=document,
        from_dossier=source,
        from_line=document.line,
        to_dossier=target,
        to_line=chosen.code,
        reason=reason,
        moved_at=at,
        moved_by_id=permission.person(by),
    )
    accessions.enter(
        by=by,
        at=at,
        document=document,
        sign="-",
        item_no=item_no(document),
        location=where(document),
        note=N_("改歸"),
    )
    document.dossier, document.line, document.volume = target, chosen.code, chosen.volume
    document.version += 1
    document.save(update_fields=["dossier", "line", "volume", "version"])
    if location:
        places.put(by=by, at=at, document=document, location=location)
    number = give_number(document=document, dossier=target, at=at)
    accessions.enter(
        by=by,
        at=at,
        document=document,
        sign="+",
        item_no=number.item_no,
        location=where(document),
        note=N_("改歸"),
    )
    for changed in {source.pk: source, target.pk: target}.values():
        completeness.refresh(dossier=changed, at=at)
    append(
        project_id=document.project_id,
        by=by,
        at=at,
        action=events.MOVED,
        subjects={"document": document.pk, "dossier": target.pk},
        detail={"from": record.from_line, "to": record.to_line, "item_no": number.item_no},
    )
    return record


@transaction.atomic
def supersede(
    *, by: Actor, at: datetime, document: Document, successor: Document, reason: str
) -> Supersession:
    """A newer document of the same file takes this one's place; both stay, linked (R2.2.1.1, check 13)."""
    document = _filed(by, document)
    successor = _filed(by, successor)
    reason = _reason(reason)
    if successor.pk == document.pk or successor.dossier_id != document.dossier_id:
        raise Invalid(
            FieldError(
                "successor_id",
                N_("取代件要是同一份檔案中的另一件。"),
                mend=N_("先把新件歸入這份檔案。"),
                code="successor_elsewhere",
            )
        )
    if Supersession.objects.filter(document__in=(document, successor)).exists():
        raise Conflict(
            refuse(
                "superseded_already",
                N_("這份資料已被取代。"),
                clause="R2.2.1.1",
                mend=N_("請取代最新的一件。"),
            )
        )
    record = Supersession.objects.create(
        document=document,
        successor=successor,
        reason=reason,
        superseded_at=at,
        superseded_by_id=permission.person(by),
    )
    return _after(
        record, document=document, by=by, at=at, action=events.SUPERSEDED, extra={"successor": successor.pk}
    )


@transaction.atomic
def lose(*, by: Actor, at: datetime, document: Document, reason: str) -> Loss:
    """A document cannot be found: its line shows the loss until it is found or replaced (R2.2.1.6)."""
    document = _filed(by, document)
    reason = _reason(reason)
    if Loss.objects.filter(document=document, ended_at__isnull=True).exists():
        raise Conflict(
            refuse(
                "lost_already", N_("這份資料已登記遺失。"), clause="R2.2.1.6", mend=N_("找到後請登記找回。")
            )
        )
    record = Loss.objects.create(
        document=document, reason=reason, lost_at=at, lost_by_id=permission.person(by)
    )
    return _after(record, document=document, by=by, at=at, action=events.LOST)


@transaction.atomic
def find(*, by: Actor, at: datetime, document: Document, reason: str) -> Finding:
    """A lost document was found again."""
    document = _filed(by, document)
    reason = _reason(reason)
    loss = Loss.objects.select_for_update().filter(document=document, ended_at__isnull=True).first()
    if loss is None:
        raise Conflict(
            refuse("not_lost", N_("這份資料沒有登記遺失。"), clause="R2.2.1.6", mend=N_("不需要登記找回。"))
        )
    loss.ended_at = at
    loss.save(update_fields=["ended_at"])
    record = Finding.objects.create(loss=loss, reason=reason, found_at=at, found_by_id=permission.person(by))
    return _after(record, document=document, by=by, at=at, action=events.FOUND)


@transaction.atomic
def unseal(*, by: Actor, at: datetime, document: Document, reason: str) -> SealEvent:
    """Open the sealed bag a document lies in, with who and why (R2.3.3.2)."""
    return _seal(by=by, at=at, document=document, reason=reason, kind=SealEvent.Kind.UNSEALED)


@transaction.atomic
def reseal(*, by: Actor, at: datetime, document: Document, reason: str) -> SealEvent:
    """Seal the bag again (R2.3.3.2)."""
    return _seal(by=by, at=at, document=document, reason=reason, kind=SealEvent.Kind.RESEALED)


def item_no(document: Document) -> str:
    """The number a document carries now."""
    number = ItemNumber.objects.filter(document=document).order_by("-given_at", "-id").first()
    return number.item_no if number else ""


def where(document: Document) -> str:
    """Where a document lies now, in words."""
    return places.words(placement(document))


def placement(document: Document) -> Placement | None:
    """A document's present place."""
    return Placement.objects.select_related("cabinet").filter(document=document, until__isnull=True).first()


def _seal(*, by: Actor, at: datetime, document: Document, reason: str, kind: SealEvent.Kind) -> SealEvent:
    document = _filed(by, document)
    reason = _reason(reason)
    place = placement(document)
    if place is None or not place.bag:
        raise Conflict(
            refuse(
                "not_in_bag",
                N_("這份資料不在封存袋中。"),
                clause="R2.3.3.2",
                mend=N_("只有檔案袋可以啟封和重封。"),
            )
        )
    sealed = places.is_sealed(cabinet_id=place.cabinet_id, bag=place.bag)
    if sealed == (kind != SealEvent.Kind.UNSEALED):
        raise Conflict(
            refuse("sealed_already", N_("此袋已封存。"), clause="R2.3.3.2", mend=N_("不需要重封。"))
            if sealed
            else refuse("unsealed_already", N_("此袋已啟封。"), clause="R2.3.3.2", mend=N_("用畢請重封。"))
        )
    event = SealEvent.objects.create(
        cabinet=place.cabinet,
        bag=place.bag,
        document=document,
        kind=kind,
        reason=reason,
        happened_at=at,
        happened_by_id=by.account_id,
    )
    append(
        project_id=document.project_id,
        by=by,
        at=at,
        action=events.UNSEALED if kind == SealEvent.Kind.UNSEALED else events.RESEALED,
        subjects={"document": document.pk, "dossier": _dossier_of(document).pk},
        detail={"bag": place.bag},
    )
    return event


def _after(
    record: R,
    *,
    document: Document,
    by: Actor,
    at: datetime,
    action: str,
    extra: Mapping[str, UUID] | None = None,
) -> R:
    """Bring the catalogue in step and write the entry."""
    dossier = _dossier_of(document)
    document.version += 1
    document.save(update_fields=["version"])
    completeness.refresh(dossier=dossier, at=at)
    append(
        project_id=document.project_id,
        by=by,
        at=at,
        action=action,
        subjects={"document": document.pk, "dossier": dossier.pk, **(extra or {})},
        detail={"line": document.line},
    )
    return record


def _filed(by: Actor, document: Document) -> Document:
    """The document under lock, if this person may: only what is filed has a further life."""
    permission.require(
        by,
        Object.DOCUMENT_FILING,
        Verb.FILE,
        project_id=document.project_id,
        volume=Department(document.volume),
    )
    document = Document.objects.select_for_update(of=("self",)).select_related("filing").get(pk=document.pk)
    if not hasattr(document, "filing"):
        raise Conflict(
            refuse("not_filed", N_("這份資料還沒有歸檔。"), clause="R2.3.3.4", mend=N_("先歸檔。"))
        )
    return document


def _dossier_of(document: Document) -> Dossier:
    """The file of a filed document, under lock: what is filed always has one."""
    return Dossier.objects.select_for_update(of=("self",)).get(documents=document)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid(
            FieldError("reason", N_("沒有寫原因。"), mend=N_("寫明原因，日後可查。"), code="reason_missing")
        )
    return reason.strip()
