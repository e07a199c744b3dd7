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
from yihu.accounts.queries.delegations import StandIn, has_delegate, list_delegations, stands_in_for

__all__ = [
    "AppointmentRow",
    "AreaRow",
    "StandIn",
    "account_by_token",
    "actor_for",
    "area_names",
    "departments_with_records_officer",
    "find_account",
    "get_area",
    "has_delegate",
    "has_records_officer",
    "list_areas",
    "list_delegations",
    "list_people",
    "membership",
    "membership_among",
    "memberships",
    "officers_by_building",
    "person_in",
    "projects_of",
    "stands_in_for",
    "store_is_empty",
]
