"""What the list can be narrowed to, as its filter bar offers it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
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


def filters_offered(request: ProjectRequest, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each filter with its label, its choices and what it is set to; the desk's without the catalogue."""
    desk = request.actor.role == Role.FRONT_DESK
    return [
        {**each, "options": options(each["choices"], asked.get(each["name"], ""))}
        for each in _bar(request)
        if not (desk and each["name"] in NOT_FOR_DESK)
    ]


def in_words(request: ProjectRequest, asked: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a list is narrowed to: each filter's label and choice."""
    told = []
    for each in _bar(request):
        value = asked.get(each["name"])
        if value:
            titles = dict(each["choices"])
            told.append((each["label"], titles.get(_YES if value is True else str(value), str(value))))
    return told


def _bar(request: ProjectRequest) -> list[dict[str, Any]]:
    return [
        _filter("use", _("使用狀態"), _("全部"), _titles(USE_TITLES)),
        _filter("area", _("區域"), _("全部"), accounts.area_names(request.project)),
        _filter("building", _("樓棟"), _("全部"), _buildings(request)),
        _filter("kind", _("物業類型"), _("全部"), _titles(UNIT_KIND_TITLES)),
        _filter("missing", _("缺哪一項"), _("不限"), _lines(request)),
        _filter("awaiting", _("業主"), _("不限"), [(_YES, _("業主待補"))]),
        _filter("corrected", _("更正"), _("不限"), [(_YES, _("本週更正"))]),
        _filter("former", _("業戶期"), _("現業戶"), [(_YES, _("原業戶"))]),
    ]


def _filter(name: str, label: str, none: str, choices: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {"name": name, "label": label, "none": none, "choices": list(choices)}


def _titles(titles: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(value.value, _(title)) for value, title in titles.items()]


def _buildings(request: ProjectRequest) -> list[tuple[str, str]]:
    return list(_buildings_of(request.project.pk))


@prepared
def _buildings_of(project: UUID) -> "QuerySet[Building, tuple[str, str]]":
    return Building.objects.filter(project=project).order_by("code").values_list("code", "name")


def _lines(request: ProjectRequest) -> list[tuple[str, str]]:
    lines = template_of(request.project, at=request.at, policy=request.policy).lines
    return [(line.code, f"{line.code} {_(line.title)}") for line in lines]
