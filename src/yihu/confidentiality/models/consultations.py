"""查閱: asked for, answered, used, and its row in 《業戶檔案查閱登記表》 (R1.6b, R1.6c, F01)."""

from django.db import models
from django.db.models import F, Q

from yihu.accounts.models import Account
from yihu.confidentiality.models.permits import StandingPermit
from yihu.dossiers.models import Document, Dossier
from yihu.estate.models import Project
from yihu.ledger.columns import Record, actor, welded
from yihu.policy.consultation import MODE_TITLES, Asked, ItemKind
from yihu.policy.numbering import register_no
from yihu.policy.vocabulary import DEPARTMENT_TITLES, Department


class Consultation(Record):
    """A request to read named items of one file, and what became of it.

    `volume` is whose it is to permit; `department` the reader's own. `step_at` is when the step it waits at
    began, `climbs_at` when it climbs to 項目經理 (T12); `climbed` that he answered instead of the head.
    """

    class Condition(models.TextChoices):
        GOOD = "good"
        DAMAGED = "damaged"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="consultations")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="consultations")
    volume = models.CharField(max_length=3, choices=DEPARTMENT_TITLES)
    mode = models.CharField(max_length=6, choices=MODE_TITLES)
    purpose = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    asked_by = actor()
    reader = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="consultations")
    department = models.CharField(max_length=3, choices=DEPARTMENT_TITLES, blank=True)
    head_asks = models.BooleanField(default=False)
    needs_endorsement = models.BooleanField()
    climbs_at = models.DateTimeField()
    endorsed = models.BooleanField(null=True)
    endorsed_at = models.DateTimeField(null=True)
    endorsed_by = actor(null=True)
    endorsement = models.CharField(max_length=200, blank=True)
    approved = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = actor(null=True)
    decided_for = actor(null=True)
    decision = models.CharField(max_length=200, blank=True)
    climbed = models.BooleanField(default=False)
    countersigned_at = models.DateTimeField(null=True)
    countersigned_by = actor(null=True)
    valid_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = actor(null=True)
    pages = models.PositiveIntegerField(null=True)
    condition = models.CharField(max_length=7, choices=Condition, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="consultation_has_purpose"),
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")) & ~Q(reader=F("decided_by")),
                name="no_consultation_by_own_word",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("endorsed_by")) & ~Q(reader=F("endorsed_by")),
                name="no_endorsement_of_own_request",
            ),
            models.CheckConstraint(
                condition=Q(approved=True, valid_until__isnull=False)
                | ~Q(approved=True) & Q(valid_until__isnull=True)
                | Q(approved__isnull=True, valid_until__isnull=True),
                name="consultation_permit_has_end",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("decided_at")),
                name="consultation_ends_after_decision",
            ),
            models.CheckConstraint(
                condition=~Q(approved=False) | ~Q(decision=""), name="consultation_refusal_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True) | Q(approved=True), name="no_use_without_permit"
            ),
            models.CheckConstraint(
                condition=Q(approved__isnull=True, decided_at__isnull=True)
                | Q(approved__isnull=False, decided_at__isnull=False),
                name="consultation_decision_has_instant",
            ),
            welded("consultation_endorsed", "endorsed_at", "endorsed_by"),
            welded("consultation_decided", "decided_at", "decided_by"),
            welded("consultation_countersigned", "countersigned_at", "countersigned_by"),
            welded("consultation_ended", "ended_at", "ended_by"),
        ]
        indexes = [
            models.Index(fields=["reader", "project", "valid_until"], name="consultation_of_reader"),
            models.Index(fields=["project", "-asked_at"], name="consultation_latest"),
            models.Index(
                fields=["project", "volume"],
                condition=Q(approved__isnull=True),
                name="consultation_awaiting",
            ),
        ]

    @property
    def asked(self) -> Asked:
        """What rules look at."""
        return Asked(
            asked_by=self.asked_by_id,
            reader=self.reader_id,
            department=Department(self.department) if self.department else None,
            custodian=Department(self.volume),
            asked_at=self.asked_at,
            needs_endorsement=self.needs_endorsement,
            climbs_at=self.climbs_at,
            endorsed=self.endorsed,
            approved=self.approved,
            decided_at=self.decided_at,
            valid_until=self.valid_until,
            started_at=self.started_at,
            last_seen_at=self.last_seen_at,
            ended_at=self.ended_at,
            head_asks=self.head_asks,
        )


class ConsultationItem(Record):
    """One thing asked for: a document, a line of the catalogue, or a field; `granted` by the head."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in ItemKind])
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", null=True)
    code = models.CharField(max_length=20, blank=True)
    granted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "position"], name="consultation_item_once"),
            models.CheckConstraint(
                condition=Q(kind="document", document__isnull=False, code="")
                | ~Q(kind="document") & Q(document__isnull=True) & ~Q(code=""),
                name="consultation_item_is_one_thing",
            ),
        ]

    @property
    def word(self) -> str:
        """As it was asked for: a document's id, or the code."""
        return str(self.document_id) if self.document_id else self.code


class ConsultationRow(Record):
    """A row of 《業戶檔案查閱登記表》: written once, at the permit or the sight under a standing permit.

    Numbered per project and year without gaps; the database refuses every change. When the reading began and
    ended stands in the `consultation`.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="consultation_rows")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="consultation_rows")
    volume = models.CharField(max_length=3, choices=DEPARTMENT_TITLES, blank=True)
    reader = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="consultation_rows")
    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="row", null=True)
    standing_permit = models.ForeignKey(
        StandingPermit, on_delete=models.PROTECT, related_name="rows", null=True
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year", "serial"], name="consultation_number_once"),
            models.CheckConstraint(condition=Q(serial__gte=1), name="consultation_number_from_one"),
            models.CheckConstraint(
                condition=Q(consultation__isnull=False, standing_permit__isnull=True)
                | Q(consultation__isnull=True, standing_permit__isnull=False),
                name="consultation_row_under_one_permit",
            ),
        ]
        indexes = [models.Index(fields=["dossier", "-entered_at"], name="consultation_row_of_file")]

    @property
    def number(self) -> str:
        """`2026-0137`."""
        return register_no(self.year, self.serial)


class RegisterCounter(Record):
    """The latest number of a register in a year; raised in the transaction that writes the row."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="register_counters")
    register = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    latest = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "register", "year"], name="register_counter_once")
        ]
