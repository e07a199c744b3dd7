"""A part of a page that is kept is drawn once for what is in it, and its tokens are of each page alone."""

import re

import pytest
from django.test import Client
from django.utils import translation

from cast import Cast
from people import account_of
from yihu.web import kept
from yihu.web.households import tools

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    tools.kept.cache_clear()


def shown(client: Client, url: str = "/CJ/households/") -> str:
    page = client.get(url, follow=True).content.decode()
    return page[page.index('<form class="filter-bar') : page.index('<div id="rows"')]


def signed_in(cast: Cast, who: str = "cs_officer") -> Client:
    client = Client()
    client.force_login(account_of(getattr(cast, who)), backend=BACKEND)
    return client


def tokens(markup: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)"', markup)


def test_it_works(cast: Cast) -> None:
    client = signed_in(cast)
    first, again = shown(client), shown(client)
    assert tools.kept.cache_info().hits == 1
    assert kept.TOKEN not in again
    assert kept.ONCE not in again
    assert set(tokens(first, "once")).isdisjoint(tokens(again, "once"))
    assert len(set(tokens(again, "csrfmiddlewaretoken"))) == 1
    assert set(tokens(first, "csrfmiddlewaretoken")).isdisjoint(tokens(again, "csrfmiddlewaretoken"))


def test_forms_of_one_page_have_tokens_of_their_own(cast: Cast) -> None:
    client = signed_in(cast)
    form = {"name": "二期", "save": "1", "columns": ["unit", "owners"], "use": "owner_occupied"}
    client.post("/CJ/households/columns/", form)
    views = re.findall(r'href="(\?[^"]*view=[^"]+)"', shown(client))
    markup = shown(client, f"/CJ/households/{views[0].replace('&amp;', '&')}")
    found = tokens(markup, "once")
    assert len(found) == 2
    assert len(set(found)) == 2


def test_what_changes_is_drawn_anew(cast: Cast) -> None:
    client = signed_in(cast)
    assert 'value="owner_occupied" selected' not in shown(client)
    assert 'value="owner_occupied" selected' in shown(client, "/CJ/households/?use=owner_occupied")
    assert 'value="owner_occupied" selected' not in shown(client)


def test_every_language_has_a_drawing_of_its_own(cast: Cast) -> None:
    value = tools.Tools("CJ", (), (), (), dense=False)
    with translation.override("en"):
        english = tools.kept(value, token="t")
    with translation.override("zh-hans"):
        assert tools.kept(value, token="t") != english


def test_what_was_searched_for_is_not_kept(cast: Cast) -> None:
    client = signed_in(cast)
    client.post("/CJ/households/", {"q": "尋找之詞"})
    page = client.post("/CJ/households/", {"q": "尋找之詞"}, follow=True).content.decode()
    assert page.count("尋找之詞") >= 1
    assert tools.kept.cache_info().currsize == 0
    assert "尋找之詞" not in shown(client)


def test_the_desk_is_not_shown_another_s_filters(cast: Cast) -> None:
    officer, desk = shown(signed_in(cast)), shown(signed_in(cast, "front_desk"))
    assert 'name="missing"' in officer
    assert 'name="missing"' not in desk
