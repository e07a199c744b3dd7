"""The head reads the day's 《業戶檔案一覽表》: 已閱, and its rows are frozen (R2.3.3.4)."""

from datetime import date, datetime

from django.db import transaction

from yihu.dossiers import events
from yihu.dossiers.models import AccessionReading, AccessionRow
from yihu.estate.models import Project
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, refuse
from yihu.policy.vocabulary import N_, Actor, Department


@transaction.atomic
def read_register(
    *, by: Actor, at: datetime, project: Project, volume: Department, day: date, remark: str = ""
) -> AccessionReading:
    """Mark the unread rows of a department's day as read; a day without any needs no signature."""
    permission.require(by, Object.ACCESSION_REGISTER, Verb.ACKNOWLEDGE, project_id=project.pk, volume=volume)
    unread = AccessionRow.objects.select_for_update().filter(
        project=project, volume=volume, day=day, reading__isnull=True
    )
    rows = list(unread.values_list("pk", flat=True))
    if not rows:
        raise Conflict(
            refuse(
                "nothing_to_read",
                N_("這一天無增減，或已經閱過。"),
                clause="R2.3.3.4",
                mend=N_("無增減的日子不用簽閱。"),
            )
        )
    reading = AccessionReading.objects.create(
        project=project,
        volume=volume,
        day=day,
        rows=len(rows),
        remark=remark.strip(),
        read_at=at,
        read_by_id=permission.person(by),
    )
    AccessionRow.objects.filter(pk__in=rows).update(reading=reading)
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.REGISTER_READ,
        subjects={"reading": reading.pk},
        detail={"volume": volume, "day": day.isoformat(), "rows": len(rows), "remark": bool(reading.remark)},
    )
    return reading
