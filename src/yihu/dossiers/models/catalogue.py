"""The catalogue of a file: what is kept about it beside what is derived."""

from django.db import models
from django.db.models import Q

from yihu.dossiers.models.dossier import Dossier
from yihu.estate.models import Project
from yihu.households.models import Household
from yihu.ledger.columns import Record, actor, welded
from yihu.policy.vocabulary import DEPARTMENT_TITLES


class CatalogueAddition(Record):
    """A line a project adds to the template (R1.4b); edition n holds every addition up to n."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="catalogue_additions")
    edition = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8)
    title = models.CharField(max_length=80)
    category = models.CharField(max_length=1)
    volume = models.CharField(max_length=3, choices=DEPARTMENT_TITLES)
    follows = models.CharField(max_length=10)
    rule = models.CharField(max_length=40)
    retention = models.CharField(max_length=8)
    published_at = models.DateTimeField()
    published_by = actor()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="catalogue_addition_once")]


class HouseholdCircumstance(Record):
    """A fact that makes lines required (a tenancy, a decoration case …), from–to."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="circumstances")
    kind = models.CharField(max_length=24)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind"], condition=Q(ended_at__isnull=True), name="circumstance_once"
            ),
        ]


class NotApplicable(Record):
    """A required line that will never have a paper, with reason and person (C13)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="not_applicable")
    line = models.CharField(max_length=8)
    reason = models.CharField(max_length=200)
    declared_at = models.DateTimeField()
    declared_by = actor()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = actor(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "line"], condition=Q(withdrawn_at__isnull=True), name="not_applicable_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="not_applicable_has_reason"),
            welded("not_applicable_withdrawn", "withdrawn_at", "withdrawn_by"),
        ]


class Gap(Record):
    """A required line that is missing: derived, kept in step in the same transaction, recounted by verify."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="gaps")
    line = models.CharField(max_length=8)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "line"], name="gap_once")]
        indexes = [models.Index(fields=["project", "line", "dossier"], name="gap_by_line")]


class GapRollup(models.Model):
    """How many open files of a project lack a line."""

    id = models.BigAutoField(primary_key=True)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="gap_rollups")
    line = models.CharField(max_length=8)
    missing = models.IntegerField(default=0)
    required = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "line"], name="gap_rollup_once"),
            models.CheckConstraint(
                condition=Q(missing__gte=0, required__gte=0), name="gap_rollup_not_negative"
            ),
        ]


class CataloguePrint(Record):
    """A printed 目錄篇 with its version (R2.3.2): older than the latest change, it wants printing again."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="catalogue_prints")
    number = models.PositiveSmallIntegerField()
    printed_at = models.DateTimeField()
    printed_by = actor()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="catalogue_print_once")]
