"""What the list can be narrowed to, as its filter bar offers it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yihu.accounts import queries as accounts
from yihu.database.prepared import prepared
from yihu.dossiers.template import template_of
from yihu.estate.models import Building
from yihu.policy.vocabulary import UNIT_KIND_TITLES, USE_TITLES, Role
from yihu.web.households.rows import options
from yihu.web.projects import ProjectRequest

FILTERS = ("use", "area", "building", "kind", "missing", "former", "awaiting", "corrected")
NOT_FOR_DESK = frozenset({"missing", "corrected"})
_YES = "1"


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its choices as values and titles, `none` the title of no choice, and what it is set to."""

    name: str
    label: str
    none: str
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""

    @property
    def options(self) -> SafeString:
        """Its choices as `<option>`s."""
        return options(self.choices, self.chosen)


def filters_offered(request: ProjectRequest, asked: Mapping[str, str]) -> tuple[Filter, ...]:
    """Each filter as it is set; the desk's without the catalogue."""
    desk = request.actor.role == Role.FRONT_DESK
    return tuple(
        replace(each, chosen=chosen) if (chosen := asked.get(each.name, "")) else each
        for each in _bar(request)
        if not (desk and each.name in NOT_FOR_DESK)
    )


def in_words(request: ProjectRequest, asked: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a list is narrowed to: each filter's label and choice."""
    told = []
    for each in _bar(request):
        value = asked.get(each.name)
        if value:
            titles = dict(each.choices)
            told.append((each.label, titles.get(_YES if value is True else str(value), str(value))))
    return told


def _bar(request: ProjectRequest) -> tuple[Filter, ...]:
    use, kind, *others = _worded(get_language())
    return (
        use,
        Filter("area", _("區域"), _("全部"), tuple(accounts.area_names(request.project))),
        Filter("building", _("樓棟"), _("全部"), tuple(_buildings_of(request.project.pk))),
        kind,
        Filter("missing", _("缺哪一項"), _("不限"), _lines(request)),
        *others,
    )


@lru_cache(maxsize=8)
def _worded(_language: str) -> tuple[Filter, ...]:
    """The filters that are the same in every project."""
    return (
        Filter("use", _("使用狀態"), _("全部"), _titles(USE_TITLES)),
        Filter("kind", _("物業類型"), _("全部"), _titles(UNIT_KIND_TITLES)),
        Filter("awaiting", _("業主"), _("不限"), ((_YES, _("業主待補")),)),
        Filter("corrected", _("更正"), _("不限"), ((_YES, _("本週更正")),)),
        Filter("former", _("業戶期"), _("現業戶"), ((_YES, _("原業戶")),)),
    )


def _titles(titles: Mapping[Any, str]) -> tuple[tuple[str, str], ...]:
    return tuple((value.value, _(title)) for value, title in titles.items())


@prepared
def _buildings_of(project: UUID) -> "QuerySet[Building, tuple[str, str]]":
    return Building.objects.filter(project=project).order_by("code").values_list("code", "name")


def _lines(request: ProjectRequest) -> tuple[tuple[str, str], ...]:
    lines = template_of(request.project, at=request.at, policy=request.policy).lines
    return _line_titles(get_language(), tuple((line.code, line.title) for line in lines))


@lru_cache(maxsize=256)
def _line_titles(_language: str, lines: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((code, f"{code} {_(title)}") for code, title in lines)
