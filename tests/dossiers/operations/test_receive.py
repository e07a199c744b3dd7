"""Receiving: any department's first paper opens the file."""

from datetime import timedelta
from io import BytesIO

import pytest
from cast import Cast

from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document, Dossier
from yihu.ledger.models import Entry
from yihu.policy.decisions import Invalid, NotKnown, Refused
from yihu.policy.vocabulary import Carrier


def receive(cast: Cast, who: str = "cs_records", **changes):
    values = {"project": cast.cj, "unit": cast.unit(), "title": "業主信息表", "pages": 2, "carrier": Carrier.PAPER}
    return dossiers.receive(by=getattr(cast, who), at=cast.at, **(values | changes))


@pytest.mark.clause("R2.3.1")
def test_it_works(cast: Cast) -> None:
    received = receive(cast, "eng_staff", title="裝修申請", line="B01")
    assert received.dossier_created
    assert received.dossier is not None
    assert received.dossier.file_no == "CJ-03-2-1502/01"
    assert received.document.volume == "eng"
    assert Entry.objects.filter(action="document.received").count() == 1


@pytest.mark.clause("R2.3.1", "R1.1")
def test_the_second_paper_joins_the_same_file(cast: Cast) -> None:
    first = receive(cast, "eng_staff", title="裝修申請")
    second = receive(cast, "cs_officer")
    assert not second.dossier_created
    assert second.dossier == first.dossier
    assert Dossier.objects.count() == 1
