"""Standing permits in writing (常設授權, C15)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from yihu.accounts.models import Account
from yihu.confidentiality import events
from yihu.confidentiality.models import StandingPermit
from yihu.estate.models import Project
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.decisions import Conflict, FieldError, Invalid, NotKnown, Refused, refuse
from yihu.policy.vocabulary import N_, Actor, Role

LONGEST = timedelta(days=366)


@transaction.atomic
def grant_standing_permit(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    account: Account,
    purpose: str,
    ends_at: datetime,
    longest: timedelta | None = LONGEST,
) -> StandingPermit:
    """Grant leave to read the project's files, for at most a year; nobody grants it to himself."""
    if by.account_id == account.pk:
        raise Refused(
            refuse("own_request", N_("不能批准自己的申請。"), clause="C15", mend=N_("請另一位負責人批准。"))
        )
    _only_head(by, project.pk)
    errors = []
    if not purpose.strip():
        errors.append(
            FieldError(
                "purpose",
                N_("沒有寫用途。"),
                mend=N_("寫明為何需要常設授權。"),
                code="purpose_missing",
                clause="C15",
            )
        )
    if ends_at <= at or (longest and ends_at - at > longest):
        errors.append(
            FieldError(
                "ends_at",
                N_("常設授權最長一年。"),
                mend=N_("填寫一年內的到期日。"),
                code="permit_too_long",
                clause="C15",
            )
        )
    if errors:
        raise Invalid(*errors)
    permit = StandingPermit.objects.create(
        project=project,
        account=account,
        purpose=purpose.strip(),
        starts_at=at,
        ends_at=ends_at,
        granted_at=at,
        granted_by_id=permission.person(by),
    )
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.PERMIT_GRANTED,
        subjects={"standing_permit": permit.pk, "account": account.pk},
        detail={"ends_at": ends_at.isoformat()},
    )
    return permit


@transaction.atomic
def withdraw_standing_permit(*, by: Actor, at: datetime, permit: StandingPermit) -> None:
    """End a standing permit at once. Raises as granting does; `Conflict` where it has ended already."""
    _only_head(by, permit.project_id)
    changed = StandingPermit.objects.filter(pk=permit.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by_id=by.account_id
    )
    if not changed:
        raise Conflict(
            refuse("withdrawn_already", N_("這份授權已經撤回。"), clause="C15", mend=N_("不需要再撤回。"))
        )
    append(
        project_id=permit.project_id,
        by=by,
        at=at,
        action=events.PERMIT_WITHDRAWN,
        subjects={"standing_permit": permit.pk, "account": permit.account_id},
    )


def _only_head(by: Actor, project_id: UUID) -> None:
    """客服部負責人 of the project decides; `NotKnown` for a stranger, `Refused` for a colleague."""
    if by.project_id != project_id:
        raise NotKnown
    if by.role != Role.CS_HEAD:
        raise Refused(
            refuse(
                "not_head",
                N_("常設授權由客服部負責人書面給予。"),
                clause="C15",
                mend=N_("請客服部負責人辦理。"),
            )
        )
