"""File a received document in its line and place, on the day it came (R2.3.3.4)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from yihu.dossiers import accessions, completeness, events, places, rights, signatures
from yihu.dossiers.models import Document, Dossier, Filing, ItemNumber
from yihu.dossiers.places import Location
from yihu.dossiers.template import day_of, template_for
from yihu.estate import queries as estate
from yihu.ledger.operations import append
from yihu.policy import filing, numbering, permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, Refused, refuse
from yihu.policy.vocabulary import N_, Actor


@transaction.atomic
def file(
    *,
    by: Actor,
    at: datetime,
    document: Document,
    line: str,
    location: Location | None = None,
    title: str | None = None,
    signers: Sequence[UUID] | None = None,
    without_records_officer: bool = False,
) -> Filing:
    """File a document: number, place, tick, register row, and whether it was the same day (T2, P01, P21).

    `signers`, where given, take the place of those named at receipt (R3.5.1.3). Raises `Invalid` for a
    missing line or place and for a signer who is no owner, `Refused` for another department's line,
    `Conflict` when it is filed already or belongs to no file yet.
    """
    permission.require(by, Object.DOCUMENT_FILING, Verb.FILE, project_id=document.project_id)
    document = Document.objects.select_for_update().get(pk=document.pk)
    if Filing.objects.filter(document=document).exists():
        raise Conflict(
            refuse(
                "filed_already",
                N_("這份資料已經歸檔。"),
                clause="R2.3.3.4",
                mend=N_("要換位置請用「改歸」。"),
            )
        )
    if document.dossier_id is None:
        raise Conflict(
            refuse(
                "without_file",
                N_("這份資料還沒有歸屬的房號。"),
                clause="R1.4a",
                mend=N_("先選房號，再歸檔。"),
            )
        )
    dossier = Dossier.objects.select_for_update().get(pk=document.dossier_id)
    chosen = rights.line_for_filing(by=by, template=template_for(dossier, at=at), code=line)
    if by.department and by.department not in chosen.volumes:
        raise Refused(
            refuse(
                "not_own_volume",
                N_("這一項由其他部門保管。"),
                clause=rights.CUSTODY_CLAUSES[chosen.volume],
                mend=N_("交給保管部門歸檔。"),
            )
        )
    document.line, document.volume = chosen.code, rights.volume_for(by=by, line=chosen)
    if title and title.strip():
        document.title = title.strip()
    document.version += 1
    document.save(update_fields=["line", "volume", "title", "version"])
    if signers is not None:
        signatures.name(document, signers)
    placement = places.put(by=by, at=at, document=document, location=location)
    number = give_number(document=document, dossier=dossier, at=at)
    filed = _judge(by=by, at=at, document=document, without_records_officer=without_records_officer)
    accessions.enter(
        by=by,
        at=at,
        document=document,
        sign="+",
        item_no=number.item_no,
        location=places.words(placement),
        on_the_day=not filed.late,
    )
    completeness.refresh(dossier=dossier, at=at)
    append(
        project_id=document.project_id,
        by=by,
        at=at,
        action=events.FILED,
        subjects={"document": document.pk, "dossier": dossier.pk},
        detail={
            "item_no": number.item_no,
            "line": chosen.code,
            "late": filed.late,
            "days_late": filed.days_late,
        },
    )
    return filed


def give_number(*, document: Document, dossier: Dossier, at: datetime) -> ItemNumber:
    """The next number of a line of a file; the file's row is locked, so numbers have no gaps."""
    held = ItemNumber.objects.filter(dossier=dossier, line=document.line).aggregate(latest=Max("number"))
    number = (held["latest"] or 0) + 1
    return ItemNumber.objects.create(
        document=document,
        dossier=dossier,
        line=document.line,
        number=number,
        item_no=numbering.item_no(dossier.file_no, document.line, number),
        given_at=at,
    )


def _judge(*, by: Actor, at: datetime, document: Document, without_records_officer: bool) -> Filing:
    project = document.project
    verdict = filing.judge_filing(
        received_at=document.received_at,
        filed_at=at,
        zone=ZoneInfo(project.time_zone),
        calendar=estate.work_calendar(project),
        policy=estate.effective_policy(project, day_of(project, at)),
        went_live_on=project.went_live_on,
    )
    return Filing.objects.create(
        document=document,
        project=project,
        filed_at=at,
        filed_by_id=by.account_id,
        late=verdict.late,
        days_late=verdict.days_late,
        after_hours=verdict.after_hours,
        before_go_live=verdict.before_go_live,
        without_records_officer=without_records_officer,
    )
