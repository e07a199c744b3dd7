"""Corrections as the page of a file lists them: values in words, never as they are kept (R1.10d)."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from yihu.confidentiality.reading import HouseholdView
from yihu.households.operations import CORRECTABLE
from yihu.policy.floor_area import AreaUnit
from yihu.policy.vocabulary import N_, UNIT_KIND_TITLES, USE_TITLES, UnitKind, Use
from yihu.web import dates, floor_areas
from yihu.web.projects import ProjectRequest


def listed(request: ProjectRequest, shown: HouseholdView) -> list[dict[str, str]]:
    """Each correction: when, of what, from what to what, why and by whom."""
    unit = floor_areas.shown_in(request.project)
    return [
        {
            "when": dates.day(each.corrected_at),
            "title": _title(each.field, unit),
            "old": _value(each.field, each.old, unit),
            "new": _value(each.field, each.new, unit),
            "reason": each.reason,
            "evidence": each.evidence,
            "who": each.corrected_by,
        }
        for each in shown.corrections
    ]


def _title(field: str, unit: AreaUnit) -> str:
    title = _(CORRECTABLE[field].title) if field in CORRECTABLE else _(_OTHERS.get(field, field))
    return floor_areas.heading(title, unit) if field == "area_m2" else title


def _value(field: str, kept: str, unit: AreaUnit) -> str:
    return _SAID.get(field, _as_kept)(kept, unit) if kept else ""


def _as_kept(kept: str, _unit: AreaUnit) -> str:
    return kept


_OTHERS = {"name": N_("姓名"), "use": N_("使用狀態"), "floor": N_("樓層")}
_SAID: Mapping[str, Callable[[str, AreaUnit], str]] = {
    "area_m2": floor_areas.figure,
    "kind": lambda kept, _unit: _(UNIT_KIND_TITLES[UnitKind(kept)]),
    "use": lambda kept, _unit: _(USE_TITLES[Use(kept)]),
    "acquired_on": lambda kept, _unit: dates.day(date.fromisoformat(kept)),
}
