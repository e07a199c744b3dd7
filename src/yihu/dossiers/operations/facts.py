"""Facts of a unit and of its project decide what a file must hold: its catalogue follows in the same act."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from yihu.dossiers import completeness
from yihu.dossiers.models import Dossier
from yihu.estate import operations as estate
from yihu.estate.models import Project, Unit
from yihu.households import operations as households
from yihu.households.models import Correction, Household
from yihu.policy.vocabulary import Actor


@transaction.atomic
def change_use(*, by: Actor, at: datetime, unit: Unit, use: str) -> None:
    """Record another use of the unit; the lines its open file must hold follow (R1.4b)."""
    estate.change_use(by=by, at=at, unit=unit, use=use)
    _follow(Dossier.objects.filter(household__unit=unit, household__ended_on__isnull=True), at=at)


@transaction.atomic
def correct(
    *,
    by: Actor,
    at: datetime,
    household: Household,
    field: str,
    new: str,
    reason: str,
    old: str | None = None,
    evidence: str = "",
    person_id: UUID | None = None,
) -> Correction:
    """Mend a mistaken value (R1.10d); the file's required lines follow (R1.4b). Raises as the households'."""
    record = households.correct(
        by=by,
        at=at,
        household=household,
        field=field,
        new=new,
        reason=reason,
        old=old,
        evidence=evidence,
        person_id=person_id,
    )
    _follow(Dossier.objects.filter(household=household), at=at)
    return record


@transaction.atomic
def adopt(*, by: Actor, at: datetime, project: Project, regulations: Sequence[str]) -> None:
    """Adopt exactly these regulations; open files take their lines, former ones keep theirs (R1.4, C16)."""
    estate.adopt(by=by, at=at, project=project, regulations=regulations)
    _follow(Dossier.objects.filter(project=project, household__ended_on__isnull=True), at=at)


def _follow(found: QuerySet[Dossier], *, at: datetime) -> None:
    for dossier in _locked(found):
        completeness.refresh(dossier=dossier, at=at)


def _locked(found: QuerySet[Dossier]) -> Iterator[Dossier]:
    locked = found.select_for_update(of=("self",)).select_related("household__unit", "project")
    return locked.order_by("pk").iterator(chunk_size=500)
