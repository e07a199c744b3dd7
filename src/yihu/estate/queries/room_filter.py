"""Rooms however they are typed, as conditions that the indexes of `Unit` can answer."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from yihu.estate.building_codes import building_code
from yihu.estate.models import Building, Project
from yihu.estate.room_search import SearchForm, search_forms
from yihu.kernel.text import fold


def room_condition(project: Project, typed: str, *, partial: bool = False) -> Q:
    """The units of the project that `typed` may mean; `partial`: or that it begins (`3-12`: 3棟1201 too).

    What is no room as far as can be told is looked for whole, then inside the labels. Each way of looking
    names the project itself, so that each is answered by an index of its own, none by reading all units.
    """
    forms = search_forms(typed)
    codes = dict(Building.objects.filter(project=project).values_list("id", "code"))
    rooms: dict[SearchForm, list[str]] = {}
    conditions: list[Q] = []
    for form in forms:
        if partial and form.room and form.room.isdigit():
            begun = _condition(replace(form, code=None, room=None), (), codes)
            conditions.append(begun & Q(room__startswith=form.room))
        rooms.setdefault(replace(form, room=None), []).extend([form.room] if form.room is not None else [])
    conditions += [_condition(form, tuple(wanted), codes) for form, wanted in rooms.items()]
    if not forms or any(form.code and form.room is None and len(forms) == 1 for form in forms):
        conditions.append(Q(label_fold__contains=fold(typed)))
    return reduce(or_, (Q(project=project) & condition for condition in conditions))


def _condition(form: SearchForm, rooms: tuple[str, ...], codes: dict[UUID, str]) -> Q:
    condition = Q(code=form.code) if form.code is not None else Q()
    if form.building is not None:
        condition &= Q(building_id__in=list(_buildings(form, codes)))
    elif form.phase is not None:
        condition &= Q(code__startswith=f"{form.phase}-")
    if form.entrance is not None:
        condition &= Q(entrance=form.entrance)
    if rooms:
        condition &= Q(room__in=rooms)
    return condition


def _buildings(form: SearchForm, codes: dict[UUID, str]) -> Iterable[UUID]:
    wanted = building_code(phase=form.phase or "", building=form.building or "")
    for id_, code in codes.items():
        if code == wanted or (form.phase is None and code.endswith(f"-{wanted}")):
            yield id_
