"""The file (卷) of one household: one 檔號, three volumes, one catalogue."""

from django.db import models

from yihu.estate.models import Project
from yihu.households.models import Household
from yihu.ledger.columns import Record, actor


class Dossier(Record):
    """One file a household (R1.1). The counts are kept in the transaction of whatever changes them."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="dossiers")
    household = models.OneToOneField(Household, on_delete=models.PROTECT, related_name="dossier")
    file_no = models.CharField(max_length=100)
    opened_at = models.DateTimeField()
    opened_by = actor(null=True)
    opened_by_department = models.CharField(max_length=3)
    catalogue_edition = models.PositiveSmallIntegerField(null=True, help_text="frozen when the tenure closes")
    required_lines = models.JSONField(default=list, help_text="codes counted in the roll-up")
    required_count = models.PositiveSmallIntegerField(default=0)
    present_count = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "file_no"], name="file_no_once"),
            models.UniqueConstraint(fields=["project", "id"], name="dossier_project_id"),
            models.CheckConstraint(
                condition=models.Q(present_count__lte=models.F("required_count")),
                name="present_within_required",
            ),
        ]

    def __str__(self) -> str:
        return self.file_no
