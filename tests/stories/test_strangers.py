"""A stranger learns nothing, neither from the answer nor from how long it takes (check 1, promise 1)."""

from collections.abc import Callable
from statistics import median
from time import perf_counter_ns
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from api.calls import Calls
from cast import Cast
from desk import desk, filed

TRIES, ROUNDS, APART = 200, 3, 0.10
Ask = Callable[[str], bytes]


def apart(ask: Ask, here: str, nowhere: str) -> float:
    """How far the medians of what exists and what does not lie apart, asked by turns."""
    taken: dict[str, list[int]] = {here: [], nowhere: []}
    for turn in range(TRIES * 2):
        path = (here, nowhere)[turn % 2]
        before = perf_counter_ns()
        ask(path)
        taken[path].append(perf_counter_ns() - before)
    one, other = (median(times) for times in taken.values())
    return abs(one - other) / max(one, other)


def assert_alike(ask: Ask, here: str, nowhere: str) -> None:
    """The same bytes; medians within a tenth in one of a few rounds, for the machine may be busy."""
    assert ask(here) == ask(nowhere)
    measured: list[float] = []
    while len(measured) < ROUNDS and not any(each <= APART for each in measured):
        measured.append(apart(ask, here, nowhere))
    assert min(measured) <= APART, measured


@pytest.mark.slow
@pytest.mark.acceptance("check 1")
@pytest.mark.parametrize(
    ("who", "thing"), [("xq_cs_head", "households"), ("xq_cs_head", "documents"), ("sysadmin", "households")]
)
def test_pages(cast: Cast, who: str, thing: str) -> None:
    visitor = desk(cast, who)
    there = {"households": cast.household().household_id, "documents": filed(cast).pk}[thing]

    def ask(path: str) -> bytes:
        answer = visitor.get(path)
        assert answer.status_code == 404
        return bytes(answer.content)

    assert_alike(ask, f"{thing}/{there}/", f"{thing}/{uuid4()}/")


@pytest.mark.slow
@pytest.mark.acceptance("check 1")
@pytest.mark.parametrize("thing", ["households", "documents", "dossiers"])
def test_api(cast: Cast, time_machine: TimeMachineFixture, thing: str) -> None:
    time_machine.move_to(cast.at, tick=False)
    stranger = Calls(cast).xq_cs_head
    dossier = cast.household()
    there = {"households": dossier.household_id, "dossiers": dossier.pk, "documents": filed(cast).pk}[thing]

    def ask(path: str) -> bytes:
        answer = stranger.get(path)
        assert answer.status_code == 404
        return bytes(answer.content)

    assert_alike(ask, f"/{thing}/{there}", f"/{thing}/{uuid4()}")
