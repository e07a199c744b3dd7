"""Delegations recorded and revoked (T12)."""

from datetime import datetime

from django.db import transaction

from yihu.accounts import events
from yihu.accounts.models import Appointment, Delegation
from yihu.ledger.operations import append
from yihu.policy.decisions import Conflict, Invalid, NotKnown, check, refuse
from yihu.policy.delegation import Scope, judge_delegating, wrong_fields
from yihu.policy.permission import person
from yihu.policy.vocabulary import N_, Actor, Role


@transaction.atomic
def delegate(
    *,
    by: Actor,
    at: datetime,
    delegator: Appointment,
    delegate: Appointment,
    scope: Scope,
    starts_at: datetime,
    ends_at: datetime,
    basis: str,
) -> Delegation:
    """Record that one person stands in for another, in what and from when to when (T12).

    Raises `NotKnown` for a stranger, `Refused` T12 for who may not record it, `Invalid` by field.
    """
    if by.project_id != delegator.project_id or delegate.project_id != delegator.project_id:
        raise NotKnown
    check(
        judge_delegating(
            account=by.account_id,
            role=by.role,
            from_account=delegator.account_id,
            from_role=Role(delegator.role),
            to_account=delegate.account_id,
        )
    )
    errors = wrong_fields(
        from_account=delegator.account_id,
        to_account=delegate.account_id,
        to_role=Role(delegate.role),
        starts_at=starts_at,
        ends_at=ends_at,
        at=at,
        basis=basis,
    )
    if errors:
        raise Invalid(*errors)
    row = Delegation.objects.create(
        project_id=delegator.project_id,
        delegator_id=delegator.account_id,
        delegate_id=delegate.account_id,
        scope=scope,
        starts_at=starts_at,
        ends_at=ends_at,
        basis=basis.strip(),
        recorded_at=at,
        recorded_by_id=person(by),
    )
    append(
        project_id=row.project_id,
        by=by,
        at=at,
        action=events.DELEGATED,
        subjects={"delegation": row.pk, "from": row.delegator_id, "to": row.delegate_id},
        detail={"scope": scope, "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()},
    )
    return row


@transaction.atomic
def revoke_delegation(*, by: Actor, at: datetime, delegation: Delegation) -> None:
    """End a delegation at once; as who may record it. `Conflict` where it is revoked or over."""
    if by.project_id != delegation.project_id:
        raise NotKnown
    if by.account_id != delegation.delegator_id and by.role != Role.PROJECT_MANAGER:
        check(
            refuse(
                "not_yours_to_delegate",
                N_("代理只能由委託人本人撤回。"),
                clause="T12",
                mend=N_("請委託人本人，或項目經理撤回。"),
            )
        )
    changed = Delegation.objects.filter(pk=delegation.pk, revoked_at__isnull=True, ends_at__gt=at).update(
        revoked_at=at, revoked_by_id=person(by)
    )
    if not changed:
        raise Conflict(
            refuse("delegation_over", N_("這項代理已經結束。"), clause="T12", mend=N_("不需要再撤回。"))
        )
    append(
        project_id=delegation.project_id,
        by=by,
        at=at,
        action=events.DELEGATION_REVOKED,
        subjects={"delegation": delegation.pk},
    )
