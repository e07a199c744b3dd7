"""Writes of accounts, one verb each."""

from yihu.accounts.operations.accounts import (
    create_account,
    disable_account,
    enable_account,
    set_password,
    set_preferences,
)
from yihu.accounts.operations.appointments import appoint, end_appointment
from yihu.accounts.operations.areas import assign_building, assign_officer, open_area
from yihu.accounts.operations.beginnings import NewProject, begin, found_project
from yihu.accounts.operations.delegations import delegate, revoke_delegation
from yihu.accounts.operations.tokens import issue_token, revoke_tokens

__all__ = [
    "NewProject",
    "appoint",
    "assign_building",
    "assign_officer",
    "begin",
    "create_account",
    "delegate",
    "disable_account",
    "enable_account",
    "end_appointment",
    "found_project",
    "issue_token",
    "open_area",
    "revoke_delegation",
    "revoke_tokens",
    "set_password",
    "set_preferences",
]
