"""歸檔, one after the other."""

import pytest

from cast import Cast
from desk import desk, filed, received
from people import account_of
from yihu.accounts.operations import disable_account
from yihu.dossiers.models import Document, Filing

PLACE = {"line": "A06", "title": "業主信息表", "cabinet": "K-01", "position": "7"}


@pytest.mark.clause("R2.3.3.4")
def test_it_works(cast: Cast) -> None:
    first, second = received(cast), received(cast, title="入伙通知書")
    answer = desk(cast).post(f"documents/{first.pk}/filing/", **PLACE)
    assert answer["Location"] == f"/CJ/documents/{second.pk}/filing/"
    assert Filing.objects.get().document == first


def test_the_page_proposes_line_and_place(cast: Cast) -> None:
    document = received(cast, title="入伙手續書（補）")
    page = desk(cast).get(f"documents/{document.pk}/filing/")
    assert page.context["form"]["line"].value() == "A02"
    assert page.context["form"]["position"].value() == "1"


def test_after_the_last_the_list_says_so(cast: Cast) -> None:
    document = received(cast)
    assert "都歸檔了" in desk(cast).shown(f"documents/{document.pk}/filing/", **PLACE)


@pytest.mark.clause("R2.3.1")
def test_from_the_box_a_room_is_given(cast: Cast) -> None:
    document = received(cast, unit=None)
    path = f"documents/{document.pk}/filing/"
    assert desk(cast).post(path, **PLACE).status_code == 422
    assert desk(cast).post(path, room="3-2-1502", **(PLACE | {"position": ""})).status_code == 422
    assert Document.objects.get().dossier is None
    assert desk(cast).post(path, room="3-2-1502", **PLACE).status_code == 302
    assert Document.objects.filter(dossier__file_no="CJ-03-2-1502/01").exists()


@pytest.mark.clause("R1.4a", "R1.7a")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"line": ""}, "沒有選目錄項"),
        ({"position": ""}, "須填掛位"),
        ({"cabinet": ""}, "紙本須填檔案櫃"),
        ({"cabinet": "E1"}, "本部門沒有這個檔案櫃"),
    ],
)
def test_what_is_missing_is_named(cast: Cast, typed: dict[str, str], said: str) -> None:
    document = received(cast)
    answer = desk(cast).post(f"documents/{document.pk}/filing/", **(PLACE | typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Filing.objects.exists()


def test_what_is_filed_is_not_filed_again(cast: Cast) -> None:
    document = filed(cast)
    assert desk(cast).get(f"documents/{document.pk}/filing/")["Location"] == f"/CJ/documents/{document.pk}/"


@pytest.mark.clause("R2.1.1")
def test_another_departments_line_is_refused(cast: Cast) -> None:
    document = received(cast)
    assert desk(cast).post(f"documents/{document.pk}/filing/", **(PLACE | {"line": "B01"})).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"), [("front_desk", 403), ("eng_staff", 403), ("viewer", 404), ("xq_cs_head", 404)]
)
def test_who_may_not(cast: Cast, who: str, status: int) -> None:
    document = received(cast)
    assert desk(cast, who).get(f"documents/{document.pk}/filing/").status_code == status


@pytest.mark.clause("R2.2.1.5")
def test_without_records_officer_it_is_marked(cast: Cast) -> None:
    document = received(cast)
    disable_account(by=cast.sysadmin, at=cast.at, account=account_of(cast.cs_records))
    desk(cast, "cs_officer").post(f"documents/{document.pk}/filing/", **PLACE)
    assert Filing.objects.get().without_records_officer


COVENANT = {"line": "A03", "title": "業主使用公約", "cabinet": "K-01"}


@pytest.mark.clause("R3.5.1.3")
def test_the_covenant_asks_who_signed_and_keeps_what_was_ticked(cast: Cast) -> None:
    dossier = cast.household("3棟2單元1502")
    people = list(dossier.household.ownerships.values_list("person_id", flat=True))
    first, second = map(str, people)
    document = received(cast, title="業主使用公約", signers=people[:1])
    path = f"documents/{document.pk}/filing/"
    assert desk(cast).get(path).context["form"]["signers"].value() == [first]
    assert "勾選已簽名的業主" in desk(cast).post(path, **COVENANT, position="7").content.decode()
    both = COVENANT | {"signers_asked": "1", "signers": [first, second]}
    again = desk(cast).post(path, **both, position="")
    assert (again.status_code, again.context["form"]["signers"].value()) == (422, [first, second])
    assert desk(cast).post(path, **both, position="7").status_code == 302
    assert {str(each.person_id) for each in document.signers.all()} == {first, second}


@pytest.mark.clause("R3.5.1.3")
def test_what_was_ticked_at_receipt_goes_on_to_the_filing_page(cast: Cast) -> None:
    dossier = cast.household("3棟2單元1502")
    both = [str(one) for one in dossier.household.ownerships.values_list("person_id", flat=True)]
    typed = COVENANT | {
        "act": "file",
        "room": "3-2-1502",
        "pages": "1",
        "signers_asked": "1",
        "signers": both,
    }
    answer = desk(cast).post("receipts/new/", **typed, position="")
    page = desk(cast).client.get(answer["Location"])
    assert page.context["form"]["signers"].value() == both
