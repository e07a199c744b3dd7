"""查閱 in the weeks before: asked, endorsed, permitted, looked at, refused; one waits for the head today."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from yihu.accounts.operations import delegate
from yihu.accounts.queries import person_in
from yihu.confidentiality import consultations as acts
from yihu.confidentiality.models import Consultation
from yihu.demo.homes import CO_OWNED, DECORATED
from yihu.demo.script import Script
from yihu.dossiers.models import Dossier
from yihu.estate.models import Project
from yihu.policy.delegation import Scope
from yihu.policy.vocabulary import Actor

_LEAVE = timedelta(days=4)
_JUST_NOW = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class _Wish:
    """Who asks about which room, what of it, for what; how many working days ago, at what hour."""

    who: str
    own_head: str
    room: str
    items: tuple[str, ...]
    purpose: str
    ago: int
    hour: int
    refused: str = ""


_WISHES = (
    _Wish("sec_staff", "sec_head", CO_OWNED, ("phone",), "安全檢查：深夜煙感報警，聯繫業主確認", 18, 9),
    _Wish(
        "eng_staff", "eng_head", DECORATED, ("name", "phone"), "報修、漏水搶修：天花滲水，約業主入戶", 15, 14
    ),
    _Wish(
        "sec_staff",
        "sec_head",
        CO_OWNED,
        ("id_number",),
        "其他：核對訪客所說的業主身份",
        11,
        10,
        refused="不需要證件號碼，請總臺代為聯繫業主確認。",
    ),
    _Wish("eng_staff", "eng_head", CO_OWNED, ("A05",), "裝修審核：核對驗收時的水電表底數", 6, 15),
    _Wish("sec_staff", "sec_head", DECORATED, ("phone",), "投訴處理：夜間施工噪音，請業主配合", 2, 11),
)
_WAITING = _Wish(
    "eng_staff", "eng_head", CO_OWNED, ("phone",), "報修、漏水搶修：主管道檢修，須通知停水", 0, 8
)


def plan(script: Script, project: Project, actors: dict[str, Actor]) -> None:
    """Plan every request with the words it got; and a leave of the head that is over."""
    days = [*script.workdays(40), script.today]
    for wish in _WISHES:
        begins = script.at(days[-1 - wish.ago], wish.hour)
        script.plan(begins, partial(_ask, script, project, actors, wish))
    script.plan(script.now - _JUST_NOW, partial(_ask, script, project, actors, _WAITING))
    away = script.at(days[5], 8)
    script.plan(away, partial(_leave, project, actors))


def _ask(script: Script, project: Project, actors: dict[str, Actor], wish: _Wish, at: datetime) -> None:
    dossier = Dossier.objects.select_related("project").get(
        project=project, household__unit__label=wish.room, household__ended_on__isnull=True
    )
    request = acts.ask_consultation(
        by=actors[wish.who],
        at=at,
        dossier=dossier,
        items=wish.items,
        purpose=wish.purpose,
        mode="screen",
    )
    agreed = at + timedelta(minutes=12)
    if agreed > script.now:
        return
    acts.endorse(by=actors[wish.own_head], at=agreed, consultation=request)
    if wish is _WAITING:
        return
    answered = at + timedelta(minutes=40)
    if wish.refused:
        acts.refuse_consultation(by=actors["cs_head"], at=answered, consultation=request, reason=wish.refused)
        return
    acts.approve(by=actors["cs_head"], at=answered, consultation=request)
    _use(actors[wish.who], request, answered + timedelta(minutes=3))


def _use(by: Actor, request: Consultation, at: datetime) -> None:
    acts.start(by=by, at=at, consultation=request)
    acts.see_fields(by=by, at=at, consultation=request)
    acts.end(by=by, at=at + timedelta(minutes=6), consultation=request)


def _leave(project: Project, actors: dict[str, Actor], at: datetime) -> None:
    delegate(
        by=actors["cs_head"],
        at=at,
        delegator=person_in(project, "cs_head"),
        delegate=person_in(project, "cs_officer"),
        scope=Scope.ALL,
        starts_at=at,
        ends_at=at + _LEAVE,
        basis="年假",
    )
