"""Files, catalogues, documents and registers as the API shows them, from what the gate let through."""

from datetime import date
from typing import Any, cast

from yihu.api.schemas.documents import DocumentOut, State
from yihu.api.schemas.dossiers import CatalogueOut, DocumentRow, DossierOut, LineOut
from yihu.api.schemas.households import FileRef
from yihu.api.schemas.registers import ReadingOut, RegisterOut, RegisterRowOut
from yihu.confidentiality.reading import CatalogueView, DayRegister, DocumentLine, DocumentView, LineView
from yihu.policy.regulations.model import Follows
from yihu.policy.vocabulary import Carrier, Department


def catalogue_out(view: CatalogueView) -> CatalogueOut:
    """A catalogue whole."""
    return CatalogueOut(**_catalogue(view))


def dossier_out(view: CatalogueView) -> DossierOut:
    """A file with its catalogue."""
    return DossierOut(
        **_catalogue(view),
        id=view.dossier_id,
        file_no=view.file_no,
        project=view.project,
        household_id=view.household_id,
        unit_label=view.unit_label,
        closed=view.closed,
        print_version=view.print_version,
        reprint_due=view.reprint_due,
    )


def document_out(view: DocumentView) -> DocumentOut:
    """A document's facts."""
    return DocumentOut(
        id=view.id,
        dossier=FileRef(id=view.dossier_id, file_no=view.file_no) if view.dossier_id else None,
        household_id=view.household_id,
        unit_label=view.unit_label,
        item_no=view.item_no,
        title=view.title,
        line=view.line,
        volume=Department(view.volume),
        carrier=Carrier(view.carrier),
        pages=view.pages,
        image_pages=view.image_pages,
        state=State(view.state),
        is_copy=view.is_copy,
        formed_on=cast("date | None", view.formed_on),
        received_at=view.received_at,
        filed_at=view.filed_at,
        late=view.late,
        days_late=view.days_late,
        location=view.location,
        note=view.note,
    )


def register_out(view: DayRegister) -> RegisterOut:
    """A department's day."""
    return RegisterOut(
        project=view.project,
        volume=Department(view.volume),
        date=view.day,
        items=[RegisterRowOut.model_validate(row) for row in view.rows],
        readings=[ReadingOut.model_validate(one) for one in view.readings],
        unread=view.unread,
        plus=view.plus,
        minus=view.minus,
        total=len(view.rows),
    )


def _catalogue(view: CatalogueView) -> dict[str, Any]:
    return {
        "dossier": FileRef(id=view.dossier_id, file_no=view.file_no),
        "edition": view.edition,
        "required": view.required,
        "present": view.present,
        "missing": view.required - view.present,
        "lines": [_line(line) for line in view.lines],
        "waiting": [_document(document) for document in view.waiting],
    }


def _line(line: LineView) -> LineOut:
    """Papers of a tenancy stay with the household's own sub-file when the owner changes."""
    return LineOut(
        code=line.code,
        title=line.title,
        volume=Department(line.volume),
        follows="unit" if line.follows == Follows.UNIT else "household",
        required=line.required,
        state=line.state,
        reason=line.reason,
        catch_up_until=line.catch_up_until,
        documents=[_document(document) for document in line.documents],
    )


def _document(document: DocumentLine) -> DocumentRow:
    return DocumentRow.model_validate(document)
