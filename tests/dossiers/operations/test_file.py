"""Filing: number, place, tick, register row, and the same-day rule."""

from datetime import date
from typing import Any

import pytest

from cast import Cast
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import AccessionRow, Document, Filing, Gap, ItemNumber, Placement
from yihu.dossiers.places import Location
from yihu.estate.models import Project
from yihu.kernel.ids import new_id
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused
from yihu.policy.vocabulary import Carrier, Department, StorageMode

HANGING = Location(cabinet="K-02", shelf="1", position="37")
BAG = Location(cabinet="E1", bag="B-017")


def received(cast: Cast, who: str = "cs_records", **changes: Any) -> Document:
    if not changes.pop("bare", False):
        cast.household("3棟2單元1502")
    values = {
        "project": cast.cj,
        "unit": cast.unit(),
        "title": "業主信息表",
        "pages": 2,
        "carrier": Carrier.PAPER,
    }
    return dossiers.receive(by=getattr(cast, who), at=cast.at, **(values | changes)).document


@pytest.mark.clause("R1.4", "R1.4a", "R2.2.1.3", "R2.3.2")
def test_it_works(cast: Cast) -> None:
    document = received(cast)
    gaps = set(Gap.objects.values_list("line", flat=True))
    filed = dossiers.file(
        by=cast.cs_records, at=cast.later(hours=1), document=document, line="A06", location=HANGING
    )
    assert not filed.late
    assert gaps - set(Gap.objects.values_list("line", flat=True)) == {"A06"}
    assert ItemNumber.objects.get().item_no == "CJ-03-2-1502/01-A06-001"
    row = AccessionRow.objects.get()
    assert (row.sign, row.number, row.location, row.on_the_day) == ("+", 1, "K-02 · 1層 · 37掛位", True)


@pytest.mark.clause("R2.3.3.4")
def test_a_filing_after_midnight_is_late_for_ever(cast: Cast) -> None:
    document = received(cast)
    filed = dossiers.file(
        by=cast.cs_records, at=cast.later(hours=15), document=document, line="A06", location=HANGING
    )
    assert (filed.late, filed.days_late) == (True, 1)
    assert not AccessionRow.objects.get().on_the_day


def test_paper_from_before_going_live_is_never_late(cast: Cast) -> None:
    Project.objects.filter(pk=cast.cj.pk).update(went_live_on=date(2026, 7, 7))
    document = received(cast)
    filed = dossiers.file(
        by=cast.cs_records, at=cast.later(days=9), document=document, line="A06", location=HANGING
    )
    assert (filed.late, filed.before_go_live) == (False, True)


def test_numbers_of_a_line_follow_each_other(cast: Cast) -> None:
    for title in ("一", "二", "三"):
        document = received(cast, bare=True, title=title)
        dossiers.file(by=cast.cs_records, at=cast.at, document=document, line="C01", location=HANGING)
    numbers = list(ItemNumber.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3]


@pytest.mark.acceptance("R2.2.1.3/1")
@pytest.mark.clause("R2.2.1.3")
def test_without_a_line_it_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        dossiers.file(by=cast.cs_records, at=cast.at, document=received(cast), line="", location=HANGING)
    assert [error.pointer for error in refused.value.errors] == ["line"]


def test_an_unknown_line_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        dossiers.file(by=cast.cs_records, at=cast.at, document=received(cast), line="Z99", location=HANGING)


@pytest.mark.acceptance("check 14")
def test_another_departments_line_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        dossiers.file(by=cast.cs_records, at=cast.at, document=received(cast), line="B03", location=BAG)
    assert refused.value.decision.clause == "R2.1.2"


@pytest.mark.clause("R1.7a")
def test_paper_without_a_place_is_refused_and_nothing_is_written(cast: Cast) -> None:
    document = received(cast)
    with pytest.raises(Invalid) as refused:
        dossiers.file(by=cast.cs_records, at=cast.at, document=document, line="A06")
    assert {error.pointer for error in refused.value.errors} == {"location/cabinet", "location/position"}
    assert not Filing.objects.exists()


def test_another_departments_cabinet_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        dossiers.file(
            by=cast.cs_records,
            at=cast.at,
            document=received(cast),
            line="A06",
            location=Location("E1", position="1"),
        )
    assert refused.value.errors[0].code == "cabinet_unknown"


@pytest.mark.acceptance("R2.3.3/1")
@pytest.mark.clause("R2.3.3", "R2.3.3.2")
def test_drawings_need_a_bag(cast: Cast) -> None:
    document = received(cast, "eng_records", title="水電圖")
    with pytest.raises(Invalid) as refused:
        dossiers.file(by=cast.eng_records, at=cast.at, document=document, line="B03", location=Location("E1"))
    assert [error.pointer for error in refused.value.errors] == ["location/bag"]


@pytest.mark.acceptance("R2.3.3/2")
@pytest.mark.clause("R2.3.3.1")
def test_hanging_files_need_a_position(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        dossiers.file(
            by=cast.cs_records, at=cast.at, document=received(cast), line="A06", location=Location("K-02")
        )
    assert [error.clause for error in refused.value.errors] == ["R2.3.3.1"]


@pytest.mark.clause("R2.3.3.3")
def test_pooled_binders_need_a_page(cast: Cast) -> None:
    document = received(cast, "sec_records", title="放行條")
    location = Location("S1", binder="放行條 2026-07 冊")
    with pytest.raises(Invalid):
        dossiers.file(by=cast.sec_records, at=cast.at, document=document, line="G05", location=location)
    location = Location("S1", binder="放行條 2026-07 冊", binder_page=12)
    dossiers.file(by=cast.sec_records, at=cast.at, document=document, line="G05", location=location)
    assert Placement.objects.get().binder_page == 12


@pytest.mark.clause("R2.3.3")
def test_a_department_may_choose_another_mode(cast: Cast) -> None:
    dossiers.choose_storage(
        by=cast.cs_head, at=cast.at, project=cast.cj, department=Department.CS, mode=StorageMode.BOX
    )
    dossiers.file(
        by=cast.cs_records, at=cast.at, document=received(cast), line="A06", location=Location("K-01")
    )
    assert Placement.objects.get().mode == "box"


def test_twice_is_refused(cast: Cast) -> None:
    document = received(cast)
    dossiers.file(by=cast.cs_records, at=cast.at, document=document, line="A06", location=HANGING)
    with pytest.raises(Conflict):
        dossiers.file(by=cast.cs_records, at=cast.at, document=document, line="A06", location=HANGING)


def test_the_desk_hands_on_but_does_not_file(cast: Cast) -> None:
    with pytest.raises(Refused):
        dossiers.file(by=cast.front_desk, at=cast.at, document=received(cast), line="A06", location=HANGING)


def test_a_stranger_knows_of_nothing(cast: Cast) -> None:
    with pytest.raises(NotKnown):
        dossiers.file(by=cast.xq_cs_head, at=cast.at, document=received(cast), line="A06", location=HANGING)


@pytest.mark.clause("R3.5.1.3")
def test_a_covenant_wants_every_owner(cast: Cast) -> None:
    dossier = cast.household("3棟2單元1502")
    people = list(dossier.household.ownerships.values_list("person_id", flat=True))
    for person, missing in ((people[0], True), (people[1], False)):
        document = received(cast, bare=True, title="公約", signers=[person])
        dossiers.file(by=cast.cs_records, at=cast.at, document=document, line="A03", location=HANGING)
        assert Gap.objects.filter(line="A03").exists() is missing


@pytest.mark.clause("R3.5.1.3")
def test_the_signers_of_a_covenant_are_named_when_it_is_filed(cast: Cast) -> None:
    dossier = cast.household("3棟2單元1502")
    first, second = dossier.household.ownerships.values_list("person_id", flat=True)
    document = received(cast, bare=True, title="公約", signers=[first])
    by_both = {"by": cast.cs_records, "at": cast.at, "document": document, "signers": [first, second]}
    dossiers.file(**by_both, line="A03", location=HANGING)
    assert set(document.signers.values_list("person_id", flat=True)) == {first, second}
    assert not Gap.objects.filter(line="A03").exists()


@pytest.mark.clause("R3.5.1.3")
def test_who_signed_at_receipt_stands_unless_filing_says_otherwise(cast: Cast) -> None:
    dossier = cast.household("3棟2單元1502")
    first, second = dossier.household.ownerships.values_list("person_id", flat=True)
    for said, expected in ((None, first), ([second], second)):
        document = received(cast, bare=True, title="公約", signers=[first])
        dossiers.file(
            by=cast.cs_records, at=cast.at, document=document, line="A03", location=HANGING, signers=said
        )
        assert document.signers.get().person_id == expected


@pytest.mark.clause("R3.5.1.3")
def test_only_owners_sign_and_else_nothing_is_filed(cast: Cast) -> None:
    document = received(cast, title="公約")
    filing = {"by": cast.cs_records, "at": cast.at, "document": document, "signers": [new_id()]}
    with pytest.raises(Invalid) as refused:
        dossiers.file(**filing, line="A03", location=HANGING)
    assert [error.code for error in refused.value.errors] == ["signer_unknown"]
    assert not Filing.objects.exists()
    assert not document.signers.exists()
