"""A list leaves the office: asked for at the desk, approved by another, printed on A4 (R1.8)."""

import pytest
from playwright.sync_api import Page, expect

from browser import Browse, sign_in
from cast import PASSWORD, Cast, engage
from intake.books import person
from intake.files import brought
from registers import prints

pytestmark = [pytest.mark.story, pytest.mark.clause("R1.8"), pytest.mark.clause("R1.10b")]


@pytest.fixture
def house(live_database: str) -> Cast:
    """Twenty-five households, so that a list of them takes another's word."""
    cast = engage(password=PASSWORD)
    brought(cast, *(person(房间=str(1001 + n), 身份证号="") for n in range(25)))
    return cast


def taken(page: Page, link: str) -> bytes:
    """What a link of the page gives, as the browser's session gets it."""
    address = page.get_by_role("link", name=link).get_attribute("href") or ""
    answer = page.request.get(f"{page.url.split('/CJ/')[0]}{address}")
    assert answer.status == 200
    return answer.body()


@pytest.mark.acceptance("R1.8/2")
def test_a_list_is_asked_for_approved_and_printed_on_a4(browse: Browse, house: Cast) -> None:
    officer = browse()
    sign_in(officer, "cs_officer")
    officer.get_by_role("link", name="業戶", exact=True).click()
    officer.get_by_role("link", name="導出或列印").click()
    officer.get_by_label("格式").select_option("pdf")
    officer.get_by_label("用途").fill("每周核對")
    officer.get_by_label("用途").press("Enter")
    expect(officer.get_by_text("待批准").first).to_be_visible()
    number = officer.locator("h1").inner_text().split()[0]
    expect(officer.get_by_role("link", name="打開並列印（A4）")).to_have_count(0)

    head = browse()
    sign_in(head, "cs_head")
    head.get_by_role("link", name="導出", exact=True).click()
    head.get_by_role("link", name=number).first.click()
    head.get_by_role("button", name="批准", exact=True).click()
    expect(head.get_by_text(f"導出 {number} 已批准。")).to_be_visible()

    officer.reload()
    pdf = taken(officer, "打開並列印（A4）")
    assert prints.sizes_mm(pdf) == {(297, 210)}
    said = prints.text(pdf)
    assert "每周核對" in said
    assert number in said
    officer.reload()
    expect(officer.locator(".key-values__item", has_text="領取次數")).to_contain_text("1")
