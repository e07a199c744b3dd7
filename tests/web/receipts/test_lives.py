"""The further life of filed documents, each act with its reason."""

import pytest

from cast import Cast
from desk import desk, filed, received
from yihu.dossiers.models import Document, Finding, Loss, Move, SealEvent, Supersession
from yihu.dossiers.places import Location


@pytest.mark.clause("R2.2.1.6")
def test_lost_and_found(cast: Cast) -> None:
    document = filed(cast)
    desk(cast).post(f"documents/{document.pk}/lost/", reason="盤點不見")
    assert Loss.objects.get().reason == "盤點不見"
    again = desk(cast).post(f"documents/{document.pk}/lost/", reason="還是不見")
    assert (again.status_code, "已登記遺失" in again.content.decode()) == (409, True)
    desk(cast).post(f"documents/{document.pk}/found/", reason="在隔壁掛位")
    assert Finding.objects.count() == 1


@pytest.mark.clause("R2.2.1.3")
def test_a_document_moves_to_another_line_and_household(cast: Cast) -> None:
    document, other = filed(cast), cast.household()
    desk(cast).post(f"documents/{document.pk}/move/", line="A10", room="3棟1單元1201", reason="歸錯戶")
    document = Document.objects.get(pk=document.pk)
    assert (document.line, document.dossier) == ("A10", other)
    assert Move.objects.get().reason == "歸錯戶"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"line": "A06", "reason": "x"}, "已經在這一項"),
        ({"line": "A10", "reason": ""}, "請填寫"),
        ({"line": "A10", "reason": "x", "room": "7棟1單元704"}, "沒有唯一的一份在用檔案"),
    ],
)
def test_a_move_that_cannot_be(cast: Cast, typed: dict[str, str], said: str) -> None:
    answer = desk(cast).post(f"documents/{filed(cast).pk}/move/", **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.clause("R2.2.1.1")
def test_a_newer_document_takes_its_place(cast: Cast) -> None:
    old, new = filed(cast), filed(cast, title="業主信息表（新）")
    path = f"documents/{old.pk}/supersede/"
    assert "沒有選取代它的新件" in desk(cast).post(path, reason="更新").content.decode()
    desk(cast).post(path, reason="更新", successor_id=str(new.pk))
    assert Supersession.objects.get().successor == new


@pytest.mark.clause("R2.3.3.2")
def test_a_bag_is_unsealed_and_resealed(cast: Cast) -> None:
    bag = Location(cabinet="E1", bag="B-017")
    document = filed(cast, "eng_records", "B03", title="裝修圖紙", location=bag)
    for act in ("unseal", "reseal"):
        desk(cast, "eng_records").post(f"documents/{document.pk}/{act}/", reason="核對水電")
    assert [each.kind for each in SealEvent.objects.order_by("happened_at", "id")] == [
        "sealed",
        "unsealed",
        "resealed",
    ]


@pytest.mark.parametrize("act", ["move", "supersede", "lost", "found", "unseal", "reseal"])
def test_the_form_of_each_act(cast: Cast, act: str) -> None:
    document = filed(cast)
    page = desk(cast).get(f"documents/{document.pk}/{act}/").content.decode()
    assert "業主信息表" in page
    assert 'name="reason"' in page


@pytest.mark.parametrize("act", ["move", "supersede", "lost"])
@pytest.mark.parametrize(
    ("who", "status"), [("eng_records", 403), ("front_desk", 403), ("viewer", 404), ("xq_cs_head", 404)]
)
def test_who_may_not(cast: Cast, act: str, who: str, status: int) -> None:
    document = filed(cast)
    assert desk(cast, who).get(f"documents/{document.pk}/{act}/").status_code == status


def test_what_waits_has_no_further_life(cast: Cast) -> None:
    answer = desk(cast).post(f"documents/{received(cast).pk}/lost/", reason="不見")
    assert answer.status_code == 409
