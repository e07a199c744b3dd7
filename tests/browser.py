"""A real browser over a live server: the machine's Chromium, driven by Playwright.

    @pytest.mark.story
    def test_filing(page: Page, live_server: LiveServer) -> None:
        sign_in(page, "cs_records")
        page.get_by_role("link", name="歸檔").click()
        assert axe(page) == []

`page` brings the live server and a database with real commits with it; `browse` opens further contexts
(another width, language, theme or person). Relative addresses are the live server's. A page that asks for
anything outside this machine, or throws in a script, fails its test.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.contrib.staticfiles.views import serve
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from playwright.sync_api import Browser, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PASSWORD = "yihu-demo"
WIDTHS = (1280, 390)
LANGUAGES = ("zh-hant", "zh-hans", "en")
BROWSER_LOCALES = {"zh-hant": "zh-TW", "zh-hans": "zh-CN", "en": "en-GB"}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_RUN = "tags => axe.run({runOnly: tags, resultTypes: ['violations'], preload: false})"
NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
Browse = Callable[..., Page]


def find_chromium() -> str | None:
    """The machine's own browser, or None."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all stories of a worker."""
    program = find_chromium()
    if program is None:
        pytest.skip("browser stories (no Chromium on this machine: install chromium)")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would take it for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        patch.setattr(StaticFilesHandlerMixin, "serve", _serve_to_keep)
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", NOWHERE_ELSE])
        yield started
        started.close()


@pytest.fixture
def browse(browser: Browser, live_server: LiveServer) -> Iterator[Browse]:
    """Open a page in a context of its own: `browse(width=390, language="en", dark=True)`."""
    troubles: list[str] = []
    contexts = []

    def stay_home(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:", "about:")):
            troubles.append(f"asked for a foreign resource: {request.url}")

    def open_page(*, width: int = 1280, language: str = "zh-hant", dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 1000},
            locale=BROWSER_LOCALES[language],
            timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        context.on("request", stay_home)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"a script failed: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles, troubles


@pytest.fixture
def page(browse: Browse) -> Page:
    """One page at 1280 px in Traditional Chinese."""
    return browse()


def sign_in(page: Page, username: str, *, password: str = PASSWORD) -> None:
    """Sign in through the page that people use; ends where the person lands."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def axe(page: Page) -> list[str]:
    """What axe finds on the page as it is: a line for each violation, with its rule and its elements."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_axe_source())
    found = page.evaluate(AXE_RUN, AXE_TAGS)
    return [
        f"{violation['id']}: {violation['help']}: {[node['target'] for node in violation['nodes']]}"
        for violation in found["violations"]
    ]


def overflows(page: Page) -> bool:
    """Whether the page is wider than its window, so that it must be pushed sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page where YIHU_TEST_PICTURES says; nothing when it does not."""
    if directory := os.environ.get("YIHU_TEST_PICTURES"):
        page.screenshot(path=Path(directory) / f"{name}.png", full_page=True)


def _serve_to_keep(handler: StaticFilesHandlerMixin, request: HttpRequest) -> HttpResponseBase:
    """A static file that the browser need not ask for again: a page has some fifty of them."""
    answer = serve(request, handler.file_path(request.path), insecure=True)
    patch_cache_control(answer, max_age=3600)
    return answer


@cache
def _axe_source() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
