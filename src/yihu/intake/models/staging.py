"""What an import keeps between reading and bringing in, and what it leaves behind for whoever asks later."""

from django.db import models

from yihu.estate.models import Project
from yihu.intake.models.batch import Batch
from yihu.ledger.columns import Record, actor


class StagedChunk(models.Model):
    """Rows made ready for the tables, sealed; gone when the batch is brought in, cancelled or forgotten."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="chunks")
    number = models.PositiveIntegerField()
    payload = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="chunk_once")]


class BroughtIn(models.Model):
    """Which row of which file something came from: every row of a batch stays findable."""

    class Kind(models.TextChoices):
        HOUSEHOLD = "household"
        UNIT = "unit"
        VEHICLE = "vehicle"
        DOCUMENT = "document"

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="subjects")
    sheet = models.CharField(max_length=200)
    row = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    subject = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="brought_in_by_subject"),
            models.Index(fields=["batch", "row"], name="brought_in_by_row"),
        ]


class KeptMapping(Record):
    """How a person named the columns of an unknown table, found again by its heads."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Batch.Kind)
    signature = models.CharField(max_length=64)
    mapping = models.JSONField()
    kept_at = models.DateTimeField()
    kept_by = actor()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "signature"], name="mapping_kept_once")
        ]
