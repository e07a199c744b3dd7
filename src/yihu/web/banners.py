"""What everybody concerned must know on every page: a missing calendar, a department without 檔案專人."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from yihu.accounts.queries import departments_with_records_officer
from yihu.estate.models import Project
from yihu.estate.queries import effective_policy, local_date
from yihu.policy.calendars import WorkCalendar
from yihu.policy.composition import EffectivePolicy
from yihu.policy.vocabulary import DEPARTMENT_TITLES, N_, Actor, Department, Locality, Role

Banner = tuple[str, str]
"""Tone (`warning`, `late`) and text."""

_HEADS = {Role.CS_HEAD: Department.CS, Role.ENG_HEAD: Department.ENG, Role.SEC_HEAD: Department.SEC}
_NO_THIS_YEAR = N_("沒有 %(year)s 年的假日安排：周一至周五均按工作日計算。")
_NO_NEXT_YEAR = N_("尚無 %(year)s 年的假日安排，請在年底前更新系統。")
_NO_OFFICER = N_("%(department)s無檔案專人，請指定專人負責。")
_CLAUSE_OF_OFFICERS = "R2.2.1.5"


def banners_for(request: HttpRequest, project: Project, actor: Actor) -> tuple[Banner, ...]:
    """The banners of this project for this person, today."""
    at: Any = getattr(request, "at", None)
    if at is None:
        return ()
    today = local_date(project, at)
    policy: EffectivePolicy | None = getattr(request, "policy", None)
    if policy is None:
        policy = effective_policy(project, today)
    return (*_calendar(project, today), *_officers(project, actor, policy))


def _calendar(project: Project, today: date) -> tuple[Banner, ...]:
    """T15: company days do not make a calendar, so none are asked for."""
    calendar = WorkCalendar(Locality(project.locality))
    banners = []
    if not calendar.has_calendar(today.year):
        banners.append(("warning", gettext(_NO_THIS_YEAR) % {"year": today.year}))
    if calendar.misses_next_year(today):
        banners.append(("warning", gettext(_NO_NEXT_YEAR) % {"year": today.year + 1}))
    return tuple(banners)


def _officers(project: Project, actor: Actor, policy: EffectivePolicy) -> tuple[Banner, ...]:
    """R2.2.1.5: the head concerned and the manager see it, where that clause is adopted."""
    seen = tuple(Department) if actor.role == Role.PROJECT_MANAGER else _own(actor)
    if not seen or not any(clause.id == _CLAUSE_OF_OFFICERS for clause in policy.clauses):
        return ()
    staffed = departments_with_records_officer(project)
    return tuple(
        ("late", gettext(_NO_OFFICER) % {"department": gettext(DEPARTMENT_TITLES[department])})
        for department in seen
        if department not in staffed
    )


def _own(actor: Actor) -> tuple[Department, ...]:
    return (_HEADS[actor.role],) if actor.role in _HEADS else ()
