"""Receiving: any department's first paper opens the file."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from cast import Cast
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document, Dossier
from yihu.ledger.models import Entry
from yihu.policy.decisions import Invalid, NotKnown, Refused
from yihu.policy.vocabulary import Carrier


def receive(cast: Cast, who: str = "cs_records", **changes: Any) -> dossiers.Received:
    values = {
        "project": cast.cj,
        "unit": cast.unit(),
        "title": "業主信息表",
        "pages": 2,
        "carrier": Carrier.PAPER,
    }
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


def scan() -> dossiers.Upload:
    content = BytesIO()
    Image.new("RGB", (60, 80), "white").save(content, "PNG")
    content.seek(0)
    return dossiers.Upload(content, "scan.bin")


@pytest.mark.clause("R2.2.1.3")
@pytest.mark.acceptance("check 16")
def test_a_file_is_known_by_its_content(cast: Cast) -> None:
    received = receive(cast, carrier=Carrier.BOTH, upload=scan())
    assert received.document.content_type == "image/png"
    assert received.duplicates == ()


@pytest.mark.acceptance("R2.2.1.3/2")
@pytest.mark.clause("R2.2.1.3")
def test_the_same_bytes_again_are_named(cast: Cast) -> None:
    first = receive(cast, carrier=Carrier.BOTH, upload=scan())
    again = receive(cast, carrier=Carrier.BOTH, upload=scan())
    assert again.duplicates == (first.document,)


def test_an_electronic_document_wants_a_file(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        receive(cast, carrier=Carrier.ELECTRONIC)
    assert [error.pointer for error in refused.value.errors] == ["file"]


def test_an_unknown_type_is_refused_and_opens_no_file(cast: Cast) -> None:
    with pytest.raises(Invalid):
        receive(cast, carrier=Carrier.BOTH, upload=dossiers.Upload(BytesIO(b"MZ\x90\x00nothing"), "scan.pdf"))
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(("changes", "pointer"), [({"title": " "}, "title"), ({"pages": 0}, "pages")])
def test_each_fault_names_its_field(cast: Cast, changes: dict[str, object], pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        receive(cast, **changes)
    assert [error.pointer for error in refused.value.errors] == [pointer]


def test_nothing_arrives_tomorrow(cast: Cast) -> None:
    with pytest.raises(Invalid):
        receive(cast, received_at=cast.at + timedelta(minutes=1))


def test_without_a_unit_it_waits_in_the_box(cast: Cast) -> None:
    received = receive(cast, unit=None)
    assert received.dossier is None
    dossier, created = dossiers.place_in_file(
        by=cast.cs_records, at=cast.later(hours=1), document=received.document, unit=cast.unit()
    )
    assert created
    assert Document.objects.get().dossier == dossier


def test_anothers_line_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        receive(cast, "sec_staff", line="A06")


def test_the_desk_hands_on_to_every_department(cast: Cast) -> None:
    assert receive(cast, "front_desk", title="裝修申請", line="B01").document.volume == "eng"


@pytest.mark.parametrize("who", ["project_manager", "auditor"])
def test_readers_receive_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        receive(cast, who)


@pytest.mark.parametrize("who", ["sysadmin", "viewer", "xq_cs_head"])
def test_strangers_know_of_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotKnown):
        receive(cast, who)
