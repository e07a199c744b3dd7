"""Reads of accounts."""

from yihu.accounts.queries.accounts import account_by_token, find_account, store_is_empty
from yihu.accounts.queries.appointments import (
    AppointmentRow,
    actor_for,
    departments_with_records_officer,
    has_records_officer,
    list_people,
    membership,
    membership_among,
    memberships,
    officers_by_building,
    person_in,
    projects_of,
)
from yihu.accounts.queries.areas import AreaRow, area_names, get_area, list_areas

__all__ = [
    "AppointmentRow",
    "AreaRow",
    "account_by_token",
    "actor_for",
    "area_names",
    "departments_with_records_officer",
    "find_account",
    "get_area",
    "has_records_officer",
    "list_areas",
    "list_people",
    "membership",
    "membership_among",
    "memberships",
    "officers_by_building",
    "person_in",
    "projects_of",
    "store_is_empty",
]
