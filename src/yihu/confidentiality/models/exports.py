"""What leaves as a file or on paper: asked for, decided, taken (R1.8, P19)."""

from django.db import models
from django.db.models import F, Q

from yihu.estate.models import Project
from yihu.ledger.columns import Record, actor, welded
from yihu.policy.exporting import Asked
from yihu.policy.numbering import register_no
from yihu.policy.vocabulary import Role


class ExportRequest(Record):
    """A request to take a list away: what of it, why, how many rows, whose word it needs and got.

    `before` is how many personal rows its asker had taken in the span of P19 when asking; `needs` is empty
    where no approval is needed. Numbered per project and year without gaps. Filters hold nothing typed.
    """

    class Kind(models.TextChoices):
        HOUSEHOLDS = "households"
        ACCESSIONS = "accessions"
        CONSULTATIONS = "consultations"

    class Format(models.TextChoices):
        XLSX = "xlsx"
        CSV = "csv"
        PDF = "pdf"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="export_requests")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    columns = models.JSONField(default=list)
    filters = models.JSONField(default=dict)
    format = models.CharField(max_length=4, choices=Format)
    reason = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    personal = models.BooleanField()
    before = models.PositiveIntegerField()
    needs = models.CharField(max_length=16, blank=True)
    asked_at = models.DateTimeField()
    asked_by = actor()
    approved = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = actor(null=True)
    decision_reason = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year", "serial"], name="export_number_once"),
            models.CheckConstraint(condition=Q(serial__gte=1), name="export_number_from_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="export_has_reason"),
            models.CheckConstraint(condition=~Q(asked_by=F("decided_by")), name="no_export_by_own_word"),
            models.CheckConstraint(
                condition=Q(approved__isnull=True, decided_at__isnull=True)
                | Q(approved__isnull=False, decided_at__isnull=False),
                name="export_decision_has_instant",
            ),
            models.CheckConstraint(
                condition=~Q(approved=False) | ~Q(decision_reason=""), name="export_refusal_has_reason"
            ),
            welded("export_decided", "decided_at", "decided_by"),
        ]
        indexes = [
            models.Index(fields=["project", "asked_by", "asked_at"], name="export_by_asker"),
            models.Index(
                fields=["project"],
                condition=Q(approved__isnull=True) & ~Q(needs=""),
                name="export_awaiting",
            ),
        ]

    @property
    def number(self) -> str:
        """`2026-0001`."""
        return register_no(self.year, self.serial)

    @property
    def asked(self) -> Asked:
        """What rules look at."""
        needs = Role(self.needs) if self.needs else None
        return Asked(self.asked_by_id, needs, self.approved, self.expires_at)


class ExportTaking(Record):
    """That the file was made and handed over: when, and how many rows it had."""

    export = models.ForeignKey(ExportRequest, on_delete=models.PROTECT, related_name="takings")
    taken_at = models.DateTimeField()
    taken_by = actor()
    rows = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["taken_by", "taken_at"], name="export_taking_by_person")]
