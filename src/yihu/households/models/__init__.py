"""Households and the people in them."""

from yihu.households.models.correction import Correction, FinanceNotice
from yihu.households.models.household import Household, Member, Ownership
from yihu.households.models.person import FormerName, NamePart, Person, Phone

__all__ = [
    "Correction",
    "FinanceNotice",
    "FormerName",
    "Household",
    "Member",
    "NamePart",
    "Ownership",
    "Person",
    "Phone",
]
