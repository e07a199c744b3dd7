"""Pages over HTTP, signed in, masked and registered, beside empty ones and beside the raw driver."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection

from bench.estate import OPENED, Estate
from bench.figures import Bench, Figure, in_turns
from bench.lookups import prepared
from bench.server import Visitor, serving, session_of
from yihu.accounts.models import Account
from yihu.accounts.operations import appoint, assign_building, assign_officer, create_account, open_area
from yihu.confidentiality.reading import finding
from yihu.confidentiality.reading.finding import Filters
from yihu.estate.models import Building
from yihu.households.models import Household
from yihu.policy.vocabulary import SYSTEM, Role

EMPTY = "empty signed-in page + one ledger entry"
LIST, FILE = "list page of 50 over HTTP", "whole household file page"


def run(bench: Bench, estate: Estate, *, rounds: int) -> list[Figure]:
    """The list and a household's file, beside their limits."""
    cookie = session_of(_staff(estate))
    code, raw = estate.project.code, _raw_list(estate)
    with serving() as port:
        visitor = Visitor(port, cookie)
        _check(visitor, estate)
        plain, empty, listed, file, driver = in_turns(
            lambda _: visitor.get("/bench/unledgered/"),
            lambda _: visitor.get(f"/bench/empty/?project={code}"),
            lambda _: visitor.get(f"/{code}/households/"),
            lambda n: visitor.get(
                f"/{code}/households/{estate.households[n * 17 % len(estate.households)]}/"
            ),
            lambda _: raw(),
            rounds=rounds,
            warm_up=20,
        )
    reach = 20 if bench.database == "sqlite" else 10
    without = f"without its entry {plain * 1000:.2f} ms"
    return [
        bench.figure(LIST, EMPTY, (listed, empty), 3, note=without),
        bench.figure("the list page of 50", "raw driver: page, count, one insert", (listed, driver), reach),
        bench.figure(FILE, EMPTY, (file, empty), 4, note=without),
    ]


def _check(visitor: Visitor, estate: Estate) -> None:
    """What is measured must be the real page."""
    page = visitor.get(f"/{estate.project.code}/households/").decode()
    assert page.count("199****") == 50, "the list does not show fifty masked telephones"
    file = visitor.get(f"/{estate.project.code}/households/{estate.households[0]}/").decode()
    assert estate.rooms[0] in file
    assert estate.phones[0] not in file


def _raw_list(estate: Estate) -> Callable[[], None]:
    """The least that a page asks of the database: fifty rows, how many there are, a plain row of audit."""
    found = finding.find(project=estate.project, filters=Filters(), at=OPENED)
    columns = ("id", "dossier__file_no", "unit__label", "unit__use", "unit__area_m2", "acquired_on")
    page = prepared(found.page(limit=51).values_list(*columns))
    total = prepared(_counted(estate))
    insert = _plain_insert(estate)

    def work() -> None:
        page()
        total()
        insert()

    return work


def _counted(estate: Estate) -> Any:
    from django.db.models import Count

    open_ones = Household.objects.filter(project=estate.project, ended_on__isnull=True)
    return open_ones.values_list("project").annotate(n=Count("id")).values_list("n").order_by()


def _plain_insert(estate: Estate) -> Callable[[], None]:
    """A row of audit without a chain, committed."""
    make_audit_table()
    mark = "?" if connection.vendor == "sqlite" else "%s"
    places = ", ".join([mark] * 6)
    sql = f"INSERT INTO bench_audit (chain_id, at, username, role, action, body) VALUES ({places})"
    values = (
        estate.project.pk.hex,
        "2026-07-06T02:00:00.000000Z",
        "officer",
        "cs_officer",
        "household.listed",
        '{"found":5000,"searched":false,"shown":50}',
    )
    raw: Any = connection.connection
    if connection.vendor == "sqlite":

        def in_sqlite() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute(sql, values)
            raw.execute("COMMIT")

        return in_sqlite

    def in_postgres() -> None:
        raw.execute(sql, values, prepare=True)

    return in_postgres


def make_audit_table() -> None:
    """A table like the ledger's, without chain, hashes and triggers."""
    key = "integer PRIMARY KEY AUTOINCREMENT" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
    uuid = "char(32)" if connection.vendor == "sqlite" else "uuid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS bench_audit (id {key}, chain_id {uuid} NOT NULL,"
            f" at varchar(27) NOT NULL, actor_id {uuid}, username varchar(150) NOT NULL,"
            " role varchar(32) NOT NULL,"
            " action varchar(64) NOT NULL, body text NOT NULL)"
        )
        cursor.execute("CREATE INDEX IF NOT EXISTS bench_audit_action ON bench_audit (chain_id, action, id)")
        cursor.execute("CREATE INDEX IF NOT EXISTS bench_audit_user ON bench_audit (chain_id, username, id)")
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_audit_subject (subject varchar(64) NOT NULL,"
            " entry_id bigint NOT NULL, PRIMARY KEY (subject, entry_id))"
        )


def _staff(estate: Estate) -> Account:
    """A customer-service head, two areas with an officer each, and a records officer, as in any project."""
    project, people = estate.project, {}
    for username, role, department in (
        ("head", Role.CS_HEAD, ""),
        ("officer", Role.CS_OFFICER, ""),
        ("records", Role.RECORDS_OFFICER, "cs"),
    ):
        account = create_account(by=SYSTEM, at=OPENED, username=username, name=f"陳{username}", password=None)
        appoint(by=SYSTEM, at=OPENED, account=account, project=project, role=role, department=department)
        people[username] = account
    buildings = list(Building.objects.filter(project=project).order_by("code"))
    for code, some in (("A", buildings[:12]), ("B", buildings[12:])):
        area = open_area(by=SYSTEM, at=OPENED, project=project, code=code, name=f"{code}區")
        for building in some:
            assign_building(by=SYSTEM, at=OPENED, area=area, building=building, on=date(2026, 1, 1))
        assign_officer(by=SYSTEM, at=OPENED, area=area, account=people["officer"], on=date(2026, 1, 1))
    return people["head"]
