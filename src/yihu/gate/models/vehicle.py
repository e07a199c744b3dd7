"""A vehicle that may come in (車輛登記, F13): whose, of which unit, from when to when."""

from django.db import models

from yihu.estate.models import Project, Unit
from yihu.households.models import Household
from yihu.ledger.columns import Record, actor, welded


class Vehicle(Record):
    """One registration; it ends with a reason and is never overwritten; found by `plate_fold`."""

    class SpaceTenure(models.TextChoices):
        OWNED = "owned"
        RENTED = "rented"
        CIVIL_DEFENCE = "civil_defence"
        UNSAID = ""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="vehicles")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="vehicles")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="vehicles")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    plate = models.CharField(max_length=16)
    plate_fold = models.CharField(max_length=16)
    brand_model = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    colour = models.CharField(max_length=20, blank=True)
    space = models.CharField(max_length=40, blank=True)
    space_tenure = models.CharField(max_length=13, choices=SpaceTenure, blank=True)
    holder = models.CharField(max_length=80, blank=True)
    relation = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = actor()
    ended_at = models.DateTimeField(null=True)
    ended_by = actor(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year", "serial"], name="vehicle_number_once"),
            models.UniqueConstraint(
                fields=["project", "plate_fold"],
                condition=models.Q(ended_at__isnull=True),
                name="vehicle_registered_once",
            ),
            models.CheckConstraint(condition=~models.Q(plate=""), name="vehicle_has_plate"),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="vehicle_ends_after_start",
            ),
            welded("vehicle_ended", "ended_at", "ended_by"),
        ]
        indexes = [
            models.Index(fields=["project", "plate_fold"], name="vehicle_by_plate"),
            models.Index(fields=["unit"], name="vehicle_by_unit"),
        ]
