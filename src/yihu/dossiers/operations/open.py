"""Open a household's file with its owners, or complete the file that a first paper opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yihu.dossiers import completeness, events, opening
from yihu.dossiers.models import Dossier
from yihu.estate.models import Unit
from yihu.households import tenures
from yihu.households.inputs import MemberInput, OwnerInput
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, refuse
from yihu.policy.vocabulary import N_, Actor, Department, Use


@dataclass(frozen=True, slots=True)
class Opened:
    """The file, and whether this act made it or completed one that a paper had opened."""

    dossier: Dossier
    created: bool


@transaction.atomic
def open_household(
    *,
    by: Actor,
    at: datetime,
    unit: Unit,
    owners: Sequence[OwnerInput],
    acquired_on: date | None = None,
    use: Use | None = None,
    members: Sequence[MemberInput] = (),
) -> Opened:
    """Open tenure and file in one transaction (R1.1, R1.2a), or register the owners of one opened by a paper.

    Raises `Conflict` `open_file_exists` with the existing file where owners are registered already.
    """
    permission.require(by, Object.HOUSEHOLD, Verb.WRITE, project_id=unit.project_id)
    dossier, created = opening.open_file(by=by, at=at, unit=unit, department=Department.CS)
    household = dossier.household
    if household.owners_registered_at:
        raise Conflict(
            refuse(
                "open_file_exists",
                N_("此房已有一份檔案 %(file_no)s，一戶只有一檔。"),
                clause="R1.1",
                mend=N_("打開現有檔案；業主變更請辦理產權變更。"),
                file_no=dossier.file_no,
            ),
            existing={"id": str(dossier.pk), "file_no": dossier.file_no, "household": str(household.pk)},
        )
    if use and unit.use != use:
        unit.use = use
        unit.save(update_fields=["use"])
    household.unit = unit
    tenures.register_owners(by=by, at=at, household=household, owners=owners, acquired_on=acquired_on)
    tenures.add_members(by=by, at=at, household=household, members=members)
    completeness.refresh(dossier=dossier, at=at)
    append(
        project_id=unit.project_id,
        by=by,
        at=at,
        action=events.OPENED,
        subjects={"dossier": dossier.pk, "household": household.pk, "unit": unit.pk},
        detail={"file_no": dossier.file_no, "owners": len(owners), "completes": not created, "use": unit.use},
    )
    return Opened(dossier, created)
