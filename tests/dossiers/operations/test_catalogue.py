"""The catalogue's own acts."""

import pytest

from cast import Cast
from yihu.confidentiality import reading
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Dossier, Gap
from yihu.dossiers.places import Location
from yihu.policy.decisions import Conflict, Invalid, Refused
from yihu.policy.regulations.model import Category
from yihu.policy.vocabulary import Carrier, Circumstance, Department


def missing(dossier: Dossier, line: str) -> bool:
    return Gap.objects.filter(dossier=dossier, line=line).exists()


def filed(cast: Cast, line: str, unit: str = "3棟1單元1201") -> None:
    document = dossiers.receive(
        by=cast.cs_records,
        at=cast.at,
        project=cast.cj,
        unit=cast.unit(unit),
        title=line,
        pages=1,
        carrier=Carrier.PAPER,
    ).document
    dossiers.file(
        by=cast.cs_records, at=cast.at, document=document, line=line, location=Location("K-02", "1", "37")
    )


@pytest.mark.clause("R1.4c")
@pytest.mark.acceptance("check 11")
def test_not_applicable_needs_a_reason_and_counts_as_neither(cast: Cast) -> None:
    dossier = cast.household()
    dossiers.declare_not_applicable(by=cast.cs_head, at=cast.at, dossier=dossier, line="A01", reason="二手房")
    assert not missing(dossier, "A01")
    assert cast.refreshed(dossier.pk).required_count == dossier.required_count - 1


def test_without_a_reason_it_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        dossiers.declare_not_applicable(
            by=cast.cs_head, at=cast.at, dossier=cast.household(), line="A01", reason=""
        )


def test_what_is_on_file_cannot_be_not_applicable(cast: Cast) -> None:
    dossier = cast.household()
    filed(cast, "A06")
    with pytest.raises(Conflict):
        dossiers.declare_not_applicable(
            by=cast.cs_head, at=cast.at, dossier=dossier, line="A06", reason="不需要"
        )


def test_what_is_not_required_needs_no_word(cast: Cast) -> None:
    with pytest.raises(Conflict):
        dossiers.declare_not_applicable(
            by=cast.cs_head, at=cast.at, dossier=cast.household(), line="E02", reason="無"
        )


def test_the_word_can_be_taken_back(cast: Cast) -> None:
    dossier = cast.household()
    dossiers.declare_not_applicable(by=cast.cs_head, at=cast.at, dossier=dossier, line="A01", reason="二手房")
    dossiers.withdraw_not_applicable(by=cast.cs_head, at=cast.at, dossier=dossier, line="A01")
    assert missing(dossier, "A01")


@pytest.mark.clause("R1.2a")
def test_other_departments_do_not_administer_the_catalogue(cast: Cast) -> None:
    with pytest.raises(Refused):
        dossiers.declare_not_applicable(
            by=cast.eng_head, at=cast.at, dossier=cast.household(), line="B01", reason="無"
        )


@pytest.mark.clause("R1.4b")
@pytest.mark.parametrize(
    ("kind", "line"), [("tenancy", "E05"), ("decoration", "B02"), ("keys_held", "G03"), ("vehicle", "G06")]
)
def test_circumstances_make_lines_required(cast: Cast, kind: str, line: str) -> None:
    dossier = cast.household()
    assert not missing(dossier, line)
    dossiers.declare_circumstance(by=cast.cs_officer, at=cast.at, dossier=dossier, kind=Circumstance(kind))
    assert missing(dossier, line)
    dossiers.end_circumstance(by=cast.cs_officer, at=cast.at, dossier=dossier, kind=Circumstance(kind))
    assert not missing(dossier, line)


@pytest.mark.acceptance("R1.4/3")
@pytest.mark.clause("R1.4b")
def test_a_new_line_comes_to_open_files_and_not_to_closed_ones(cast: Cast) -> None:
    former, current = cast.household("3棟1單元1201"), cast.household("7棟1單元704")
    former.household.ended_on = cast.at.date()
    former.household.save(update_fields=["ended_on"])
    former.catalogue_edition = 1
    former.save(update_fields=["catalogue_edition"])
    dossiers.publish_line(
        by=cast.cs_head,
        at=cast.at,
        project=cast.cj,
        code="A12",
        title="垃圾分類告知書",
        category=Category.A,
        volume=Department.CS,
    )
    assert (missing(current, "A12"), missing(former, "A12")) == (True, False)


def test_a_code_is_used_once(cast: Cast) -> None:
    with pytest.raises(Invalid):
        dossiers.publish_line(
            by=cast.cs_head,
            at=cast.at,
            project=cast.cj,
            code="A06",
            title="又一張",
            category=Category.A,
            volume=Department.CS,
        )


@pytest.mark.acceptance("R2.3.2/1")
@pytest.mark.clause("R2.3.2")
def test_a_printed_catalogue_wants_printing_again_after_a_change(cast: Cast) -> None:
    dossier = cast.household()
    for line in ("A01", "A02", "A04", "A05", "A06", "A10"):
        filed(cast, line)
    assert due(cast, dossier)
    dossiers.print_catalogue(by=cast.cs_records, at=cast.later(hours=1), dossier=dossier)
    assert not due(cast, dossier)
    cast.at = cast.later(hours=2)
    filed(cast, "C01")
    assert due(cast, dossier)


@pytest.mark.acceptance("R2.3.2/2")
@pytest.mark.clause("R2.3.2")
def test_a_thin_file_needs_no_print(cast: Cast) -> None:
    dossier = cast.household()
    filed(cast, "A06")
    filed(cast, "A10")
    assert not due(cast, dossier)


def due(cast: Cast, dossier: Dossier) -> bool:
    return reading.open_catalogue(by=cast.cs_head, at=cast.at, dossier_id=dossier.pk).reprint_due
