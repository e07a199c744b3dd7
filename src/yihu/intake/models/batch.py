"""A file brought in: received, read, then confirmed once; or cancelled, or failed with what was wrong."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from yihu.estate.models import Project
from yihu.ledger.columns import Record, actor, welded


class State(StrEnum):
    """Where an import stands, as its records say."""

    READING = "reading"
    UNMAPPED = "unmapped"  # its columns wait to be named
    TRIED = "tried"
    BRINGING_IN = "bringing_in"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Batch(Record):
    """An import: the file itself lies sealed in the store; `tried` and `brought_in` hold counts only.

    `staged` portions lie ready for a project as `stamp` says it was. `done` of `total` says how far the work
    is, `beat_at` when it was last heard of.
    """

    class Kind(models.TextChoices):
        HOUSEHOLDS = "households"
        VEHICLES = "vehicles"
        DOCUMENTS = "documents"

    class OnExisting(models.TextChoices):
        """What is done about a unit that has its file already; chosen for each file."""

        SKIP = "skip"
        UPDATE = "update"
        STOP = "stop"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=12, choices=Kind)
    on_existing = models.CharField(max_length=6, choices=OnExisting, default=OnExisting.SKIP)
    mapping = models.JSONField(null=True)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.BinaryField(max_length=32)
    content_id = models.CharField(max_length=64)
    key_id = models.UUIDField()
    template = models.CharField(max_length=40, blank=True, default="")
    tried = models.JSONField(default=dict)
    stamp = models.CharField(max_length=64, blank=True, default="")
    staged = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = actor()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    unmapped_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    asked_by = actor(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = actor(null=True)
    brought_in = models.JSONField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = actor(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.JSONField(null=True)

    class Meta:
        constraints = [
            welded("batch_confirmed", "confirmed_at", "confirmed_by"),
            welded("batch_asked", "asked_at", "asked_by"),
            welded("batch_cancelled", "cancelled_at", "cancelled_by"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(cancelled_at__isnull=True, failed_at__isnull=True),
                name="batch_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(on_existing__in=["skip", "update", "stop"]), name="batch_on_existing"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "created_at"], name="batch_by_project"),
            models.Index(
                fields=["created_at"],
                condition=Q(confirmed_at__isnull=True, cancelled_at__isnull=True, failed_at__isnull=True),
                name="batch_unended",
            ),
        ]

    @property
    def state(self) -> State:
        """Derived from what was recorded, the latest first."""
        if self.confirmed_at:
            return State.CONFIRMED
        if self.cancelled_at:
            return State.CANCELLED
        if self.failed_at:
            return State.FAILED
        if self.asked_at:
            return State.BRINGING_IN
        if self.read_at:
            return State.TRIED
        return State.UNMAPPED if self.unmapped_at else State.READING


class BatchProblem(models.Model):
    """One cell or row that was not taken as it is; `text` is a message id, `params` hold no personal data."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="problems")
    sheet = models.CharField(max_length=40)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=8, blank=True)
    header = models.CharField(max_length=60, blank=True)
    severity = models.CharField(max_length=8)
    code = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    params = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=["error", "warning"]), name="batch_problem_severity"
            )
        ]
        indexes = [models.Index(fields=["batch", "row"], name="batch_problem_by_row")]
