"""Going live: each building has its catch-up plan; one ended unfinished, one got more time (P21)."""

from datetime import date, datetime, timedelta
from functools import partial

from yihu.demo.script import Script
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import CatchUpPlan
from yihu.estate.models import Building, Project
from yihu.policy.cadence import add_months
from yihu.policy.vocabulary import Actor

LIVE_AFTER = timedelta(days=9)
"""From the opening of the project, when all files are open."""

_MONTHS = (12,)
_SHORT = timedelta(days=40)
_FIRST_MONTHS, _MORE_MONTHS = 3, 12


def plan(script: Script, project: Project, actors: dict[str, Actor]) -> None:
    """Plan the plans: made the day after going live, one revised three weeks later."""
    live = project.went_live_on
    if live is None:
        return
    script.plan(script.at(live + timedelta(days=1), 10), partial(_make, project, live, actors["cs_head"]))
    script.plan(script.at(live + timedelta(days=22), 11), partial(_revise, live, actors["project_manager"]))


def _make(project: Project, live: date, by: Actor, at: datetime) -> None:
    """The first building promises too much, the second too little."""
    for place, building in enumerate(Building.objects.filter(project=project).order_by("code")):
        months = _FIRST_MONTHS if place == 1 else _MONTHS[place % len(_MONTHS)]
        ends_on = live + _SHORT if place == 0 else add_months(live, months)
        dossiers.open_catch_up_plan(by=by, at=at, project=project, building=building, ends_on=ends_on)


def _revise(live: date, by: Actor, at: datetime) -> None:
    second = CatchUpPlan.objects.select_related("project").order_by("building__code")[1]
    ends_on = add_months(live, _MORE_MONTHS)
    dossiers.revise_catch_up_plan(
        by=by, at=at, plan=second, ends_on=ends_on, reason="多位業主長期在外，須逐戶聯絡"
    )
