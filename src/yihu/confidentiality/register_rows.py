"""《業戶檔案查閱登記表》 fills itself: a row at each permit, and at each sight under a standing one (C15)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from yihu.confidentiality.models import Consultation, ConsultationRow, RegisterCounter
from yihu.estate import queries as estate
from yihu.estate.models import Project
from yihu.policy.vocabulary import Actor

REGISTER = "consultations"
ONE_SITTING = timedelta(minutes=15)
"""Pages of one document turned within this time are one reading (P13)."""


def next_number(*, project_id: UUID, register: str, year: int) -> int:
    """The next number of a register in a year; the counter stays locked until the caller's transaction ends.

    A transaction that is rolled back gives its number back, so that there are never gaps (R1.6c).
    """
    counter = RegisterCounter.objects.filter(project=project_id, register=register, year=year)
    if not counter.update(latest=F("latest") + 1):
        try:
            with transaction.atomic():
                RegisterCounter.objects.create(project_id=project_id, register=register, year=year, latest=1)
        except IntegrityError:  # somebody else began the year this very moment
            counter.update(latest=F("latest") + 1)
    return counter.values_list("latest", flat=True).get()


def enter_permit(*, consultation: Consultation, at: datetime) -> ConsultationRow:
    """The row of a permit, when it is given."""
    return _enter(
        consultation.project,
        at,
        dossier_id=consultation.dossier_id,
        volume=consultation.volume,
        reader_id=consultation.reader_id,
        consultation=consultation,
    )


def enter_sight(
    *, by: Actor, at: datetime, project_id: UUID, permit_id: UUID, subjects: Mapping[str, UUID | str]
) -> None:
    """The row of a sight under a standing permit; turning pages of one document is one sight (C15)."""
    document = UUID(str(subjects["document"])) if "document" in subjects else None
    if document and _sitting(by, at, permit_id, document):
        return
    _enter(
        Project.objects.get(pk=project_id),
        at,
        dossier_id=subjects["dossier"],
        reader_id=by.account_id,
        standing_permit_id=permit_id,
        document_id=document,
    )


def _sitting(by: Actor, at: datetime, permit_id: UUID, document: UUID) -> bool:
    return ConsultationRow.objects.filter(
        standing_permit=permit_id,
        reader=by.account_id,
        document=document,
        entered_at__gt=at - ONE_SITTING,
        entered_at__lte=at,
    ).exists()


def _enter(project: Project, at: datetime, **facts: object) -> ConsultationRow:
    year = estate.local_date(project, at).year
    serial = next_number(project_id=project.pk, register=REGISTER, year=year)
    return ConsultationRow.objects.create(project=project, year=year, serial=serial, entered_at=at, **facts)
