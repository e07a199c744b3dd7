"""The word of 客服部負責人 or 項目經理 on an export, never on the own one (R1.8, P19)."""

from datetime import datetime

from django.db import transaction

from yihu.confidentiality import events, gate
from yihu.confidentiality.models import ExportRequest
from yihu.ledger.operations import append
from yihu.policy import exporting, permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, FieldError, Invalid, Refused
from yihu.policy.vocabulary import N_, Actor

LONGEST = 200


@transaction.atomic
def decide_export(
    *, by: Actor, at: datetime, export: ExportRequest, approve: bool, reason: str = ""
) -> ExportRequest:
    """Approve, and the file can be taken for a day; or refuse with the reason.

    Raises `Refused` R1.8 (own request, above one's word), `Conflict` where it is decided, `Invalid`.
    """
    gate.require(by=by, at=at, project_id=export.project_id, thing=Object.EXPORTS, verb=Verb.APPROVE)
    row = ExportRequest.objects.select_for_update(of=("self",)).get(pk=export.pk)
    decision = exporting.judge_deciding(asked=row.asked, account=by.account_id, role=by.role)
    if not decision:
        raise (Conflict if decision.code == "decided_already" else Refused)(decision)
    said = reason.strip()
    if len(said) > LONGEST or not (approve or said):
        text, mend = N_("沒有寫明不批准的理由。"), N_("請寫明理由，最多 200 個字。")
        raise Invalid(FieldError("reason", text, mend, code="reason_missing", clause="R1.8"))
    row.approved, row.decision_reason = approve, said
    row.decided_at, row.decided_by_id = at, permission.person(by)
    row.expires_at = at + exporting.OPEN_FOR if approve else None
    row.save(update_fields=["approved", "decision_reason", "decided_at", "decided_by", "expires_at"])
    append(
        project_id=row.project_id,
        by=by,
        at=at,
        action=events.EXPORT_APPROVED if approve else events.EXPORT_REFUSED,
        subjects={"export": row.pk},
        detail={"number": row.number, "rows": row.rows},
    )
    return row
