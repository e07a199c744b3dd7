"""《業戶情況一覽表》."""

from typing import Any

import pytest
from django.test import Client

from cast import Cast
from people import account_of
from yihu.ledger.models import Entry

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REMEMBERED = ["3-1201", "1234", "張曉", "张晓芸", "CJ-03-1-1201/01", "1201", "13812341234", "109X"]


def visit(cast: Cast, client: Client, who: str = "cs_officer", *, typed: str = "") -> Any:
    client.force_login(account_of(getattr(cast, who)), backend=BACKEND)
    if typed:
        return client.post("/CJ/households/", {"q": typed}, follow=True)
    return client.get("/CJ/households/")


@pytest.mark.clause("R1.10b")
def test_it_works(cast: Cast, client: Client) -> None:
    cast.household()
    page = visit(cast, client)
    assert page.status_code == 200
    text = page.content.decode()
    assert "3棟1單元1201" in text
    assert "138****1234" in text
    assert "13812341234" not in text
    assert Entry.objects.filter(action="household.listed").count() == 1


@pytest.mark.acceptance("R1.10/1")
@pytest.mark.clause("R1.10c")
@pytest.mark.parametrize("typed", REMEMBERED)
def test_anything_remembered_finds_it(cast: Cast, client: Client, typed: str) -> None:
    cast.household()
    assert "3棟1單元1201" in visit(cast, client, typed=typed).content.decode()


def test_what_does_not_match_is_not_shown(cast: Cast, client: Client) -> None:
    cast.household()
    assert "沒有符合的業戶" in visit(cast, client, typed="9999").content.decode()


@pytest.mark.clause("R1.6a")
@pytest.mark.parametrize("who", ["eng_staff", "eng_head", "sec_staff", "sec_head", "eng_records"])
def test_other_departments_are_refused_with_the_clause(cast: Cast, client: Client, who: str) -> None:
    page = visit(cast, client, who)
    assert page.status_code == 403
    assert "非客服部人員不得查看業戶名單" in page.content.decode()


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_strangers_get_the_page_that_is_not_there(cast: Cast, client: Client, who: str) -> None:
    page = visit(cast, client, who)
    assert page.status_code == 404
    assert page.content == client.get("/CJ/nothing/").content


@pytest.mark.clause("R1.8")
def test_what_is_typed_never_stands_in_the_address(cast: Cast, client: Client) -> None:
    page = visit(cast, client, typed="張曉芸")
    addresses = [url for url, _status in page.redirect_chain]
    assert len(addresses) == 1
    assert "search=" in addresses[0]
    assert "%E5%BC%B5" not in addresses[0]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("missing=ZZ", "目錄中沒有這一項"),
        ("area=ZZ", "本項目沒有這個區域"),
        ("use=castle", "不在可選的值之中"),
    ],
)
def test_a_choice_that_there_is_not_is_named_and_narrows_nothing(
    cast: Cast, client: Client, query: str, said: str
) -> None:
    cast.household()
    client.force_login(account_of(cast.cs_officer), backend=BACKEND)
    page = client.get(f"/CJ/households/?{query}&former=")
    text = page.content.decode()
    assert page.status_code == 422
    assert said in text
    assert "3棟1單元1201" in text
    assert '<option value="A">' in text
