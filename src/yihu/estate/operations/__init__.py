"""Writes of the estate, one verb each."""

from yihu.estate.operations.calendar import set_company_day, withdraw_company_day
from yihu.estate.operations.projects import adopt, open_project
from yihu.estate.operations.rules import confirm_reading, publish_company_rule
from yihu.estate.operations.units import add_unit, change_use, draft_unit, ensure_building

__all__ = [
    "add_unit",
    "adopt",
    "change_use",
    "confirm_reading",
    "draft_unit",
    "ensure_building",
    "open_project",
    "publish_company_rule",
    "set_company_day",
    "withdraw_company_day",
]
