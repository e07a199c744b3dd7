"""What happens to a filed document later."""

import pytest

from cast import Cast
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import AccessionRow, Document, Gap, ItemNumber, SealEvent
from yihu.dossiers.places import Location
from yihu.policy.decisions import Conflict, Invalid, Refused
from yihu.policy.vocabulary import Carrier

HANGING = Location(cabinet="K-02", shelf="1", position="37")


def filed(cast: Cast, line: str = "A06", title: str = "業主信息表") -> Document:
    document = dossiers.receive(
        by=cast.cs_records,
        at=cast.at,
        project=cast.cj,
        unit=cast.unit(),
        title=title,
        pages=2,
        carrier=Carrier.PAPER,
    ).document
    dossiers.file(by=cast.cs_records, at=cast.at, document=document, line=line, location=HANGING)
    return document


def bagged(cast: Cast) -> Document:
    document = dossiers.receive(
        by=cast.eng_records,
        at=cast.at,
        project=cast.cj,
        unit=cast.unit(),
        title="水電圖",
        pages=12,
        carrier=Carrier.PAPER,
    ).document
    place = Location(cabinet="E1", bag="B-017")
    dossiers.file(by=cast.eng_records, at=cast.at, document=document, line="B03", location=place)
    return document


def missing(line: str) -> bool:
    return Gap.objects.filter(line=line).exists()


@pytest.mark.clause("R2.2.1.3")
def test_moving_leaves_a_minus_and_a_plus(cast: Cast) -> None:
    document = filed(cast)
    dossiers.move(
        by=cast.cs_records, at=cast.later(hours=1), document=document, line="A10", reason="分類有誤"
    )
    signs = list(AccessionRow.objects.order_by("number").values_list("sign", flat=True))
    assert signs == ["+", "-", "+"]
    assert (missing("A06"), missing("A10")) == (True, False)
    assert ItemNumber.objects.filter(document=document).count() == 2


def test_moving_wants_a_reason(cast: Cast) -> None:
    with pytest.raises(Invalid):
        dossiers.move(by=cast.cs_records, at=cast.at, document=filed(cast), line="A10", reason=" ")


def test_moving_into_anothers_volume_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        dossiers.move(by=cast.cs_records, at=cast.at, document=filed(cast), line="B03", reason="圖紙")


def test_a_burnt_number_is_never_used_again(cast: Cast) -> None:
    first = filed(cast)
    dossiers.move(by=cast.cs_records, at=cast.at, document=first, line="A10", reason="分類有誤")
    second = filed(cast)
    assert ItemNumber.objects.get(document=second).number == 2


@pytest.mark.clause("R2.2.1.3")
def test_superseding_links_both(cast: Cast) -> None:
    old, new = filed(cast), filed(cast)
    dossiers.supersede(by=cast.cs_records, at=cast.at, document=old, successor=new, reason="新版")
    assert new.supersedes.get().document == old
    assert not missing("A06")


def test_nothing_supersedes_itself(cast: Cast) -> None:
    document = filed(cast)
    with pytest.raises(Invalid):
        dossiers.supersede(
            by=cast.cs_records, at=cast.at, document=document, successor=document, reason="新版"
        )


def test_what_is_lost_is_missing_until_found(cast: Cast) -> None:
    document = filed(cast)
    dossiers.lose(by=cast.cs_records, at=cast.at, document=document, reason="盤點不見")
    assert missing("A06")
    dossiers.find(by=cast.cs_records, at=cast.later(days=1), document=document, reason="夾在鄰檔")
    assert not missing("A06")


def test_what_is_not_lost_cannot_be_found(cast: Cast) -> None:
    with pytest.raises(Conflict):
        dossiers.find(by=cast.cs_records, at=cast.at, document=filed(cast), reason="找到")


@pytest.mark.clause("R2.3.3.2")
def test_a_seal_is_opened_and_closed_with_reasons(cast: Cast) -> None:
    document = bagged(cast)
    dossiers.unseal(by=cast.eng_head, at=cast.later(minutes=1), document=document, reason="漏水查線")
    dossiers.reseal(by=cast.eng_head, at=cast.later(minutes=9), document=document, reason="用畢")
    kinds = list(SealEvent.objects.order_by("happened_at", "id").values_list("kind", flat=True))
    assert kinds == ["sealed", "unsealed", "resealed"]


@pytest.mark.clause("R2.3.3.2")
def test_an_open_bag_cannot_be_opened(cast: Cast) -> None:
    document = bagged(cast)
    dossiers.unseal(by=cast.eng_head, at=cast.later(minutes=1), document=document, reason="漏水查線")
    with pytest.raises(Conflict):
        dossiers.unseal(by=cast.eng_head, at=cast.later(minutes=2), document=document, reason="再看")


def test_another_department_may_not(cast: Cast) -> None:
    with pytest.raises(Refused):
        dossiers.lose(by=cast.sec_head, at=cast.at, document=filed(cast), reason="不見")


def test_what_is_not_filed_has_no_later_life(cast: Cast) -> None:
    document = dossiers.receive(
        by=cast.cs_records,
        at=cast.at,
        project=cast.cj,
        unit=cast.unit(),
        title="表",
        pages=1,
        carrier=Carrier.PAPER,
    ).document
    with pytest.raises(Conflict):
        dossiers.lose(by=cast.cs_records, at=cast.at, document=document, reason="不見")
