"""A correction (更正單, R1.10d): a mistake mended in place, with its reason; apart from a change."""

from django.db import models

from yihu.estate.models import Project, Unit
from yihu.households.models.household import Household
from yihu.households.models.person import Person
from yihu.ledger.columns import Record, actor


class Correction(Record):
    """What a field said, what it says now, why and on what evidence, and who mended it.

    `person` is whose name it is, where a name was mended.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="corrections")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="corrections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    old = models.CharField(max_length=200)
    new = models.CharField(max_length=200)
    reason = models.CharField(max_length=400)
    evidence = models.CharField(max_length=200, blank=True, default="")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    corrected_at = models.DateTimeField()
    corrected_by = actor()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="correction_changes_something"
            ),
        ]
        indexes = [
            models.Index(fields=["household", "corrected_at"], name="correction_by_household"),
            models.Index(fields=["project", "corrected_at"], name="correction_by_project"),
        ]


class FinanceNotice(Record):
    """財務 was told that a figure charges rest on was corrected: charges follow from none (R1.10d)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    correction = models.OneToOneField(Correction, on_delete=models.PROTECT, related_name="finance_notice")
    told = models.CharField(max_length=80)
    told_at = models.DateTimeField()
    told_by = actor()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(told=""), name="finance_notice_to_somebody")
        ]
