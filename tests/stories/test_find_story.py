"""From the first character to the right household without a mouse, in a real browser (R1.10c)."""

import pytest
from playwright.sync_api import Page, expect

from browser import Browse, axe, overflows, picture, sign_in
from cast import PASSWORD, Cast, engage

OFFERS = "#find-offers [data-url]"


@pytest.fixture
def house(live_database: str) -> Cast:
    """Everybody, able to sign in; two households."""
    cast = engage(password=PASSWORD)
    cast.household()
    cast.household("3棟2單元1503")
    return cast


@pytest.mark.story
@pytest.mark.acceptance("R1.10/1")
def test_from_the_first_character_to_the_household(page: Page, house: Cast) -> None:
    sign_in(page, "cs_officer")
    page.goto("/CJ/")
    page.keyboard.press("/")
    page.keyboard.type("張")
    box = page.get_by_role("combobox", name="查找")
    expect(page.locator(OFFERS)).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[data-find-status]")).to_contain_text("2")
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "find-offer-2")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/households/*/")
    expect(page.get_by_text("3棟1單元1201").first).to_be_visible()


@pytest.mark.story
def test_enter_on_none_and_escape(page: Page, house: Cast) -> None:
    sign_in(page, "cs_officer")
    page.goto("/CJ/")
    page.keyboard.press("/")
    page.keyboard.type("zxy")
    expect(page.locator(OFFERS)).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator("#find-offers")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?search=*")
    expect(page.locator(".found__hit")).to_have_count(2)
    page.locator(".found__hit a").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found__hit a").nth(1)).to_be_focused()


@pytest.mark.story
@pytest.mark.parametrize("dark", [False, True])
def test_the_desk_finds_by_the_end_of_a_phone(browse: Browse, house: Cast, dark: bool) -> None:
    page = browse(width=390, dark=dark)
    sign_in(page, "front_desk")
    page.goto("/CJ/")
    page.keyboard.press("/")
    page.keyboard.type("1234")
    expect(page.locator(OFFERS)).to_have_count(2)
    expect(page.locator(OFFERS).first).to_contain_text("電話尾號")
    expect(page.locator(OFFERS).first).to_contain_text("138****1234")
    picture(page, f"find-390-{'dark' if dark else 'light'}")
    assert axe(page) == []
    assert not overflows(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/households/*/")
