"""The browser of the stories: it sees what is wrong, and stays at home."""

import pytest
from playwright.sync_api import Page

from browser import WIDTHS, Browse, axe, overflows

GOOD = "<html lang='en'><title>t</title><main><h1>A heading</h1><p>Words.</p></main></html>"


@pytest.mark.story
def test_it_works(page: Page) -> None:
    page.set_content(GOOD)
    assert axe(page) == []
    assert not overflows(page)


@pytest.mark.story
def test_axe_names_what_is_wrong(page: Page) -> None:
    page.set_content(GOOD.replace("<p>", "<img src='data:,'><p>"))
    assert [line.split(":")[0] for line in axe(page)] == ["image-alt"]


@pytest.mark.story
@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_that_is_too_wide_is_seen(browse: Browse, width: int) -> None:
    page = browse(width=width)
    page.set_content(GOOD.replace("<p>", f"<p style='width:{width + 1}px'>"))
    assert overflows(page)


@pytest.mark.story
def test_a_context_speaks_its_language_and_theme(browse: Browse) -> None:
    page = browse(language="zh-hans", dark=True)
    assert page.evaluate("navigator.language") == "zh-CN"
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


@pytest.mark.story
def test_the_server_answers_the_browser(page: Page) -> None:
    answer = page.goto("/accounts/login/")
    assert answer is not None
    assert answer.status == 200
