"""One record for one human or organisation of a project, related to many units."""

from django.db import models

from yihu.estate.models import Project
from yihu.ledger.columns import Record, actor
from yihu.policy.vocabulary import ID_TYPE_TITLES


class Person(Record):
    """A human or an organisation; the id number is sealed and found by its keyed blind index (R2.1.1)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="persons")
    name = models.CharField(max_length=80)
    name_fold = models.CharField(max_length=80)
    initials = models.CharField(max_length=160, blank=True, default="")
    is_organisation = models.BooleanField(default=False)
    id_type = models.CharField(max_length=16, choices=ID_TYPE_TITLES, blank=True)
    id_number = models.BinaryField(null=True)
    id_index = models.BinaryField(max_length=16, null=True)
    id_tail_index = models.BinaryField(max_length=16, null=True)
    recorded_at = models.DateTimeField()
    recorded_by = actor(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "id_type", "id_index"],
                condition=models.Q(id_index__isnull=False),
                name="person_recorded_once",
            ),
            models.UniqueConstraint(fields=["project", "id"], name="person_project_id"),
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_name"),
            models.CheckConstraint(
                condition=models.Q(id_number__isnull=True, id_index__isnull=True)
                | models.Q(id_number__isnull=False, id_index__isnull=False) & ~models.Q(id_type=""),
                name="person_id_sealed_and_indexed",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "name_fold"], name="person_by_name"),
            models.Index(fields=["project", "initials"], name="person_by_initials"),
            models.Index(fields=["project", "id_tail_index"], name="person_by_id_tail"),
        ]


class NamePart(models.Model):
    """A name from one of its characters to its end; written by the database alone (`name_parts`)."""

    project = models.ForeignKey(Project, on_delete=models.DO_NOTHING, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    part = models.CharField(max_length=80)
    is_whole = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(
                fields=["project", "part", "is_whole", "person"],
                opclasses=["uuid_ops", "text_pattern_ops", "bool_ops", "uuid_ops"],
                name="name_part_begins",
            )
        ]


class FormerName(Record):
    """A name somebody went by until `until` (曾用名); it stays findable (R1.10c)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=80)
    name_fold = models.CharField(max_length=80)
    initials = models.CharField(max_length=160, blank=True, default="")
    until = models.DateTimeField()
    recorded_by = actor(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="former_name_not_empty")]
        indexes = [
            models.Index(fields=["project", "name_fold"], name="former_name_by_name"),
            models.Index(fields=["project", "initials"], name="former_name_by_initials"),
            models.Index(fields=["person", "until"], name="former_name_of_person"),
        ]


class Phone(Record):
    """A telephone number of a person, from–to: history is never overwritten."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="phones")
    number = models.BinaryField()
    number_index = models.BinaryField(max_length=16)
    tail_index = models.BinaryField(max_length=16)
    position = models.PositiveSmallIntegerField(default=1)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    recorded_by = actor(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "number_index"], condition=models.Q(until__isnull=True), name="phone_once"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="phone_until",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "number_index"], name="phone_by_number"),
            models.Index(fields=["project", "tail_index"], name="phone_by_tail"),
        ]
