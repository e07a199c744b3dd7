"""Regulation values in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from yihu.policy.composition import EffectivePolicy
from yihu.policy.floor_area import AREA_UNIT_TITLES
from yihu.policy.localities import customs_of
from yihu.policy.regulations import REGULATIONS
from yihu.policy.regulations.model import Kind
from yihu.policy.regulations.parameters import DEFAULTS
from yihu.policy.vocabulary import LOCALITY_TITLES, N_, Locality

KIND_TITLES: dict[Kind, str] = {
    Kind.BLOCK: N_("禁止：不符合就不能完成"),
    Kind.GATE: N_("把關：須寫明理由並由第二人確認"),
    Kind.ALERT: N_("提示：可以完成，逾期會列給上級"),
}
_OPTIONS: dict[str, str] = {
    "next_working_day": N_("順延至下一工作日"),
    "previous_working_day": N_("提前至上一工作日"),
    "year_based": N_("按年度計算"),
    "month_exact": N_("按月計算"),
    "office": N_("辦公室檔案櫃"),
    "archive": N_("檔案室"),
    "full": N_("全名"),
    "surname": N_("只顯示姓"),
    "calendar": N_("按日曆"),
}


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter with its value in force and where that came from."""

    id: str
    title: str
    value: str
    origins: tuple[str, ...]
    disputed: bool


def value_text(value: Any) -> str:
    """A parameter's value as people read it."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return _(_OPTIONS[value]) if value in _OPTIONS else str(value)


def parameter_rows(policy: EffectivePolicy, families: Iterable[str] | None = None) -> list[ParameterRow]:
    """The effective parameters, of some families or all, each with its provenance."""
    wanted = None if families is None else set(families)
    return [
        ParameterRow(
            id_,
            _(DEFAULTS[id_].title),
            value_text(effective.value),
            tuple(_origin(*origin) for origin in effective.provenance),
            id_ in policy.conflicts,
        )
        for id_, effective in policy.parameters.items()
        if wanted is None or DEFAULTS[id_].family in wanted
    ]


def _origin(code: str, clause: str, value: Any) -> str:
    if code == "default":
        return _("預設：%(value)s") % {"value": value_text(value)}
    title = _(REGULATIONS[code].title) if code in REGULATIONS else code
    words = {"title": title, "clause": clause, "value": value_text(value)}
    return _("%(title)s（%(clause)s）：%(value)s") % words


def place_facts(locality: str) -> list[dict[str, str]]:
    """What the project's locality does in its own way (Annex K), as facts under their names."""
    customs = customs_of(locality)
    return [
        {"name": _("地區"), "value": _(LOCALITY_TITLES[Locality(locality)])},
        {
            "name": _("面積單位"),
            "value": _("、").join(_(AREA_UNIT_TITLES[each]) for each in customs.area_units),
        },
        {"name": _("業主組織"), "value": _(customs.owners_body)},
        {"name": _("業主規約"), "value": _(customs.covenant)},
        {"name": _("個人資料的法律"), "value": _(customs.privacy_law)},
    ]
