"""The estate: projects, what they adopted, buildings and units."""

from yihu.estate.models.project import Adoption, CompanyDay, CompanyRule, Project, RuleReading
from yihu.estate.models.unit import Building, Unit

__all__ = ["Adoption", "Building", "CompanyDay", "CompanyRule", "Project", "RuleReading", "Unit"]
