"""A hundred writers at once, and one chain (acceptance 26)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from ledger.scene import write
from yihu.ledger.verification import verify

WRITERS = 100


@pytest.mark.slow
@pytest.mark.acceptance("check 26")
def test_a_hundred_writers_do_not_fork_the_chain(live_database: str) -> None:
    def act(number: int) -> int:
        try:
            return write(number).seq
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as writers:
        numbers = list(writers.map(act, range(WRITERS)))
    report = verify(connection)
    assert sorted(numbers) == list(range(1, WRITERS + 1))
    assert (report.entries, report.fault) == (WRITERS, None)
