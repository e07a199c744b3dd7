"""The step that opens a file; an operation takes it in its transaction and writes the ledger entry."""

from datetime import datetime

from yihu.dossiers import completeness
from yihu.dossiers.models import Dossier
from yihu.estate.models import Unit
from yihu.households import tenures
from yihu.households.models import Household
from yihu.policy import numbering
from yihu.policy.vocabulary import Actor, Department


def open_file(*, by: Actor, at: datetime, unit: Unit, department: Department) -> tuple[Dossier, bool]:
    """The unit's open file, made now with its tenure if there is none; True says that it was made.

    R1.1, R2.3.1: whichever department's paper comes first opens it, once, in the caller's transaction.
    """
    household, _ = tenures.open_tenure(by=by, at=at, unit=unit)
    dossier = Dossier.objects.filter(household=household).first()
    if dossier:
        return dossier, False
    return _make(by=by, at=at, household=household, department=department), True


def _make(*, by: Actor, at: datetime, household: Household, department: Department) -> Dossier:
    unit = household.unit
    dossier = Dossier.objects.create(
        project_id=unit.project_id,
        household=household,
        file_no=numbering.file_no(unit.project.code, unit.code, household.tenure_no),
        opened_at=at,
        opened_by_id=by.account_id,
        opened_by_department=department,
        changed_at=at,
    )
    completeness.refresh(dossier=dossier, at=at)
    return dossier
