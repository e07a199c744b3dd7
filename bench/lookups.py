"""Finding a household by room or by sealed telephone, and who lacks a paper: the database's part alone."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet

from bench.estate import LINE, OPENED, Estate
from bench.figures import Bench, Figure, in_turns
from yihu.confidentiality import ways
from yihu.confidentiality.reading import finding
from yihu.confidentiality.reading.finding import Filters
from yihu.dossiers.models import Document, Dossier, GapRollup
from yihu.estate.models import Unit
from yihu.estate.queries.room_filter import room_condition
from yihu.households import ciphers
from yihu.households.models import Household, Phone
from yihu.policy.vocabulary import Locality

SAMPLE = 200
ROUNDS = 400


def run(bench: Bench, estate: Estate) -> list[Figure]:
    """Every figure of lookups and completeness."""
    return [
        *_lookups(bench, estate),
        _names(bench, estate),
        _missing_in_project(bench, estate),
        *_missing_in_company(bench),
    ]


def _names(bench: Bench, estate: Estate) -> Figure:
    """Names of one to three characters, some common and some rare, with the masked row each is shown in."""
    grants = ways.Grants(frozenset({ways.Way.NAME}), people=True, members=True)
    asked = [
        ways.meaning_of(text, Locality.CN)
        for text in ("王", "芳", "袁", "王芳", "李志", "欣然", "陳志遠", "周雅婷")
    ]
    plain = finding.find(project=estate.project, filters=Filters(), at=OPENED)
    page = prepared(plain.page(limit=51).values_list("id", "dossier__id", "unit__label", "unit__sort_key"))

    def search(number: int) -> object:
        meaning = asked[number % len(asked)]
        return ways.holdings(estate.project, meaning, grants, former=False, after=None, limit=51)

    own, beside = in_turns(search, lambda _: page(), rounds=ROUNDS)
    return bench.figure("name search, 1-3 characters, in a project", "raw page of 50", (own, beside), 4)


def prepared(found: "QuerySet[Any, Any]") -> Callable[[], Sequence[Any]]:
    """A question of the program as the driver runs it: words and values ready, rows fetched."""
    sql, params = found.query.sql_with_params()
    connection.ensure_connection()
    raw: Any = connection.connection
    if connection.vendor == "sqlite":
        sql = sql.replace("%s", "?").replace("%%", "%")
        return lambda: raw.execute(sql, params).fetchall()
    return lambda: raw.execute(sql, params, prepare=True).fetchall()


def _lookups(bench: Bench, estate: Estate) -> list[Figure]:
    chosen = range(0, len(estate.households), max(1, len(estate.households) // SAMPLE))
    by_key = [
        prepared(Household.objects.filter(pk=estate.households[place]).values_list("id", "unit_id"))
        for place in chosen
    ]
    by_room = [
        prepared(
            Unit.objects.filter(room_condition(estate.project, estate.rooms[place]))
            .order_by()
            .values_list("id", "label")
        )
        for place in chosen
    ]
    by_phone = [prepared(_phone(estate, estate.phones[place])) for place in chosen]
    assert all(len(ask()) >= 1 for asks in (by_key, by_room, by_phone) for ask in asks)
    key, room, phone = in_turns(
        *(lambda number, asks=asks: asks[number % len(asks)]() for asks in (by_key, by_room, by_phone)),
        rounds=ROUNDS,
    )
    return [
        bench.figure("room lookup, database part", "primary-key lookup", (room, key), 2),
        bench.figure("phone (sealed) lookup, database part", "primary-key lookup", (phone, key), 2),
    ]


def _phone(estate: Estate, number: str) -> "QuerySet[Any, Any]":
    """The blind index to the person: one branch of the list's search, which unites it with the other ways."""
    index = ciphers.index(number, ciphers.PHONE)
    held = Phone.objects.filter(project=estate.project, until__isnull=True, number_index=index)
    return held.values_list("person", "number")


def _missing_in_project(bench: Bench, estate: Estate) -> Figure:
    lacking = finding.find(project=estate.project, filters=Filters(missing=LINE), at=OPENED)
    columns = ("id", "dossier__id", "unit__label", "unit__sort_key")
    plain = finding.find(project=estate.project, filters=Filters(), at=OPENED)
    missing = prepared(lacking.page(limit=51).values_list(*columns))
    page = prepared(plain.page(limit=51).values_list(*columns))
    own, beside = in_turns(lambda _: missing(), lambda _: page(), rounds=ROUNDS)
    return bench.figure(f"which households lack {LINE}: project", "raw page of 50", (own, beside), 3)


def _missing_in_company(bench: Bench) -> list[Figure]:
    filed = Document.objects.filter(
        dossier=OuterRef("pk"), line=LINE, filing__isnull=False, supersession__isnull=True
    )
    counted = Dossier.objects.filter(~Exists(filed), household__ended_on__isnull=True)
    kept = prepared(GapRollup.objects.filter(line=LINE).values_list("project", "missing").order_by("project"))
    sums = _counts(counted)
    recount = prepared(sums)
    equal = [tuple(map(str, row)) for row in kept()] == [tuple(map(str, row)) for row in recount()]
    assert equal, "the roll-up and the recount differ"
    own = in_turns(lambda _: kept(), rounds=50)[0]
    beside = in_turns(lambda _: recount(), rounds=3, warm_up=0)[0]
    return [
        bench.figure(
            f"how many households lack {LINE}: company",
            "NOT EXISTS",
            (own, beside),
            1 / 500,
            note="equal counts",
        )
    ]


def _counts(counted: "QuerySet[Dossier]") -> "QuerySet[Any, Any]":
    return counted.values_list("project").annotate(n=Count("id")).order_by("project")
