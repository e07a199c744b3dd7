"""A building (棟) and a unit (房產單元)."""

from django.db import models

from yihu.estate.models.project import Project
from yihu.ledger.columns import Record, actor
from yihu.policy.vocabulary import UNIT_KIND_TITLES, USE_TITLES, UnitKind, Use


class Building(Record):
    """A building of a project; `code` as in room codes (`03`, `A`), `name` as people say it (`3棟`)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="buildings")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="building_code_once")]


class Unit(Record):
    """One separately sold or managed unit; `code` is its canonical room code, `label` what people read."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="units")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="units", null=True)
    entrance = models.CharField(max_length=20, blank=True)
    floor = models.CharField(max_length=10, blank=True)
    room = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=80)
    label = models.CharField(max_length=80)
    label_fold = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=120)
    parsed = models.BooleanField(default=True)
    kind = models.CharField(max_length=12, choices=UNIT_KIND_TITLES, default=UnitKind.RESIDENTIAL)
    use = models.CharField(max_length=24, choices=USE_TITLES, default=Use.VACANT)
    area_m2 = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    delivered_on = models.DateField(null=True)
    merged_with = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    added_by = actor(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="unit_code_once"),
            models.UniqueConstraint(fields=["project", "id"], name="unit_project_id"),
            models.CheckConstraint(
                condition=models.Q(area_m2__isnull=True) | models.Q(area_m2__gt=0), name="unit_area_positive"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "sort_key", "id"], name="unit_in_room_order"),
            models.Index(fields=["project", "building", "room"], name="unit_by_building_room"),
            models.Index(fields=["project", "room"], name="unit_by_room"),
            models.Index(fields=["project", "use", "sort_key"], name="unit_by_use"),
            models.Index(fields=["project", "label_fold"], name="unit_by_label"),
        ]

    def __str__(self) -> str:
        return self.code
