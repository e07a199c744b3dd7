"""The list of clauses without behaviour, and the pages that say what each clause became."""

import subprocess
import sys
from pathlib import Path

from clauses import BEHAVIOUR_PENDING
from yihu.policy.regulations import get_clause

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_pending_exists_and_is_listed_once_in_order() -> None:
    assert all(get_clause(id_) for id_ in BEHAVIOUR_PENDING)
    assert len(set(BEHAVIOUR_PENDING)) == len(BEHAVIOUR_PENDING)


def test_the_pages_are_current() -> None:
    command = [sys.executable, "tools/clause_pages.py", "--check"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, f"run python tools/clause_pages.py\n{answer.stdout}{answer.stderr}"
