"""Catch-up plans (補錄計劃, P21), and how much of what was missing at going live still is."""

from django.db import models
from django.db.models import F, Q

from yihu.estate.models import Building, Project
from yihu.ledger.columns import Record, actor


class CatchUpPlan(Record):
    """The one plan of a building, or of the units of no building; a later day is a `CatchUpRevision`.

    The row never changes. `gaps` is how much was missing when it was made.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="catch_up_plans")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="+", null=True)
    starts_on = models.DateField(help_text="the day the project went live")
    ends_on = models.DateField(help_text="the last day as first planned, included")
    gaps = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = actor(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "building"], name="catch_up_plan_once"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(building__isnull=True), name="catch_up_plan_of_none_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="catch_up_plan_ends_after_start"
            ),
        ]


class CatchUpRevision(Record):
    """Another last day for a plan, with its reason; the latest one holds."""

    plan = models.ForeignKey(CatchUpPlan, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=400)
    revised_at = models.DateTimeField()
    revised_by = actor()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="catch_up_revision_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="catch_up_revision_has_reason"),
        ]


class CatchUpRollup(models.Model):
    """How many gaps of a building's line were known at going live and are still there."""

    id = models.BigAutoField(primary_key=True)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="catch_up_rollups")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="+", null=True)
    line = models.CharField(max_length=8)
    missing = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "building", "line"], name="catch_up_rollup_once"),
            models.UniqueConstraint(
                fields=["project", "line"],
                condition=Q(building__isnull=True),
                name="catch_up_rollup_of_none_once",
            ),
            models.CheckConstraint(condition=Q(missing__gte=0), name="catch_up_rollup_not_negative"),
        ]
