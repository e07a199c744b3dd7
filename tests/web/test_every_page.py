"""Every page, for whom it is: nothing for axe to find, nothing pushed sideways, wide and narrow."""

import pytest

from browser import LANGUAGES, WIDTHS, Browse, axe, overflows, picture, sign_in
from cast import PASSWORD, Cast, engage
from desk import desk
from web import pages

EXPECTED = {"404": 404, "403": 403, "no permit": 404, "password": 302}
"""Changing the password asks for the old one first, unless one has just signed in."""


@pytest.fixture
def house(live_database: str) -> Cast:
    """Everybody, able to sign in."""
    return engage(password=PASSWORD)


def test_every_address_is_walked_or_excused(cast: Cast) -> None:
    walked = {name.split(" ")[0] for walk in pages.paths(cast).values() for name in walk}
    assert pages.names() - walked == set(pages.NO_PAGE)


def test_every_page_opens(cast: Cast) -> None:
    answers = {
        (who, name): desk(cast, who).client.get(path).status_code
        for who, walk in pages.paths(cast).items()
        for name, path in walk.items()
    }
    odd = {place: status for place, status in answers.items() if status != EXPECTED.get(place[1], 200)}
    assert odd == {}


@pytest.mark.story
@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(browse: Browse, house: Cast, language: str) -> None:
    found, page = [], browse(language=language)
    for who, walk in pages.paths(house).items():
        page.context.clear_cookies()
        sign_in(page, who)
        for name, path in walk.items():
            page.goto(path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 1000})
                picture(page, f"every-{language}-{width}-{who}-{name}")
                found += [(who, name, width, violation) for violation in axe(page)]
                found += [(who, name, width, "is pushed sideways")] if overflows(page) else []
    assert found == []
