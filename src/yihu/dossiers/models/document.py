"""A document item (件): received, then filed."""

from django.db import models
from django.db.models import Q

from yihu.dossiers.models.dossier import Dossier
from yihu.estate.models import Project
from yihu.households.models import Person
from yihu.ledger.columns import Record, actor
from yihu.policy.vocabulary import CARRIER_TITLES, DEPARTMENT_TITLES


class Document(Record):
    """What was received: its facts never change; its content, if any, lies sealed in the store.

    `received_at` is when it really arrived, `recorded_at` the system's; the earlier starts the clock (T1).
    Without a dossier it waits in the 未歸屬 box.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="documents")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents", null=True)
    volume = models.CharField(max_length=3, choices=DEPARTMENT_TITLES)
    line = models.CharField(max_length=8, blank=True, help_text="the catalogue line; proposed until filed")
    title = models.CharField(max_length=120)
    pages = models.PositiveIntegerField()
    carrier = models.CharField(max_length=10, choices=CARRIER_TITLES)
    is_copy = models.BooleanField(default=False)
    formed_on = models.DateField(null=True)
    note = models.CharField(max_length=400, blank=True)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    received_by = actor(null=True)
    late_reason = models.CharField(max_length=200, blank=True)
    received_by_department = models.CharField(max_length=3, choices=DEPARTMENT_TITLES)
    content_id = models.CharField(max_length=64, blank=True)
    key_id = models.UUIDField(null=True)
    content_sha256 = models.BinaryField(max_length=32, null=True)
    content_size = models.BigIntegerField(null=True)
    content_type = models.CharField(max_length=100, blank=True)
    content_pages = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "id"], name="document_project_id"),
            models.UniqueConstraint(fields=["content_id"], condition=~Q(content_id=""), name="content_once"),
            models.CheckConstraint(condition=Q(pages__gte=1), name="document_has_pages"),
            models.CheckConstraint(condition=~Q(title=""), name="document_has_title"),
            models.CheckConstraint(
                condition=Q(received_at__lte=models.F("recorded_at")), name="received_before_recorded"
            ),
            models.CheckConstraint(
                condition=Q(content_id="", key_id__isnull=True, content_sha256__isnull=True)
                | (~Q(content_id="") & Q(key_id__isnull=False, content_sha256__isnull=False)),
                name="content_whole",
            ),
            models.CheckConstraint(
                condition=Q(carrier="paper") | ~Q(content_id=""), name="electronic_has_content"
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "line"], name="document_by_line"),
            models.Index(fields=["project", "volume", "received_at"], name="document_by_receipt"),
            models.Index(fields=["dossier", "content_sha256"], name="document_by_digest"),
        ]


class Filing(Record):
    """The act of filing a document: by system time, once, and late is late for ever (R2.3.3.4, T2)."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="filing")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    filed_by = actor(null=True)
    late = models.BooleanField()
    days_late = models.PositiveIntegerField(default=0)
    after_hours = models.BooleanField(default=False)
    before_go_live = models.BooleanField(default=False)
    without_records_officer = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(late=False, days_late=0) | Q(late=True, days_late__gte=1), name="late_has_days"
            ),
        ]
        indexes = [models.Index(fields=["project", "filed_at"], name="filing_by_time")]


class ItemNumber(Record):
    """The number of a document in a line of a file; gap-free a line, never used again (check 15)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="numbers")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    item_no = models.CharField(max_length=120)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "line", "number"], name="item_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="item_number_from_one"),
        ]
        indexes = [models.Index(fields=["document", "given_at"], name="item_number_by_document")]


class Signer(Record):
    """A person whose signature a document carries (R3.5.1.3: each co-owner signs the covenant)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="signs_once")]
