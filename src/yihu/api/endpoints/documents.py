"""Documents: filed, moved, superseded, lost and found; their pages shown, their content never handed out."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from ninja import Router

from yihu.accounts.queries import has_records_officer
from yihu.api.answers import Answer, answer, require_current, shown, version_tag
from yihu.api.callers import ApiRequest, enter_of, row_of
from yihu.api.endpoints.common import reading, writing
from yihu.api.endpoints.dossier_views import document_out
from yihu.api.idempotency import once
from yihu.api.schemas.base import ProblemDocument
from yihu.api.schemas.documents import (
    DocumentLife,
    DocumentOut,
    FilingBody,
    FilingOut,
    LocationBody,
    MoveBody,
    ReasonBody,
    State,
    SupersedeBody,
)
from yihu.confidentiality import reading as eyes
from yihu.confidentiality.reading.dossier import find_dossier
from yihu.confidentiality.reading.pages import find_document, refuse_content
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document
from yihu.dossiers.operations.lives import item_no
from yihu.dossiers.places import Location
from yihu.policy.vocabulary import Actor

router = Router(tags=["documents"])


@router.get("/{uuid:document_id}", response=reading(DocumentOut))
def show_document(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """A document's facts; the sight is registered."""
    _, by = enter_of(request, row_of(Document), document_id)
    view = eyes.open_document(by=by, at=request.caller.at, document_id=document_id)
    return shown(document_out(view), etag=version_tag(view.version))


@router.get("/{uuid:document_id}/pages/{int:page}", response=reading(None))
def show_page(request: ApiRequest, document_id: UUID, page: int) -> HttpResponse:
    """One page as an image made now, marked with who looks and when (R1.6d)."""
    _, by = enter_of(request, row_of(Document), document_id)
    image = eyes.open_page(by=by, at=request.caller.at, document_id=document_id, page=page)
    return HttpResponse(image.content, content_type=image.media_type)


@router.get("/{uuid:document_id}/content", response={frozenset({401, 403, 404, 405, 503}): ProblemDocument})
def refuse_download(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Always refused: 403 `no_removal` (R1.6d)."""
    _, by = enter_of(request, row_of(Document), document_id)
    refuse_content(by=by, at=request.caller.at, document_id=document_id)
    raise AssertionError("refuse_content always refuses")


@router.post("/{uuid:document_id}/filing", response=writing(FilingOut))
def file_document(request: ApiRequest, document_id: UUID, body: FilingBody) -> HttpResponse:
    """File a received document in its line and place; late is late for ever (R2.3.3.4)."""
    project, by = enter_of(request, row_of(Document), document_id)
    alone = by.department is not None and not has_records_officer(project, by.department, request.caller.at)

    def act() -> Answer:
        with transaction.atomic():
            document = _current(request, by, document_id)
            filing = dossiers.file(
                by=by,
                at=request.caller.at,
                document=document,
                line=body.line,
                location=_location(body.location),
                title=body.title,
                signers=body.signers,
                without_records_officer=alone,
            )
        filed = Document.objects.get(pk=document_id)
        done = FilingOut(
            id=filed.pk,
            state=State.FILED,
            item_no=item_no(filed),
            filed_at=filing.filed_at,
            late=filing.late,
            days_late=filing.days_late,
        )
        return answer(done, etag=version_tag(filed.version))

    return once(request, act)


@router.post("/{uuid:document_id}/move", response=writing(DocumentLife))
def move_document(request: ApiRequest, document_id: UUID, body: MoveBody) -> HttpResponse:
    """File it again in another line or another file of the project, with a reason (D4)."""

    def move(by: Actor, document: Document) -> object:
        target = find_dossier(by=by, dossier_id=body.dossier_id) if body.dossier_id else None
        return dossiers.move(
            by=by,
            at=request.caller.at,
            document=document,
            line=body.line,
            reason=body.reason,
            dossier=target,
            location=_location(body.location),
        )

    return _live(request, document_id, move)


@router.post("/{uuid:document_id}/supersede", response=writing(DocumentLife))
def supersede_document(request: ApiRequest, document_id: UUID, body: SupersedeBody) -> HttpResponse:
    """A newer document of the same file takes its place; both stay (R2.2.1.1)."""

    def supersede(by: Actor, document: Document) -> object:
        successor = find_document(by=by, document_id=body.successor_id)
        return dossiers.supersede(
            by=by, at=request.caller.at, document=document, successor=successor, reason=body.reason
        )

    return _live(request, document_id, supersede)


@router.post("/{uuid:document_id}/lost", response=writing(DocumentLife))
def lose_document(request: ApiRequest, document_id: UUID, body: ReasonBody) -> HttpResponse:
    """It cannot be found (R2.2.1.6)."""
    return _live(request, document_id, lambda by, one: dossiers.lose(**_why(request, by, one, body)))


@router.post("/{uuid:document_id}/found", response=writing(DocumentLife))
def find_again(request: ApiRequest, document_id: UUID, body: ReasonBody) -> HttpResponse:
    """It was found again (R2.2.1.6)."""
    return _live(request, document_id, lambda by, one: dossiers.find(**_why(request, by, one, body)))


@router.post("/{uuid:document_id}/unseal", response=writing(DocumentLife))
def unseal_bag(request: ApiRequest, document_id: UUID, body: ReasonBody) -> HttpResponse:
    """Open the sealed bag it lies in (R2.3.3.2)."""
    return _live(request, document_id, lambda by, one: dossiers.unseal(**_why(request, by, one, body)))


@router.post("/{uuid:document_id}/reseal", response=writing(DocumentLife))
def reseal_bag(request: ApiRequest, document_id: UUID, body: ReasonBody) -> HttpResponse:
    """Seal the bag again (R2.3.3.2)."""
    return _live(request, document_id, lambda by, one: dossiers.reseal(**_why(request, by, one, body)))


def _live(
    request: ApiRequest, document_id: UUID, happen: Callable[[Actor, Document], object]
) -> HttpResponse:
    """Let something happen to a document, once, to the version that the caller saw."""
    _, by = enter_of(request, row_of(Document), document_id)

    def act() -> Answer:
        with transaction.atomic():
            happen(by, _current(request, by, document_id))
        document = Document.objects.get(pk=document_id)
        done = DocumentLife(
            id=document.pk, state=_state(document), item_no=item_no(document), line=document.line
        )
        return answer(done, etag=version_tag(document.version))

    return once(request, act)


def _current(request: ApiRequest, by: Actor, document_id: UUID) -> Document:
    """The document under lock. Raises `Stale`."""
    Document.objects.select_for_update().only("pk").get(pk=document_id)
    document = find_document(by=by, document_id=document_id)
    require_current(request, version_tag(document.version))
    return document


def _why(request: ApiRequest, by: Actor, document: Document, body: ReasonBody) -> dict[str, Any]:
    return {"by": by, "at": request.caller.at, "document": document, "reason": body.reason}


def _location(body: LocationBody | None) -> Location | None:
    return Location(**body.model_dump()) if body else None


def _state(document: Document) -> State:
    if document.losses.filter(ended_at__isnull=True).exists():
        return State.LOST
    if hasattr(document, "supersession"):
        return State.SUPERSEDED
    return State.FILED if hasattr(document, "filing") else State.RECEIVED
