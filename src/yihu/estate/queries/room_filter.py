"""Rooms however they are typed, as conditions that the indexes of `Unit` can answer."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from yihu.estate.building_codes import building_code
from yihu.estate.models import Building, Project
from yihu.estate.room_search import SearchForm, search_forms
from yihu.kernel.text import fold


def room_condition(project: Project, typed: str) -> Q:
    """The units that `typed` may mean.

    What is no room as far as can be told is looked for whole, then inside the labels.
    """
    forms = search_forms(typed)
    codes = dict(Building.objects.filter(project=project).values_list("id", "code"))
    conditions = [_condition(form, codes) for form in forms]
    if not forms or any(form.code and form.room is None and len(forms) == 1 for form in forms):
        conditions.append(Q(label_fold__contains=fold(typed)))
    return reduce(or_, conditions)


def _condition(form: SearchForm, codes: dict[UUID, str]) -> Q:
    condition = Q(code=form.code) if form.code is not None else Q()
    if form.building is not None:
        condition &= Q(building_id__in=list(_buildings(form, codes)))
    elif form.phase is not None:
        condition &= Q(code__startswith=f"{form.phase}-")
    if form.entrance is not None:
        condition &= Q(entrance=form.entrance)
    if form.room is not None:
        condition &= Q(room=form.room)
    return condition


def _buildings(form: SearchForm, codes: dict[UUID, str]) -> Iterable[UUID]:
    wanted = building_code(phase=form.phase or "", building=form.building or "")
    for id_, code in codes.items():
        if code == wanted or (form.phase is None and code.endswith(f"-{wanted}")):
            yield id_
