"""The one box of pages (R1.10c)."""

import re
from typing import Any

import pytest
from django.test import Client

from cast import RESIDENT_ID, Cast
from people import account_of
from yihu.ledger.models import Entry

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(cast: Cast, who: str = "cs_officer") -> Client:
    client = Client()
    client.force_login(account_of(getattr(cast, who)), backend=BACKEND)
    return client


def typed(cast: Cast, text: str, who: str = "cs_officer") -> Any:
    return signed_in(cast, who).post("/CJ/find/", {"q": text}, follow=True)


def offered(cast: Cast, text: str, who: str = "cs_officer") -> str:
    answer = signed_in(cast, who).post("/CJ/find/suggestions/", {"q": text})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.clause("R1.10c")
def test_it_works(cast: Cast) -> None:
    dossier = cast.household()
    page = typed(cast, "1234")
    assert page.redirect_chain[-1][0] == f"/CJ/households/{dossier.household_id}/"
    assert "按電話尾號只找到這一處，已直接打開。" in page.content.decode()


def test_several_are_shown_by_groups_with_what_was_typed(cast: Cast) -> None:
    cast.household()
    cast.household("3棟2單元1503")
    page = typed(cast, "晓").content.decode()
    assert page.count('<span class="found__field">姓名</span> 張<mark>曉</mark>芸') == 2
    rooms = typed(cast, "3棟").content.decode()
    assert rooms.count("found__hit") == 3


@pytest.mark.clause("R1.8")
def test_what_is_typed_never_stands_in_the_address(cast: Cast) -> None:
    cast.household()
    page = typed(cast, RESIDENT_ID)
    assert all(RESIDENT_ID not in url for url, _ in page.redirect_chain)
    assert RESIDENT_ID not in page.content.decode()


def test_nothing_found_says_what_was_understood(cast: Cast) -> None:
    page = typed(cast, "9幢9层01").content.decode()
    assert "沒有找到" in page
    assert "房號　9棟901" in page
    assert "拼音首字母：zxy" in page


def test_nothing_typed_says_what_can_be(cast: Cast) -> None:
    assert "可以輸入" in typed(cast, "  ").content.decode()
    engineer = typed(cast, "", "eng_staff").content.decode()
    assert "拼音首字母" not in engineer


def test_too_much_is_not_cut(cast: Cast) -> None:
    page = signed_in(cast).post("/CJ/find/", {"q": "張" * 101})
    assert page.status_code == 422
    assert "最多 100 個字" in page.content.decode()


@pytest.mark.clause("R1.6a")
def test_an_engineer_is_led_to_the_unit(cast: Cast) -> None:
    cast.household()
    page = typed(cast, "3-1-1201", "eng_staff")
    assert page.redirect_chain[-1][0] == f"/CJ/estate/units/{cast.unit('3棟1單元1201').pk}/"
    assert "張曉芸" not in page.content.decode()


@pytest.mark.clause("R1.6a")
@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_strangers_have_no_box_and_no_page(cast: Cast, who: str) -> None:
    client = signed_in(cast, who)
    missing = client.get("/CJ/nothing/").content
    for path in ("/CJ/find/", "/CJ/find/suggestions/"):
        answer = client.post(path, {"q": "張"})
        assert (answer.status_code, answer.content) == (404, missing)
    assert 'role="search"' not in client.get("/CJ/regulations/").content.decode()


def test_what_is_typed_is_offered(cast: Cast) -> None:
    dossier = cast.household()
    offers = offered(cast, "zx")
    assert f'data-url="/CJ/households/{dossier.household_id}/"' in offers
    assert '<span class="search-offers__field">拼音首字母</span> <mark>ZX</mark>Y' in offers
    assert "張曉芸" in offers
    assert Entry.objects.filter(action="search.made").count() == 1


@pytest.mark.parametrize("text", ["", " ", "張" * 101, "無人"])
def test_what_is_no_search_is_offered_nothing(cast: Cast, text: str) -> None:
    assert "data-url" not in offered(cast, text)


def test_markup_in_a_text_is_text(cast: Cast) -> None:
    page = typed(cast, "<b>x</b>").content.decode()
    assert "<b>x" not in page
    assert "&lt;b&gt;x" in page


def test_a_group_has_a_page_of_its_own(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yihu.search.finding.LARGEST_PAGE", 1)
    cast.household()
    cast.household("3棟2單元1503")
    client = signed_in(cast)
    address = client.post("/CJ/find/", {"q": "張"}).headers["Location"].replace("&go=1", "")
    first = client.get(f"{address}&kind=person").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = client.get("/CJ/find/" + following[1].replace("&amp;", "&")).content.decode()
    assert "3棟1單元1201" in first
    assert "3棟2單元1503" in second
    assert client.get(f"{address}&kind=person&cursor=x").status_code == 422
