"""A hundred first papers at once open one file (R2.3.1d: uniqueness enforced in the data store)."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from cast import Cast
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document, Dossier
from yihu.households.models import Household
from yihu.ledger.models import Entry
from yihu.policy.vocabulary import Carrier

TRIES = 100


@pytest.mark.clause("R1.1", "R2.3.1")
@pytest.mark.acceptance("check 10")
def test_a_hundred_first_papers_open_one_file(live_cast: Cast) -> None:
    start = threading.Barrier(20)
    departments = (live_cast.cs_records, live_cast.eng_records, live_cast.sec_records, live_cast.front_desk)

    def receive(place: int) -> bool:
        try:
            if place < 20:
                start.wait(timeout=30)
            received = dossiers.receive(
                by=departments[place % 4],
                at=live_cast.at,
                project=live_cast.cj,
                unit=live_cast.unit(),
                title=f"第{place}份",
                pages=1,
                carrier=Carrier.PAPER,
            )
            return received.dossier_created
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=20) as pool:
        created = list(pool.map(receive, range(TRIES)))
    assert sum(created) == 1
    assert (Dossier.objects.count(), Household.objects.count()) == (1, 1)
    assert Document.objects.filter(dossier=Dossier.objects.get()).count() == TRIES
    assert Entry.objects.filter(action="document.received").count() == TRIES
