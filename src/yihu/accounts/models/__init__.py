"""Accounts, appointments and areas."""

from yihu.accounts.models.account import Account, ApiToken
from yihu.accounts.models.appointment import Appointment, Area, AreaBuilding, AreaOfficer

__all__ = ["Account", "ApiToken", "Appointment", "Area", "AreaBuilding", "AreaOfficer"]
