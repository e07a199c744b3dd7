"""Reads of the estate."""

from yihu.estate.queries.policy import (
    adopted_regulations,
    company_days,
    effective_policy,
    rules_in_force,
    unread_rules,
    without_reading,
    work_calendar,
)
from yihu.estate.queries.projects import get_project, list_projects, local_date, zone
from yihu.estate.queries.units import UnitRow, get_building, get_unit, list_buildings, list_units

__all__ = [
    "UnitRow",
    "adopted_regulations",
    "company_days",
    "effective_policy",
    "get_building",
    "get_project",
    "get_unit",
    "list_buildings",
    "list_projects",
    "list_units",
    "local_date",
    "rules_in_force",
    "unread_rules",
    "without_reading",
    "work_calendar",
    "zone",
]
