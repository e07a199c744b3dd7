"""A project (項目) and the rules it lives by."""

from django.db import models

from yihu.ledger.columns import Record, actor, welded
from yihu.policy.vocabulary import LOCALITY_TITLES, Locality


class Project(Record):
    """A residential community under management: the unit of isolation; its locality a parameter (Annex K)."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    locality = models.CharField(max_length=2, choices=LOCALITY_TITLES, default=Locality.CN)
    time_zone = models.CharField(max_length=40, default="Asia/Shanghai")
    went_live_on = models.DateField(null=True, help_text="P21: paper received before this day is never late")
    opened_at = models.DateTimeField()
    opened_by = actor(null=True)

    def __str__(self) -> str:
        return self.code


class Adoption(Record):
    """A regulation in force in a project, from–to."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="adoptions")
    regulation = models.CharField(max_length=20)
    adopted_at = models.DateTimeField()
    adopted_by = actor(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = actor(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "regulation"],
                condition=models.Q(ended_at__isnull=True),
                name="adoption_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("adopted_at")),
                name="adoption_ends_after_start",
            ),
        ]


class CompanyRule(Record):
    """A version of the company's own archive rule (R3.2): values for parameters, from a day on."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="company_rules")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField()
    effective_on = models.DateField()
    parameters = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    published_by = actor()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code", "version"], name="company_rule_version_once"),
        ]


class RuleReading(Record):
    """Somebody confirmed having read a version of a company rule."""

    rule = models.ForeignKey(CompanyRule, on_delete=models.PROTECT, related_name="readings")
    read_at = models.DateTimeField()
    read_by = actor()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "read_by"], name="rule_reading_once")]


class CompanyDay(Record):
    """A day the company works or rests against the public calendar (T15)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="company_days")
    day = models.DateField()
    works = models.BooleanField()
    reason = models.CharField(max_length=80)
    set_at = models.DateTimeField()
    set_by = actor()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = actor(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "day"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="company_day_once",
            ),
            welded("company_day_withdrawn", "withdrawn_at", "withdrawn_by"),
        ]
