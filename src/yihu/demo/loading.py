"""Loading the demonstration estate: through the operations, in the order of time, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import islice
from random import Random

from django.db import transaction

from yihu.accounts.queries import store_is_empty
from yihu.demo import catching_up, readings, staff
from yihu.demo import homes as plan
from yihu.demo.homes import Home
from yihu.demo.month import Month
from yihu.demo.papers import Desk
from yihu.demo.people import People
from yihu.demo.script import Script
from yihu.demo.year import Year
from yihu.dossiers import operations as dossiers
from yihu.estate import queries as estate
from yihu.estate.models import Project, Unit
from yihu.estate.operations import add_unit, open_project
from yihu.policy.decisions import Conflict, FieldError, Invalid, refuse
from yihu.policy.vocabulary import N_, SYSTEM, Actor, Department, Use

PASSWORD = "yihu-demo"  # noqa: S105  (printed for everybody to see)
LEAST_HOUSEHOLDS = 24
_AGE = timedelta(days=345)
_CABINETS = {**{f"K-0{number}": "cs" for number in range(1, 5)}, "E1": "eng", "S1": "sec"}
_XQ_HOMES = 6

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and who can sign in."""

    households: int
    logins: tuple[staff.Login, ...]


def silent(_done: int, _total: int) -> None:
    """Say nothing while loading."""


def load(*, at: datetime, households: int = 120, seed: int = 1, progress: Progress = silent) -> Loaded:
    """Load `CJ` with so many households, and `XQ`; the same seed makes the same people.

    Raises `Conflict` (`not_empty`) on a store that holds data, `Invalid` (`households`) for too few to hold
    the edge cases.
    """
    if households < LEAST_HOUSEHOLDS:
        raise Invalid(
            FieldError(
                "households",
                N_("示範項目至少要有 %(least)s 戶。"),
                N_("各種特例都要有一戶，請加大戶數。"),
                params={"least": LEAST_HOUSEHOLDS},
            )
        )
    with transaction.atomic():
        _check_empty()
        _load_cj(at, households, Random(seed), progress)  # noqa: S311  (people, not secrets)
        _load_xq(at, Random(seed + 1))  # noqa: S311
    return Loaded(households, staff.logins())


def _check_empty() -> None:
    if not store_is_empty() or Project.objects.exists():
        raise Conflict(
            refuse(
                "not_empty",
                N_("這裡已有資料，示範項目只能載入空白的系統。"),
                mend=N_("請另用一個資料目錄（YIHU_DATA_DIR）執行 yihu init，再載入示範項目。"),
            )
        )


def _load_cj(now: datetime, households: int, random: Random, progress: Progress) -> None:
    people, began = People(random), now - _AGE
    project = open_project(
        by=SYSTEM,
        at=began,
        code="CJ",
        name="誠基公寓",
        regulations=("community", "process", "apartment"),
        went_live_on=(began + catching_up.LIVE_AFTER).date(),
    )
    actors = staff.engage(project, staff.CJ_STAFF, at=began, password=PASSWORD)
    script = Script(now, estate.zone(project), estate.work_calendar(project))
    homes = _homes(people, random, households - 1, script)  # and one opened by a paper
    units = _units(project, homes, at=began)
    _link(units, *plan.WINGED)
    staff.divide(project, at=began, on=estate.local_date(project, began))
    _shelves(project, at=began)
    staff.permit(project, by=actors["cs_head"], at=began)
    desk = Desk(project, actors, units)
    _plan_openings(script, desk, homes, began)
    catching_up.plan(script, project, actors)
    readings.plan(script, project, actors)
    year = Year(script, desk, homes)
    year.plan()
    Month(script, desk, random, homes).plan(also=year.filed)
    script.play(progress)


def _homes(people: People, random: Random, number: int, script: Script) -> list[Home]:
    special = plan.special_homes(people, today=script.today)
    taken = {home.room for home in special} | {plan.WITHOUT_FILE, plan.BY_A_PAPER}
    ordinary = plan.ordinary_homes(people, random, taken=taken, today=script.today)
    return special + list(islice(ordinary, number - len(special)))


def _units(project: Project, homes: list[Home], *, at: datetime) -> dict[str, Unit]:
    units = {
        home.room: add_unit(
            by=SYSTEM,
            at=at,
            project=project,
            text=home.room,
            kind=home.kind,
            use=home.use,
            area_m2=Decimal(home.area),
        )
        for home in homes
    }
    for room in (plan.WITHOUT_FILE, plan.BY_A_PAPER):
        units[room] = add_unit(by=SYSTEM, at=at, project=project, text=room, use=Use.VACANT)
    return units


def _link(units: dict[str, Unit], first: str, second: str) -> None:
    """Two homes made one: both files stay, the second points to the first (E20)."""
    Unit.objects.filter(pk=units[second].pk).update(merged_with=units[first])


def _shelves(project: Project, *, at: datetime) -> None:
    place = dossiers.open_storage_place(by=SYSTEM, at=at, project=project, name="檔案室")
    for code, department in _CABINETS.items():
        dossiers.open_cabinet(
            by=SYSTEM, at=at, project=project, place=place, code=code, department=Department(department)
        )


def _plan_openings(script: Script, desk: Desk, homes: list[Home], began: datetime) -> None:
    """The files are opened in the first days, a few minutes apart."""
    step = timedelta(days=8) / max(len(homes), 1)
    for place, home in enumerate(homes):
        officer = desk.actors["cs_officer" if _in_area_a(desk.units[home.room]) else "cs_officer_b"]
        script.plan(began + timedelta(hours=1) + place * step, partial(_open, desk, home, officer))


def _open(desk: Desk, home: Home, officer: Actor, at: datetime) -> None:
    opened = dossiers.open_household(
        by=officer,
        at=at,
        unit=desk.units[home.room],
        owners=home.owners,
        acquired_on=home.acquired_on,
        use=home.use,
        members=home.members,
    )
    for kind in home.circumstances:
        dossiers.declare_circumstance(by=officer, at=at, dossier=opened.dossier, kind=kind)


def _in_area_a(unit: Unit) -> bool:
    return unit.building is not None and unit.building.code in {f"{number:02}" for number in range(1, 6)}


def _load_xq(now: datetime, random: Random) -> None:
    """A project of strangers, with the first regulation alone."""
    people, at = People(random), now - _AGE
    project = open_project(by=SYSTEM, at=at, code="XQ", name="某小區", regulations=("community",))
    actors = staff.engage(project, staff.XQ_STAFF, at=at, password=PASSWORD)
    today = estate.local_date(project, now)
    homes = list(islice(plan.ordinary_homes(people, random, taken=set(), today=today), _XQ_HOMES))
    desk = Desk(project, actors, _units(project, homes, at=at))
    for home in homes:
        _open(desk, home, actors["xq_cs_officer"], at)
