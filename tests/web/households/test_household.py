"""One household's file on one page."""

import json
from typing import Any

import pytest
from django.test import Client

from cast import Cast
from people import account_of
from yihu.dossiers import operations as dossiers
from yihu.ledger.models import Entry
from yihu.policy.vocabulary import Carrier

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def visit(cast: Cast, client: Client, url: str, who: str = "cs_officer") -> Any:
    client.force_login(account_of(getattr(cast, who)), backend=BACKEND)
    return client.get(url)


def page_of(cast: Cast) -> str:
    return f"/CJ/households/{cast.household().household_id}/"


@pytest.mark.clause("R1.1", "R1.4", "R2.3.3.1")
def test_it_works(cast: Cast, client: Client) -> None:
    text = visit(cast, client, page_of(cast)).content.decode()
    for shown in ("CJ-03-1-1201/01", "張曉芸（50%）", "李建國（50%）", "138****1234", "業主信息表"):
        assert shown in text
    assert "13812341234" not in text
    (entry,) = Entry.objects.filter(action__endswith=".viewed")
    assert (entry.action, json.loads(entry.body)["detail"]) == ("household.viewed", {"catalogue": True})


@pytest.mark.clause("R1.4c")
def test_nobody_has_a_control_to_tick(cast: Cast, client: Client) -> None:
    text = visit(cast, client, page_of(cast), "cs_head").content.decode()
    assert 'type="checkbox"' not in text


@pytest.mark.clause("R3.5.1.3")
def test_a_half_signed_covenant_says_so(cast: Cast, client: Client) -> None:
    assert "2 位業主，已簽 0 位" in visit(cast, client, page_of(cast)).content.decode()


@pytest.mark.clause("R2.3.1")
def test_a_file_opened_by_a_paper_awaits_its_owners(cast: Cast, client: Client) -> None:
    received = dossiers.receive(
        by=cast.eng_staff,
        at=cast.at,
        project=cast.cj,
        unit=cast.unit(),
        title="裝修申請",
        pages=1,
        carrier=Carrier.PAPER,
    )
    assert received.dossier is not None
    text = visit(cast, client, f"/CJ/households/{received.dossier.household_id}/").content.decode()
    assert "業主待補" in text
    assert "登記業主" in text


@pytest.mark.clause("R2.1.1")
def test_the_desk_sees_no_identity(cast: Cast, client: Client) -> None:
    text = visit(cast, client, page_of(cast), "front_desk").content.decode()
    assert "138****1234" in text
    assert "110***********109X" not in text
    assert "檔案目錄" not in text


@pytest.mark.clause("R1.6a", "R2.1.1")
@pytest.mark.parametrize("who", ["eng_staff", "eng_head", "sec_staff", "sec_head"])
def test_other_departments_are_refused(cast: Cast, client: Client, who: str) -> None:
    assert visit(cast, client, page_of(cast), who).status_code == 403
    assert Entry.objects.filter(action="access.refused").count() == 1


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_strangers_get_the_same_page_for_what_is_and_what_is_not(
    cast: Cast, client: Client, who: str
) -> None:
    there = visit(cast, client, page_of(cast), who)
    nowhere = visit(cast, client, "/CJ/households/00000000-0000-7000-8000-000000000000/", who)
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content


@pytest.mark.clause("R1.10d")
def test_a_correction_keeps_both_values(cast: Cast, client: Client) -> None:
    url = page_of(cast)
    client.force_login(account_of(cast.cs_officer), backend=BACKEND)
    asked = {"field": "area_m2", "new": "98.2", "reason": "產權證為準"}
    client.post(f"{url}corrections/", asked)
    client.post(f"{url}corrections/", {**asked, "new": "89.20"})
    text = client.get(url).content.decode()
    assert "98.20 → 89.20" in text
    assert "產權證為準" in text


@pytest.mark.clause("R1.10d")
def test_a_correction_without_reason_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    url = page_of(cast)
    client.force_login(account_of(cast.cs_officer), backend=BACKEND)
    page = client.post(f"{url}corrections/", {"field": "area_m2", "new": "98.2", "reason": ""})
    assert page.status_code == 422
    assert 'value="98.2"' in page.content.decode()


@pytest.mark.acceptance("R3.5.1/1")
@pytest.mark.clause("R3.5.1")
def test_the_seventeen_stand_in_their_order(cast: Cast, client: Client) -> None:
    text = visit(cast, client, page_of(cast)).content.decode()
    section = text[text.index("seventeen-title") :]
    places = [section.index(f"{number}. ") for number in range(1, 18)]
    assert places == sorted(places)
    assert "視情況" in section
