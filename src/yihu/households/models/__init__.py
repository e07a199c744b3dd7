"""Households and the people in them."""

from yihu.households.models.correction import Correction
from yihu.households.models.household import Household, Member, Ownership
from yihu.households.models.person import Person, Phone

__all__ = ["Correction", "Household", "Member", "Ownership", "Person", "Phone"]
