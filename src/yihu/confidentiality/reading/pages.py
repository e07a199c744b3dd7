"""A document and its pages: only ever images made now, marked with who looks and when (R1.6d)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from yihu.confidentiality import events, gate
from yihu.confidentiality.consultations import using
from yihu.confidentiality.models import Consultation
from yihu.dossiers.models import Document
from yihu.dossiers.operations.lives import item_no, placement
from yihu.dossiers.places import Part, is_sealed, parts, words
from yihu.dossiers.store import get_store
from yihu.dossiers.store.pages import PAGE_MEDIA_TYPE, render_page
from yihu.policy.access import Object
from yihu.policy.decisions import Conflict, NotKnown, Refused, refuse
from yihu.policy.vocabulary import N_, Actor, Department

PAGE_WIDTH = 1400


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's facts, without its content."""

    id: UUID
    dossier_id: UUID | None
    household_id: UUID | None
    unit_label: str
    file_no: str
    item_no: str
    title: str
    line: str
    volume: str
    carrier: str
    pages: int
    image_pages: int
    state: str
    is_copy: bool
    formed_on: object
    received_at: datetime
    filed_at: datetime | None
    late: bool
    days_late: int
    location: str
    place: tuple[Part, ...]
    bag: str
    sealed: bool
    note: str
    version: int
    permit_id: UUID | None = None
    permit_no: str = ""
    permit_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as an image, with its media type."""

    content: bytes
    media_type: str


def find_document(*, by: Actor, document_id: UUID) -> Document:
    """The document with this id, in the actor's own project. Raises `NotKnown` for any other."""
    document = (
        Document.objects.select_related("filing", "supersession", "dossier__household__unit", "project")
        .filter(pk=document_id, project_id=gate.own_project(by))
        .first()
    )
    if document is None:
        raise NotKnown
    return document


def open_document(*, by: Actor, at: datetime, document_id: UUID) -> DocumentView:
    """A document's facts; the sight is registered. Raises `Refused` for another volume's, `NotKnown`.

    What the role does not open, a permit for the very item does (R1.6b).
    """
    document, permit = _found(by=by, at=at, document_id=document_id, thing=Object.CATALOGUE)
    if permit:
        using.look(by=by, at=at, consultation=permit, action=events.DOCUMENT_VIEWED, document=document)
    else:
        gate.admit(
            by=by,
            at=at,
            project_id=document.project_id,
            thing=Object.CATALOGUE,
            volume=Department(document.volume),
            action=events.DOCUMENT_VIEWED,
            subjects=_subjects(document),
        )
    return _view(document, permit)


def open_page(*, by: Actor, at: datetime, document_id: UUID, page: int) -> PageImage:
    """One page as a watermarked image (R1.6d). Raises `Refused`, `NotKnown`, `Conflict` `bag_sealed`."""
    document, permit = _found(by=by, at=at, document_id=document_id, thing=Object.DOCUMENT_CONTENT)
    if permit is None:
        gate.require(
            by=by,
            at=at,
            project_id=document.project_id,
            thing=Object.DOCUMENT_CONTENT,
            volume=Department(document.volume),
        )
    require_unsealed(document)
    if not document.content_id or document.key_id is None or not 1 <= page <= (document.content_pages or 0):
        raise NotKnown
    if permit:
        using.look(by=by, at=at, consultation=permit, action=events.PAGE_VIEWED, document=document, page=page)
    else:
        gate.admit(
            by=by,
            at=at,
            project_id=document.project_id,
            thing=Object.DOCUMENT_CONTENT,
            volume=Department(document.volume),
            action=events.PAGE_VIEWED,
            subjects=_subjects(document),
            detail={"page": page},
        )
    local = at.astimezone(ZoneInfo(document.project.time_zone))
    number = f" · {permit.row.number}" if permit else ""
    mark = f"{by.name} · {local:%Y-%m-%d %H:%M}{number} · {item_no(document) or document.pk.hex[-8:]}"
    return PageImage(
        render_page(
            get_store().read(document.content_id, document.key_id),
            document.content_type,
            page,
            width_px=PAGE_WIDTH,
            watermark=mark,
        ),
        PAGE_MEDIA_TYPE,
    )


def _found(
    *, by: Actor, at: datetime, document_id: UUID, thing: Object
) -> tuple[Document, Consultation | None]:
    """The document, and the permit that opens it where the role does not.

    Who may read nothing of the kind and was never permitted anything is turned away before it is looked for,
    so that what is there and what is not answer alike.
    """
    project_id = gate.own_project(by)
    own = gate.decide(by=by, at=at, project_id=project_id, thing=thing, volume=by.department)
    if not own and not using.holds_permit(by=by, project_id=project_id):
        gate.require(by=by, at=at, project_id=project_id, thing=thing, volume=by.department)
    document = find_document(by=by, document_id=document_id)
    if gate.decide(by=by, at=at, project_id=project_id, thing=thing, volume=Department(document.volume)):
        return document, None
    return document, using.permit_for(by=by, at=at, document=document)


def refuse_content(*, by: Actor, at: datetime, document_id: UUID) -> None:
    """There is no download: always `Refused` `no_removal` for those who may know of the document (R1.6d)."""
    open_document(by=by, at=at, document_id=document_id)
    raise Refused(
        refuse(
            "no_removal",
            N_("業戶檔案不得帶離存放地點，不提供下載。"),
            clause="R1.6d",
            mend=N_("在屏幕上逐頁查看，或申請編號複印件。"),
        )
    )


def require_unsealed(document: Document) -> None:
    """A paper in a sealed bag is not looked at without unsealing it first (R2.3.3.2)."""
    place = placement(document)
    if place and place.bag and is_sealed(cabinet_id=place.cabinet_id, bag=place.bag):
        raise Conflict(
            refuse("bag_sealed", N_("檔案袋已封存。"), clause="R2.3.3.2", mend=N_("先登記啟封，用畢重封。"))
        )


def _subjects(document: Document) -> dict[str, UUID | str]:
    subjects: dict[str, UUID | str] = {"dossier": document.dossier_id} if document.dossier_id else {}
    return subjects | {"document": document.pk}


def _view(document: Document, permit: Consultation | None) -> DocumentView:
    filing = getattr(document, "filing", None)
    dossier = document.dossier
    place = placement(document)
    bag = place.bag if place else ""
    return DocumentView(
        id=document.pk,
        dossier_id=document.dossier_id,
        household_id=dossier.household_id if dossier else None,
        unit_label=dossier.household.unit.label if dossier else "",
        file_no=dossier.file_no if dossier else "",
        item_no=item_no(document),
        title=document.title,
        line=document.line,
        volume=document.volume,
        carrier=document.carrier,
        pages=document.pages,
        image_pages=document.content_pages or 0,
        state=_state(document),
        is_copy=document.is_copy,
        formed_on=document.formed_on,
        received_at=document.received_at,
        filed_at=filing.filed_at if filing else None,
        late=bool(filing and filing.late),
        days_late=filing.days_late if filing else 0,
        location=words(place),
        place=parts(place),
        bag=bag,
        sealed=bool(place and bag and is_sealed(cabinet_id=place.cabinet_id, bag=bag)),
        note=document.note,
        version=document.version,
        permit_id=permit.pk if permit else None,
        permit_no=permit.row.number if permit else "",
        permit_until=permit.valid_until if permit else None,
    )


def _state(document: Document) -> str:
    if document.losses.filter(ended_at__isnull=True).exists():
        return "lost"
    if hasattr(document, "supersession"):
        return "superseded"
    return "filed" if hasattr(document, "filing") else "received"
