"""A household (業戶): one ownership constellation holding one unit for one tenure (業戶期)."""

from django.db import models

from yihu.estate.models import Project, Unit
from yihu.households.models.person import Person
from yihu.ledger.columns import Record, actor


class Household(Record):
    """Unit × tenure; at most one open at a time (R1.1). Owners may still be unknown (R2.3.1: 業主待補)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="households")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="households")
    tenure_no = models.PositiveSmallIntegerField(default=1)
    acquired_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    opened_by = actor(null=True)
    owners_registered_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(ended_on__isnull=True), name="one_open_household_per_unit"
            ),
            models.UniqueConstraint(fields=["unit", "tenure_no"], name="tenure_no_once"),
            models.UniqueConstraint(fields=["project", "id"], name="household_project_id"),
            models.CheckConstraint(condition=models.Q(tenure_no__gte=1), name="tenure_no_from_one"),
        ]
        indexes = [
            models.Index(fields=["project", "ended_on"], name="household_open"),
            models.Index(
                fields=["project"],
                condition=models.Q(owners_registered_at__isnull=True, ended_on__isnull=True),
                name="household_owners_awaited",
            ),
        ]


class Ownership(Record):
    """A share of a household's title; both share columns empty means joint ownership (共同共有)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="ownerships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ownerships")
    share_numerator = models.PositiveIntegerField(null=True)
    share_denominator = models.PositiveIntegerField(null=True)
    position = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=models.Q(ends_on__isnull=True), name="owner_once"
            ),
            models.CheckConstraint(
                condition=models.Q(share_numerator__isnull=True, share_denominator__isnull=True)
                | models.Q(share_numerator__gte=1, share_denominator__gte=models.F("share_numerator")),
                name="share_between_nothing_and_whole",
            ),
        ]


class Member(Record):
    """Someone who lives or works in the unit without owning it."""

    class Kind(models.TextChoices):
        FAMILY = "family"
        TENANT = "tenant"
        STAFF = "staff"
        OTHER = "other"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=8, choices=Kind)
    relation = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=models.Q(ends_on__isnull=True), name="member_once"
            ),
        ]
