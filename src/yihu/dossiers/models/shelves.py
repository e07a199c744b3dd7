"""Where paper lies: storage places, cabinets, and each document's place through time."""

from django.db import models
from django.db.models import Q

from yihu.dossiers.models.document import Document
from yihu.estate.models import Project
from yihu.ledger.columns import Record, actor
from yihu.policy.vocabulary import DEPARTMENT_TITLES, STORAGE_MODE_TITLES


class StoragePlace(Record):
    """A room or locked corner that holds cabinets (檔案室)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="storage_places")
    name = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    opened_by = actor(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="storage_place_once")]


class Cabinet(Record):
    """A designated cabinet of a department (R1.7a)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="cabinets")
    place = models.ForeignKey(StoragePlace, on_delete=models.PROTECT, related_name="cabinets")
    code = models.CharField(max_length=20)
    department = models.CharField(max_length=3, choices=DEPARTMENT_TITLES)
    opened_at = models.DateTimeField()
    opened_by = actor(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="cabinet_code_once")]


class StorageChoice(Record):
    """The storage mode a department chose, with date and approver (R2.3.3); items inherit it."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="storage_choices")
    department = models.CharField(max_length=3, choices=DEPARTMENT_TITLES)
    mode = models.CharField(max_length=20, choices=STORAGE_MODE_TITLES)
    chosen_at = models.DateTimeField()
    chosen_by = actor(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "department"],
                condition=Q(ended_at__isnull=True),
                name="storage_choice_once",
            ),
        ]


class Placement(Record):
    """Where a paper document lies, from–to: location history is kept."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="placements")
    cabinet = models.ForeignKey(Cabinet, on_delete=models.PROTECT, related_name="placements")
    mode = models.CharField(max_length=20, choices=STORAGE_MODE_TITLES)
    shelf = models.CharField(max_length=20, blank=True)
    position = models.CharField(max_length=20, blank=True)
    bag = models.CharField(max_length=20, blank=True)
    binder = models.CharField(max_length=40, blank=True)
    binder_page = models.PositiveIntegerField(null=True)
    placed_at = models.DateTimeField()
    placed_by = actor(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document"], condition=Q(until__isnull=True), name="placed_once"),
        ]
        indexes = [models.Index(fields=["cabinet", "until"], name="placement_by_cabinet")]
