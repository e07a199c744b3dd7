"""Who stands in for whom now (T12)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yihu.accounts.models import Appointment, Delegation
from yihu.policy.delegation import Scope
from yihu.policy.vocabulary import Role


@dataclass(frozen=True, slots=True)
class StandIn:
    """For whom somebody stands in now: the roles he may answer in, and whose they are."""

    roles: frozenset[Role] = frozenset()
    delegators: frozenset[UUID] = frozenset()
    by_role: tuple[tuple[Role, UUID], ...] = ()

    def delegator_in(self, role: Role) -> UUID | None:
        """Who lent this role."""
        return next((account for held, account in self.by_role if held is role), None)


def stands_in_for(*, account: UUID | None, project: UUID, scope: Scope, at: datetime) -> StandIn:
    """The roles that were delegated to an account and that their holders still have."""
    given = _running(project, scope, at).filter(delegate=account).values_list("delegator", flat=True)
    held = tuple(
        (Role(role), delegator)
        for role, delegator in Appointment.objects.filter(
            project=project, account__in=given, ended_at__isnull=True, account__disabled_at__isnull=True
        ).values_list("role", "account")
    )
    return StandIn(frozenset(role for role, _ in held), frozenset(each for _, each in held), held)


def has_delegate(*, project: UUID, role: Role, scope: Scope, at: datetime) -> bool:
    """Whether somebody stands in for the holder of a role now."""
    holders = Appointment.objects.filter(project=project, role=role, ended_at__isnull=True)
    given = _running(project, scope, at).filter(delegate__disabled_at__isnull=True)
    return given.filter(delegator__in=holders.values("account")).exists()


def list_delegations(project: UUID) -> list[Delegation]:
    """Every delegation of a project, the latest first."""
    found = Delegation.objects.filter(project=project)
    return list(found.select_related("delegator", "delegate", "recorded_by").order_by("-starts_at", "-id"))


def _running(project: UUID, scope: Scope, at: datetime) -> "QuerySet[Delegation]":
    found = Delegation.objects.filter(
        project=project, starts_at__lte=at, ends_at__gt=at, revoked_at__isnull=True
    )
    return found.filter(Q(scope=scope) | Q(scope=Scope.ALL))
