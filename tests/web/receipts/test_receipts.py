"""收件 and 收件並歸檔 on one form; what was typed and uploaded stays until it is right."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import Cast
from desk import desk, received, scan
from yihu.dossiers.models import Document, Filing, Placement
from yihu.estate.operations import add_unit
from yihu.ledger.models import Entry
from yihu.policy.vocabulary import SYSTEM, Carrier

ROOM = "3棟2單元1502"


def send(cast: Cast, who: str = "cs_records", **typed: Any) -> Any:
    values = {"act": "file", "room": ROOM, "line": "A06", "cabinet": "K-01", "position": "1", "pages": "1"}
    return desk(cast, who).post("receipts/new/", **(values | typed))


@pytest.mark.clause("R2.3.1", "R2.3.3.4", "R2.2.1.3")
def test_it_works(cast: Cast) -> None:
    answer = send(cast, room="３－２－1502", file=scan(), pages="")
    document = Document.objects.select_related("dossier", "filing").get()
    assert document.dossier is not None
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/CJ/households/{document.dossier.household_id}/")
    assert (document.title, document.pages, document.carrier) == ("業主信息表", 2, Carrier.BOTH)
    assert document.filing.filed_by.username == "cs_records"
    assert Placement.objects.get(document=document).position == "1"


def test_the_list_shows_what_waits_and_is_registered(cast: Cast) -> None:
    received(cast, title="入伙通知書")
    page = desk(cast).get("receipts/")
    assert "入伙通知書" in page.content.decode()
    assert "今日待歸檔 1" in page.content.decode()
    assert Entry.objects.filter(action="receipt.listed").count() == 1


def test_only_received_it_waits(cast: Cast) -> None:
    assert send(cast, act="receive", line="", title="便條", position="")["Location"] == "/CJ/receipts/"
    assert not Filing.objects.exists()
    assert "便條" in desk(cast).get("receipts/", show="mine").content.decode()


@pytest.mark.clause("R2.3.1")
def test_without_a_room_it_waits_in_the_box(cast: Cast) -> None:
    send(cast, act="receive", room="", title="無主便條")
    assert Document.objects.get().dossier is None
    page = desk(cast).get("receipts/", show="unplaced").content.decode()
    assert "無主便條" in page
    assert "未歸屬" in page


@pytest.mark.clause("R1.4a")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"room": ""}, "要歸檔，須先填房號"),
        ({"room": "99棟99"}, "找不到這個房號"),
        ({"line": ""}, "沒有選目錄項"),
        ({"line": "", "title": "裝修申請審批表"}, "通常歸 B01"),
        ({"pages": ""}, "頁數須為"),
        ({"pages": "0"}, "頁數至少為 1"),
        ({"pages": "many"}, "頁數須為數字"),
        ({"carrier": "electronic"}, "電子資料須附檔案"),
        ({"received_at": "2999-01-01T00:00"}, "收件時間不能晚於現在"),
        ({"received_at": "yesterday"}, "時間無效"),
        ({"formed_on": "2026-02-30"}, "日期無效"),
        ({"line": "Z99", "title": "便條"}, "目錄中沒有這一項"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_written(cast: Cast, typed: dict[str, str], said: str) -> None:
    answer = send(cast, **({"note": "原樣保留"} | typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "原樣保留" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_room_with_several_meanings_is_asked(cast: Cast) -> None:
    other = add_unit(by=SYSTEM, at=cast.at, project=cast.cj, text="3棟1單元1502")
    asked = send(cast, room="3-1502")
    assert "對應 2 個房號" in asked.content.decode()
    assert send(cast, room="3-1502", unit=str(other.pk)).status_code == 302
    assert Document.objects.filter(dossier__household__unit=other).exists()


@pytest.mark.clause("R1.7a")
def test_a_receipt_stands_when_its_filing_fails(cast: Cast) -> None:
    answer = send(cast, position="", file=scan())
    document = Document.objects.get()
    assert answer["Location"] == f"/CJ/documents/{document.pk}/filing/"
    page = desk_again(answer)
    assert "已收件，但還沒有歸檔" in page
    assert "掛式存放須填掛位" in page
    assert 'value="A06" selected' in page


def desk_again(answer: Any) -> str:
    """The page that follows."""
    return str(answer.client.get(answer["Location"]).content.decode())


def test_an_upload_is_kept_while_the_form_is_wrong(cast: Cast) -> None:
    wrong = send(cast, room="99棟99", file=scan("掃描一.pdf"), pages="")
    assert "掃描一.pdf（2 頁）" in wrong.content.decode()
    kept = wrong.context["form"]["kept"].value()
    wrong.client.post("/CJ/receipts/new/", {"act": "receive", "room": ROOM, "line": "A06", "kept": kept})
    document = Document.objects.get()
    assert (document.content_pages, document.carrier) == (2, Carrier.BOTH)
    assert not wrong.client.session["receipt_drafts"]


def test_a_kept_upload_can_be_left_out(cast: Cast) -> None:
    wrong = send(cast, room="99棟99", file=scan())
    kept = wrong.context["form"]["kept"].value()
    typed = {"act": "receive", "room": ROOM, "line": "A06", "pages": "1", "kept": kept, "leave_out": "on"}
    wrong.client.post("/CJ/receipts/new/", typed)
    assert Document.objects.get().content_id == ""


def test_a_kept_upload_of_another_session_is_not_there(cast: Cast) -> None:
    kept = send(cast, room="99棟99", file=scan()).context["form"]["kept"].value()
    answer = send(cast, kept=kept)
    assert answer.status_code == 422
    assert "已過保留時間" in answer.content.decode()


def test_a_file_that_is_not_accepted_is_named(cast: Cast) -> None:
    answer = send(cast, file=SimpleUploadedFile("a.pdf", b"MZ\x90 not a paper"))
    assert answer.status_code in (415, 422)
    assert not Document.objects.exists()


@pytest.mark.clause("R2.2.1.3")
def test_the_same_file_again_names_the_existing_item(cast: Cast) -> None:
    same = scan()
    send(cast, file=same)
    same.seek(0)
    answer = send(cast, file=same, position="")
    page = desk_again(answer)
    assert "內容完全相同" in page
    assert "CJ-03-2-1502/01-A06-" in page


@pytest.mark.clause("R2.2.1.3")
def test_a_title_of_another_category_is_remarked(cast: Cast) -> None:
    answer = send(cast, title="業戶投訴（電梯）")
    assert "通常歸 C 類" in desk_again(answer)


@pytest.mark.clause("R2.3.3.1")
def test_a_proposed_place_follows_the_file(cast: Cast) -> None:
    send(cast, cabinet="K-02", position="37")
    shown = desk(cast).get("receipts/").context["form"]
    place = {name: shown[name].value() for name in ("cabinet", "shelf", "position", "shown")}
    assert place["position"] == "38"
    send(cast, line="A07", **place)
    assert [each.position for each in Placement.objects.order_by("placed_at")] == ["37", "37"]


@pytest.mark.clause("R2.1.1")
def test_a_line_of_another_department_is_refused(cast: Cast) -> None:
    answer = send(cast, "eng_staff", act="receive", line="A06")
    assert answer.status_code == 403
    assert "其他部門保管" in answer.content.decode()
    assert not Document.objects.exists()


def test_the_front_desk_receives_and_does_not_file(cast: Cast) -> None:
    assert "收件並歸檔" not in desk(cast, "front_desk").get("receipts/").content.decode()
    assert send(cast, "front_desk").status_code == 403
    assert send(cast, "front_desk", act="receive").status_code == 302


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_strangers_find_nothing(cast: Cast, who: str) -> None:
    assert desk(cast, who).get("receipts/").status_code == 404
    assert send(cast, who).status_code == 404


@pytest.mark.clause("R3.5.1.3")
def test_the_covenant_asks_who_signed(cast: Cast) -> None:
    cast.household()
    asked = send(cast, room="3棟1單元1201", line="A03")
    assert "張曉芸" in asked.content.decode()
    assert not Document.objects.exists()
    first = asked.context["form"]["signers"].field.choices[0][0]
    send(cast, room="3棟1單元1201", line="A03", signers_asked="1", signers=[first])
    assert [str(each.person_id) for each in Document.objects.get().signers.all()] == [first]


def test_a_room_says_what_it_means_and_where_its_papers_lie(cast: Cast) -> None:
    send(cast, cabinet="K-02", position="37")
    part = desk(cast).post("receipts/place/", room="3-2-1502").content.decode()
    assert "CJ-03-2-1502/01" in part
    assert 'value="37"' in part
