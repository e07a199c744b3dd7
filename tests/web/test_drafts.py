"""What was typed stays, in a real browser: a sign-in that ended, a stale form, another person in the tab."""

import pytest
from playwright.sync_api import Page, expect

from browser import sign_in
from cast import PASSWORD, engage

pytestmark = pytest.mark.story

FORM = "/CJ/estate/units/new/"
KEPT = "JSON.stringify(Object.values(sessionStorage))"


@pytest.fixture
def form(page: Page, live_database: str) -> Page:
    """A form of an officer with something typed into it."""
    engage(password=PASSWORD)
    sign_in(page, "cs_officer")
    page.goto(FORM)
    page.get_by_label("房號").fill("3棟2單元1509")
    page.get_by_label("物業類型").select_option("shop")
    return page


def send(page: Page) -> None:
    page.locator("main form.form button[type=submit]").click()


def enter(page: Page, username: str) -> None:
    """Sign in where one was sent to; the first field waits for its name."""
    expect(page.get_by_label("用戶名")).to_be_focused()
    page.keyboard.type(username)
    page.get_by_label("密碼").fill(PASSWORD)
    send(page)
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def test_what_was_typed_comes_back_after_signing_in_again(form: Page) -> None:
    form.context.clear_cookies(name="sessionid")
    send(form)
    enter(form, "cs_officer")
    expect(form.get_by_text("剛才提交的內容沒有寫入")).to_be_visible()
    for _ in range(2):
        expect(form.get_by_label("房號")).to_have_value("3棟2單元1509")
        expect(form.get_by_label("物業類型")).to_have_value("shop")
        form.reload()
    assert PASSWORD not in form.evaluate(KEPT)


def test_another_person_in_the_tab_sees_nothing_of_it(form: Page) -> None:
    form.context.clear_cookies(name="sessionid")
    send(form)
    enter(form, "cs_head")
    expect(form.get_by_label("房號")).to_have_value("")
    assert "3棟2單元1509" not in form.evaluate(KEPT)


def test_a_stale_form_is_gone_back_to_and_sent(form: Page) -> None:
    form.context.clear_cookies(name="csrftoken")
    send(form)
    expect(form.get_by_text("已填寫的內容仍在")).to_be_visible()
    form.go_back()
    expect(form.get_by_label("房號")).to_have_value("3棟2單元1509")
    form.goto(FORM)
    expect(form.get_by_label("房號")).to_have_value("3棟2單元1509")
    send(form)
    form.wait_for_url(lambda url: FORM not in url)
    form.goto(FORM)
    expect(form.get_by_label("房號")).to_have_value("")


def test_signing_out_forgets(form: Page) -> None:
    form.context.clear_cookies(name="csrftoken")
    send(form)
    assert "3棟2單元1509" in form.evaluate(KEPT)
    form.goto("/accounts/logout/")
    form.locator("main").get_by_role("button", name="登出").click()
    expect(form.get_by_label("用戶名")).to_be_visible()
    assert form.evaluate(KEPT) == "[]"
