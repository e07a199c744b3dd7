"""Give a document from the 未歸屬 box to the unit it belongs to."""

from datetime import datetime

from django.db import transaction

from yihu.dossiers import events, opening
from yihu.dossiers.models import Document, Dossier
from yihu.estate.models import Unit
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, NotKnown, refuse
from yihu.policy.vocabulary import N_, Actor, Department


@transaction.atomic
def place_in_file(*, by: Actor, at: datetime, document: Document, unit: Unit) -> tuple[Dossier, bool]:
    """Put a document without a unit into that unit's file, opening it if there is none (R2.3.1)."""
    permission.require(by, Object.DOCUMENT_FILING, Verb.FILE, project_id=document.project_id)
    if unit.project_id != document.project_id:
        raise NotKnown
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.dossier_id:
        raise Conflict(
            refuse(
                "placed_already", N_("這份資料已有歸屬。"), clause="R2.3.1", mend=N_("要換一戶請用「改歸」。")
            )
        )
    dossier, created = opening.open_file(by=by, at=at, unit=unit, department=by.department or Department.CS)
    document.dossier = dossier
    document.version += 1
    document.save(update_fields=["dossier", "version"])
    append(
        project_id=document.project_id,
        by=by,
        at=at,
        action=events.PLACED_IN_FILE,
        subjects={"document": document.pk, "dossier": dossier.pk},
        detail={"file_no": dossier.file_no, "opens_file": created},
    )
    return dossier, created
