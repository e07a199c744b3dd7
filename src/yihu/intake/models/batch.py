"""A file brought in: tried first, then confirmed once."""

from django.db import models
from django.db.models import Q

from yihu.estate.models import Project
from yihu.ledger.columns import Record, actor, welded


class Batch(Record):
    """An import: the file itself lies sealed in the store; `tried` and `brought_in` hold counts only."""

    class Kind(models.TextChoices):
        HOUSEHOLDS = "households"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=12, choices=Kind)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.BinaryField(max_length=32)
    content_id = models.CharField(max_length=64)
    key_id = models.UUIDField()
    template = models.CharField(max_length=40)
    tried = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = actor()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = actor(null=True)
    brought_in = models.JSONField(null=True)

    class Meta:
        constraints = [welded("batch_confirmed", "confirmed_at", "confirmed_by")]
        indexes = [models.Index(fields=["project", "created_at"], name="batch_by_project")]


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
