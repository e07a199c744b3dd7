"""How pages ask for floor areas and show them: in the unit of the project's locality. (Annex K)"""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yihu.estate.models import Project
from yihu.policy.floor_area import AREA_PHRASES, AREA_UNIT_TITLES, AreaUnit, in_unit
from yihu.policy.localities import customs_of

AREA_LENGTH = 24


def units_of(project: Project) -> tuple[AreaUnit, ...]:
    """The units in which areas are asked for, the one in which they are shown first."""
    return customs_of(project.locality).area_units


def shown_in(project: Project) -> AreaUnit:
    """The unit in which the project's pages show areas."""
    return units_of(project)[0]


def figure(metres: Decimal | str | None, unit: AreaUnit) -> str:
    """The number alone, for a column whose head names the unit; nothing where no area is known."""
    if metres is None or metres == "":
        return ""
    return str(metres if unit is AreaUnit.SQUARE_METRE else in_unit(Decimal(metres), unit=unit))


def phrase(metres: Decimal | str | None, unit: AreaUnit) -> str:
    """The area with its unit, and beside another unit the square metres that are kept."""
    if metres is None or metres == "":
        return ""
    kept = _(AREA_PHRASES[AreaUnit.SQUARE_METRE]) % {"area": metres}
    if unit is AreaUnit.SQUARE_METRE:
        return kept
    told = _(AREA_PHRASES[unit]) % {"area": figure(metres, unit)}
    return _("%(area)s（%(kept)s）") % {"area": told, "kept": kept}


def heading(title: str, unit: AreaUnit) -> str:
    """The head of a column of areas: 建築面積（坪）."""
    return _("%(title)s（%(unit)s）") % {"title": title, "unit": _(AREA_UNIT_TITLES[unit])}


def unit_field(units: tuple[AreaUnit, ...]) -> forms.ChoiceField:
    """The choice of the unit in which an area is typed."""
    return forms.ChoiceField(
        label=gettext_lazy("面積單位"),
        required=False,
        choices=[(unit.value, gettext_lazy(AREA_UNIT_TITLES[unit])) for unit in units],
    )


def unit_typed(data: dict[str, Any], units: tuple[AreaUnit, ...]) -> AreaUnit:
    """The unit somebody chose; the first one where there was no choice."""
    return AreaUnit(data.get("area_unit") or units[0])
