"""Where a paper is put: checked against the department's storage mode, written with its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yihu.dossiers.models import Cabinet, Document, Placement, SealEvent, StorageChoice
from yihu.estate.models import Project
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.filing import DRAWINGS, Place, check_place
from yihu.policy.vocabulary import N_, Actor, Carrier, Department, StorageMode

USUAL_MODES: dict[Department, StorageMode] = {
    Department.CS: StorageMode.HANGING,  # R2.3.3.1
    Department.ENG: StorageMode.SEALED_BAG,  # R2.3.3.2
    Department.SEC: StorageMode.POOLED_BINDER,  # R2.3.3.3
}


@dataclass(frozen=True, slots=True)
class Location:
    """A place as typed: cabinet and shelf with a hanging position, a bag, or a page of a binder."""

    cabinet: str = ""
    shelf: str = ""
    position: str = ""
    bag: str = ""
    binder: str = ""
    binder_page: int | None = None


def storage_mode(project: Project, department: Department) -> StorageMode:
    """The mode that a department chose (R2.3.3), or the usual one for it."""
    chosen = StorageChoice.objects.filter(
        project=project, department=department, ended_at__isnull=True
    ).first()
    return StorageMode(chosen.mode) if chosen else USUAL_MODES[department]


def put(*, by: Actor, at: datetime, document: Document, location: Location | None) -> Placement | None:
    """Write where a document lies; the former place ends now. Raises `Invalid` naming the field (R1.7a)."""
    volume = Department(document.volume)
    mode = _mode(document, volume)
    where = location or Location()
    place = Place(where.cabinet, where.shelf, where.position, where.bag, where.binder, where.binder_page)
    errors = check_place(carrier=Carrier(document.carrier), mode=mode, line=document.line, place=place)
    cabinet = None
    if where.cabinet:
        cabinet = Cabinet.objects.filter(
            project=document.project, code=where.cabinet, department=volume
        ).first()
        if not cabinet:
            errors = (*errors, _no_such_cabinet())
    if errors:
        raise Invalid(*errors)
    if not cabinet:
        return None
    Placement.objects.filter(document=document, until__isnull=True).update(until=at)
    placement = Placement.objects.create(
        project=document.project,
        document=document,
        cabinet=cabinet,
        mode=mode,
        shelf=where.shelf,
        position=where.position,
        bag=where.bag,
        binder=where.binder,
        binder_page=where.binder_page,
        placed_at=at,
        placed_by_id=by.account_id,
    )
    if where.bag:
        seal_bag(by=by, at=at, cabinet=cabinet, bag=where.bag, document=document)
    return placement


def _mode(document: Document, volume: Department) -> StorageMode:
    """Drawings of 工程部 go into sealed bags whatever it chose for the rest (R2.3.3.2: 采用)."""
    if volume is Department.ENG and document.line in DRAWINGS:
        return StorageMode.SEALED_BAG
    return storage_mode(document.project, volume)


def seal_bag(*, by: Actor, at: datetime, cabinet: Cabinet, bag: str, document: Document) -> None:
    """A bag that receives a paper is sealed from then on (R2.3.3.2)."""
    if is_sealed(cabinet_id=cabinet.pk, bag=bag):
        return
    SealEvent.objects.create(
        cabinet=cabinet,
        bag=bag,
        document=document,
        kind=SealEvent.Kind.SEALED,
        reason=N_("歸檔入袋"),
        happened_at=at,
        happened_by_id=by.account_id,
    )


def is_sealed(*, cabinet_id: UUID, bag: str) -> bool:
    """Whether a bag is sealed now."""
    latest = SealEvent.objects.filter(cabinet_id=cabinet_id, bag=bag).order_by("-happened_at", "-id").first()
    return latest is not None and latest.kind != SealEvent.Kind.UNSEALED


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a place: a message and what is filled in, for faces to say in another language."""

    text: str
    params: Mapping[str, str]

    def __str__(self) -> str:
        return self.text % self.params


def parts(placement: Placement | None) -> tuple[Part, ...]:
    """A place from the cabinet to the page, part by part; none where no place is known."""
    if placement is None:
        return ()
    found = [Part("%(cabinet)s", {"cabinet": placement.cabinet.code})]
    if placement.shelf:
        found.append(Part(N_("%(shelf)s層"), {"shelf": placement.shelf}))
    if placement.position:
        found.append(Part(N_("%(position)s掛位"), {"position": placement.position}))
    if placement.bag:
        found.append(Part(N_("袋%(bag)s"), {"bag": placement.bag}))
    if placement.binder:
        page = {"binder": placement.binder, "page": str(placement.binder_page)}
        found.append(Part(N_("%(binder)s 第%(page)s頁"), page))
    return tuple(found)


def words(placement: Placement | None) -> str:
    """A place as registers say it: `K-02 · 1層 · 37掛位`, `E1 · 袋B-017`, `S1 · 放行條冊 第12頁`."""
    return " · ".join(map(str, parts(placement)))


def _no_such_cabinet() -> FieldError:
    return FieldError(
        "location/cabinet",
        N_("本部門沒有這個檔案櫃。"),
        mend=N_("從本部門的檔案櫃中選一個，或請部門主管先登記檔案櫃。"),
        code="cabinet_unknown",
        clause="R1.7a",
    )
