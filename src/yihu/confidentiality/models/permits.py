"""Written leave to read (C15)."""

from django.db import models
from django.db.models import F, Q

from yihu.accounts.models import Account
from yihu.estate.models import Project
from yihu.ledger.columns import Record, actor, welded


class StandingPermit(Record):
    """A standing permit in writing (常設授權, C15): at most a year unless a demonstration says otherwise."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="standing_permits")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="standing_permits")
    purpose = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    granted_at = models.DateTimeField()
    granted_by = actor()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = actor(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="standing_permit_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(account=F("granted_by")), name="no_standing_permit_to_oneself"
            ),
            welded("standing_permit_withdrawn", "withdrawn_at", "withdrawn_by"),
        ]
        indexes = [models.Index(fields=["account", "project", "ends_at"], name="standing_permit_of")]
