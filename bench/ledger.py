"""Appending to the ledger beside a plain row of audit in the same transaction; verifying beside a scan."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from bench.estate import Estate
from bench.figures import Bench, Figure, in_turns
from bench.installation import ROOT
from bench.pages import make_audit_table
from yihu.households.models import Household
from yihu.kernel import clock
from yihu.ledger import scanning
from yihu.ledger.canonical import body, instant, text
from yihu.ledger.operations import append
from yihu.ledger.verification import verify
from yihu.policy.vocabulary import Actor, Role

WRITERS, SECONDS, TURNS = 8, 2.0, 5
_ROW = (
    "INSERT INTO bench_audit (chain_id, at, actor_id, username, role, action, body)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
_SUBJECT = "INSERT INTO bench_audit_subject (subject, entry_id)"
OFFICER_ID = UUID(int=7)
OFFICER = Actor(OFFICER_ID, "officer", "陳主任", Role.CS_OFFICER, device="127.0.0.1 Chrome/Linux")


def run(bench: Bench, estate: Estate) -> list[Figure]:
    """Append and verify."""
    make_audit_table()
    figures = [_one_writer(bench, estate), _verify(bench)]
    return [*figures, _many_writers(bench)] if bench.database == "postgres" else figures


def _one_writer(bench: Bench, estate: Estate) -> Figure:
    chained, plain = (
        act(estate.project.pk, estate.households[0], chained=True),
        act(estate.project.pk, estate.households[0], chained=False),
    )
    own, beside = in_turns(lambda _: chained(), lambda _: plain(), rounds=1500, warm_up=50)
    reach = 0.9 if bench.database == "sqlite" else 0.75
    return bench.rate("ledger append, 1 writer", "plain audit row, same transaction", (own, beside), reach)


def act(project_id: UUID, household_id: UUID, *, chained: bool) -> Callable[[], None]:
    """A change of a household with its entry in the ledger, or with a plain row that says the same."""

    def plain(at: str, dossier: str) -> None:
        said = body(
            chain=project_id,
            by=OFFICER,
            at=at,
            action="household.corrected",
            subjects=text({"household": dossier}),
            detail=text({"field": "area_m2"}),
        )
        values = [
            project_id.hex,
            at,
            OFFICER_ID.hex,
            OFFICER.username,
            "cs_officer",
            "household.corrected",
            said,
        ]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # one journey, as the ledger's own function takes
                statement = f"WITH entry AS ({_ROW} RETURNING id) {_SUBJECT} SELECT %s, id FROM entry"
                cursor.execute(statement, [*values, dossier])
                return
            cursor.execute(_ROW, values)
            cursor.execute(f"{_SUBJECT} VALUES (%s, %s)", [dossier, cursor.lastrowid])

    def work() -> None:
        at = clock.now()
        with transaction.atomic():
            Household.objects.filter(pk=household_id).update(version=F("version") + 1)
            if chained:
                append(
                    project_id=project_id,
                    by=OFFICER,
                    at=at,
                    action="household.corrected",
                    subjects={"household": household_id},
                    detail={"field": "area_m2"},
                )
            else:
                plain(instant(at), str(household_id))

    return work


def _verify(bench: Bench) -> Figure:
    def scan(_: int) -> None:
        with scanning.snapshot(connection):
            for row in scanning.stream(connection, scanning.ENTRIES):
                row[0]
            for pair in scanning.stream(connection, scanning.SUBJECTS):
                pair[0]

    report = verify(connection)
    assert report.intact, report.fault
    own, beside = in_turns(lambda _: verify(connection), scan, rounds=15, warm_up=2)
    note = f"{report.entries:,} entries"
    return bench.figure("ledger verify", "scan of the same rows", (own, beside), 2.5, note=note)


def _many_writers(bench: Bench) -> Figure:
    """Eight processes, each in a project of its own choice; plain and chained in turns."""
    rates: dict[str, list[float]] = {"plain": [], "chained": []}
    connection.close()
    for _ in range(TURNS):
        for how, taken in rates.items():
            command = [sys.executable, "-m", "bench.writer", how, str(SECONDS)]
            writers = [
                subprocess.Popen(
                    [*command, str(number)],
                    cwd=ROOT,
                    env=os.environ.copy(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
                for number in range(WRITERS)
            ]
            taken.append(_all_at_once(writers) / SECONDS)
    own, beside = 1 / median(rates["chained"]), 1 / median(rates["plain"])
    return bench.rate(
        f"ledger append, {WRITERS} writers", "plain audit row, same transaction", (own, beside), 0.75
    )


def _all_at_once(writers: "list[subprocess.Popen[str]]") -> int:
    """Let the writers go when each has said that it is ready; how often they wrote together."""
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return sum(int(writer.communicate()[0]) for writer in writers)


def write_for(how: str, seconds: float, number: int) -> int:
    """Say that one is ready, wait for the word, write until the time is over; how often one did."""
    households = list(Household.objects.order_by("id").values_list("project_id", "id")[number::5003][:40])
    acts = [act(project, household, chained=how == "chained") for project, household in households]
    acts[0]()
    print("ready", flush=True)
    sys.stdin.readline()
    done, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        acts[(done * 7 + number) % len(acts)]()
        done += 1
    return done
