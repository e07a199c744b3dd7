"""A correction (更正單, R1.10d): a mistake mended in place, with its reason; apart from a change."""

from django.db import models

from yihu.estate.models import Project, Unit
from yihu.households.models.household import Household
from yihu.ledger.columns import Record, actor


class Correction(Record):
    """What a field said, what it says now, why, and who mended it."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="corrections")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="corrections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    old = models.CharField(max_length=200)
    new = models.CharField(max_length=200)
    reason = models.CharField(max_length=400)
    corrected_at = models.DateTimeField()
    corrected_by = actor()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="correction_changes_something"
            ),
        ]
        indexes = [models.Index(fields=["household", "corrected_at"], name="correction_by_household")]
