"""Projects by code, and their clocks."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from yihu.estate.models import Project
from yihu.policy.decisions import NotKnown


def get_project(code: str) -> Project:
    """The project with this code. Raises `NotKnown`."""
    project = Project.objects.filter(code=code).first()
    if project is None:
        raise NotKnown
    return project


def list_projects() -> list[Project]:
    """Every project, by code."""
    return list(Project.objects.order_by("code"))


def zone(project: Project) -> ZoneInfo:
    """The project's own time zone (Annex K); dates are days of this zone (T1)."""
    return ZoneInfo(project.time_zone)


def local_date(project: Project, at: datetime) -> date:
    """The day it is in the project at an instant."""
    return at.astimezone(zone(project)).date()
