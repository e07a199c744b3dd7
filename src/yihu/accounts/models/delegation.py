"""Who stands in for whom, in what, from–to (T12)."""

from django.db import models
from django.db.models import F, Q

from yihu.accounts.models.account import Account
from yihu.estate.models import Project
from yihu.ledger.columns import Record, actor, welded
from yihu.policy.delegation import SCOPE_TITLES


class Delegation(Record):
    """A recorded delegation (代理): only this moves the right to approve; upper bound exclusive."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="delegations")
    delegator = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="delegations_held")
    scope = models.CharField(max_length=13, choices=SCOPE_TITLES)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    basis = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = actor()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = actor(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="delegation_ends_later"),
            models.CheckConstraint(
                condition=~Q(delegator=F("delegate")), name="delegation_to_another_person"
            ),
            models.CheckConstraint(condition=~Q(delegate=F("recorded_by")), name="no_delegation_to_oneself"),
            models.CheckConstraint(condition=~Q(basis=""), name="delegation_has_basis"),
            welded("delegation_revoked", "revoked_at", "revoked_by"),
        ]
        indexes = [models.Index(fields=["project", "delegate", "ends_at"], name="delegation_of_delegate")]
