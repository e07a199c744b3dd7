"""Accounts, appointments, areas and delegations."""

from yihu.accounts.models.account import Account, ApiToken
from yihu.accounts.models.appointment import Appointment, Area, AreaBuilding, AreaOfficer
from yihu.accounts.models.delegation import Delegation

__all__ = ["Account", "ApiToken", "Appointment", "Area", "AreaBuilding", "AreaOfficer", "Delegation"]
