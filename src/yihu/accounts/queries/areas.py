"""The areas of a project on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yihu.accounts.models import Area, AreaBuilding, AreaOfficer
from yihu.database.prepared import prepared
from yihu.estate.models import Project
from yihu.policy.decisions import NotKnown


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area with its buildings and its responsible 客戶主任."""

    id: UUID
    code: str
    name: str
    buildings: tuple[str, ...]
    officer_name: str
    officer_username: str


def list_areas(project: Project, on: date) -> list[AreaRow]:
    """Every area by code, as it stands on a day; an area without officer has empty names."""
    spans = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    buildings: dict[UUID, list[str]] = {}
    inside = AreaBuilding.objects.filter(spans, area__project=project).order_by("building__code")
    for area_id, name in inside.values_list("area_id", "building__name"):
        buildings.setdefault(area_id, []).append(name)
    officers = {
        area_id: (name, username)
        for area_id, name, username in AreaOfficer.objects.filter(spans, area__project=project).values_list(
            "area_id", "account__name", "account__username"
        )
    }
    return [
        AreaRow(
            area.id, area.code, area.name, tuple(buildings.get(area.id, ())), *officers.get(area.id, ("", ""))
        )
        for area in Area.objects.filter(project=project).order_by("code")
    ]


def area_names(project: Project) -> list[tuple[str, str]]:
    """Code and name of every area, by code."""
    return _names(project.pk)


@prepared
def _names(project: UUID) -> "QuerySet[Area, tuple[str, str]]":
    return Area.objects.filter(project=project).order_by("code").values_list("code", "name")


def get_area(project: Project, code: str) -> Area:
    """The area with this code. Raises `NotKnown`."""
    area = Area.objects.filter(project=project, code=code).first()
    if area is None:
        raise NotKnown
    return area
