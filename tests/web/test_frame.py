"""Bar and navigation are kept for a person and a place, and nothing of another person or search with them."""

import re

import pytest
from django.test import Client

from cast import Cast
from people import account_of
from yihu.web import frame

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def bar(cast: Cast, who: str, url: str = "/CJ/households/") -> str:
    client = Client()
    client.force_login(account_of(getattr(cast, who)), backend=BACKEND)
    page = client.get(url).content.decode()
    return page[page.index('<header class="bar">') : page.index("</header>")]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    frame.kept.cache_clear()


def test_it_works(cast: Cast) -> None:
    first, again = bar(cast, "cs_officer"), bar(cast, "cs_officer")
    assert frame.kept.cache_info().hits == 1
    without = [re.sub(r'value="[A-Za-z0-9]{64}"', "", text) for text in (first, again)]
    assert without[0] == without[1]
    assert first != again, "every page has a token of its own"
    assert len(set(re.findall(r'name="csrfmiddlewaretoken" value="(\w{64})"', again))) == 1


def test_everybody_has_a_frame_of_his_own(cast: Cast) -> None:
    names = {who: getattr(cast, who).name for who in ("cs_officer", "cs_head")}
    for who, name in names.items():
        shown = bar(cast, who)
        assert name in shown
        assert not any(other in shown for other in set(names.values()) - {name})


def test_every_place_is_marked_on_its_own_page(cast: Cast) -> None:
    client = Client()
    client.force_login(account_of(cast.cs_officer), backend=BACKEND)
    for url in ("/CJ/households/", "/CJ/receipts/", "/CJ/households/"):
        page = client.get(url).content.decode()
        assert re.findall(r'nav__link" href="([^"]+)" aria-current="page"', page) == [url]


def test_today_is_not_marked_on_pages_that_have_no_place_of_their_own(cast: Cast) -> None:
    client = Client()
    client.force_login(account_of(cast.cs_officer), backend=BACKEND)
    page = client.get("/CJ/papers/labels/").content.decode()
    assert re.findall(r'nav__link" href="([^"]+)" aria-current="page"', page) == []


def test_what_was_searched_for_is_not_kept(cast: Cast) -> None:
    client = Client()
    client.force_login(account_of(cast.cs_officer), backend=BACKEND)
    found = client.post("/CJ/households/", {"q": "尋找之詞"}, follow=True).content.decode()
    assert 'value="尋找之詞"' in found
    assert "尋找之詞" not in bar(cast, "cs_officer")
