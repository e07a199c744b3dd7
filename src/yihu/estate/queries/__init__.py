"""Reads of the estate."""

from yihu.estate.queries.policy import effective_policy, unread_rules, work_calendar
from yihu.estate.queries.projects import get_project, list_projects, local_date, zone
from yihu.estate.queries.units import UnitRow, get_unit, list_buildings, list_units

__all__ = [
    "UnitRow",
    "effective_policy",
    "get_project",
    "get_unit",
    "list_buildings",
    "list_projects",
    "list_units",
    "local_date",
    "unread_rules",
    "work_calendar",
    "zone",
]
