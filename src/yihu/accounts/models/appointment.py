"""What an account is in a project, and which area an officer answers for."""

from django.db import models

from yihu.accounts.models.account import Account
from yihu.estate.models import Building, Project
from yihu.ledger.columns import Record, actor, welded
from yihu.policy.vocabulary import DEPARTMENT_TITLES, ROLE_TITLES, Role

CUSTOMER_OFFICERS = (Role.CS_OFFICER, Role.CS_HEAD)


class Appointment(Record):
    """A role of an account in a project, from–to; one open role a project."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="appointments")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=ROLE_TITLES)
    department = models.CharField(max_length=3, choices=DEPARTMENT_TITLES, blank=True)
    appointed_at = models.DateTimeField()
    appointed_by = actor(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = actor(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "project"],
                condition=models.Q(ended_at__isnull=True),
                name="appointment_open_once",
            ),
            welded("appointment_ended", "ended_at", "ended_by"),
            models.CheckConstraint(
                condition=~models.Q(role=Role.RECORDS_OFFICER) | ~models.Q(department=""),
                name="records_officer_has_department",
            ),
        ]
        indexes = [models.Index(fields=["project", "role"], name="appointment_by_role")]


class Area(Record):
    """A set of buildings with one responsible 客戶主任 at any time."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="areas")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="area_code_once")]


class AreaBuilding(Record):
    """A building belongs to one area at a time; upper bound exclusive."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="buildings")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="areas")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["building"], condition=models.Q(ends_on__isnull=True), name="building_in_one_area"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="area_building_ends_after_start",
            ),
        ]


class AreaOfficer(Record):
    """The 客戶主任 responsible for an area, from–to; upper bound exclusive."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="officers")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="areas")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area"], condition=models.Q(ends_on__isnull=True), name="area_has_one_officer"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="area_officer_ends_after_start",
            ),
        ]
