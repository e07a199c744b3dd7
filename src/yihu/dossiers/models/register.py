"""《業戶檔案一覽表》: each addition and removal, and the head's 已閱 (R2.3.3.4)."""

from django.db import models
from django.db.models import Q

from yihu.dossiers.models.document import Document
from yihu.dossiers.models.dossier import Dossier
from yihu.estate.models import Project
from yihu.ledger.columns import Record, actor
from yihu.policy.vocabulary import CARRIER_TITLES, DEPARTMENT_TITLES


class AccessionReading(Record):
    """A head read the rows of a day: 已閱 with optional remark; those rows are frozen."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="accession_readings")
    volume = models.CharField(max_length=3, choices=DEPARTMENT_TITLES)
    day = models.DateField()
    rows = models.PositiveIntegerField()
    remark = models.CharField(max_length=400, blank=True)
    read_at = models.DateTimeField()
    read_by = actor()

    class Meta:
        indexes = [models.Index(fields=["project", "volume", "day"], name="reading_by_day")]
        constraints = [models.CheckConstraint(condition=Q(rows__gte=1), name="reading_reads_something")]


class AccessionRow(Record):
    """One plus or minus of a department's day; never changed but for being read (a trigger holds it)."""

    class Sign(models.TextChoices):
        PLUS = "+"
        MINUS = "-"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="accession_rows")
    volume = models.CharField(max_length=3, choices=DEPARTMENT_TITLES)
    day = models.DateField()
    number = models.PositiveIntegerField()
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="accession_rows")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="accession_rows")
    sign = models.CharField(max_length=1, choices=Sign)
    item_no = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    pages = models.PositiveIntegerField()
    carrier = models.CharField(max_length=10, choices=CARRIER_TITLES)
    location = models.CharField(max_length=120, blank=True)
    formed_on = models.DateField(null=True)
    received_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = actor(null=True)
    on_the_day = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    reading = models.ForeignKey(
        AccessionReading, on_delete=models.PROTECT, related_name="read_rows", null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "volume", "day", "number"], name="accession_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="accession_number_from_one"),
        ]
        indexes = [
            models.Index(fields=["dossier", "entered_at"], name="accession_by_dossier"),
            models.Index(
                fields=["project", "volume", "day"],
                condition=Q(reading__isnull=True),
                name="accession_unread",
            ),
        ]
