"""Every acceptance scenario of what is built is proved somewhere, or says what it waits for."""

import re
import subprocess
import sys

import pytest

from acceptance import SCENARIOS, TESTS, Scenario, proofs

PROOFS = proofs()


def test_each_is_listed_once() -> None:
    ids = [scenario.id for scenario in SCENARIOS]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.id)
def test_it_is_proved_or_waits(scenario: Scenario) -> None:
    assert bool(PROOFS.get(scenario.id)) is not bool(scenario.later), scenario


def test_no_marker_names_what_does_not_exist() -> None:
    known = {scenario.id for scenario in SCENARIOS}
    strange = [
        id_ for id_ in PROOFS if id_ not in known and not re.fullmatch(r"check ([1-9]|[12]\d|30)", id_)
    ]
    assert strange == []


def test_the_page_is_current() -> None:
    command = [sys.executable, "tools/acceptance_page.py", "--check"]
    answer = subprocess.run(command, cwd=TESTS.parent, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, f"run python tools/acceptance_page.py\n{answer.stdout}{answer.stderr}"
