"""The main job in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import Browse, picture, sign_in
from cast import PASSWORD, Cast, engage
from desk import filed
from dossiers.store.samples import pdf

pytestmark = pytest.mark.story


@pytest.fixture
def house(live_database: str) -> Cast:
    """Everybody, able to sign in."""
    return engage(password=PASSWORD)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A scanned 業主信息表."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf(pages=2))
    return path


@pytest.mark.clause("R2.3.1", "R2.3.3.4", "R1.4c")
def test_a_scan_is_filed_in_six_actions(page: Page, house: Cast, paper: Path) -> None:
    sign_in(page, "cs_records")
    acts = (
        lambda: page.get_by_role("link", name="收件歸檔").click(),
        lambda: page.get_by_label("房號", exact=True).fill("3棟2單元1502"),
        lambda: page.get_by_label("目錄項", exact=True).select_option("A06"),
        lambda: page.get_by_label("放下掃描件").set_input_files(paper),
        lambda: page.get_by_role("button", name="收件並歸檔").click(),
    )
    for act in acts:
        act()
    assert len(acts) <= 6
    expect(page.get_by_role("heading", name="3棟2單元1502")).to_be_visible()
    line = page.locator(".tick-line", has_text="業主信息表").first
    expect(line.get_by_role("img", name="在冊")).to_be_visible()
    picture(page, "six-actions")


@pytest.mark.clause("R2.3.3.4")
def test_receipt_filing_tick_register_read(browse: Browse, house: Cast, paper: Path) -> None:
    page = browse()
    sign_in(page, "cs_records")
    page.goto("/CJ/receipts/")
    page.get_by_label("房號", exact=True).fill("3-2-1502")
    page.get_by_label("標題").fill("業主信息表")
    page.get_by_label("放下掃描件").set_input_files(paper)
    page.get_by_role("button", name="只收件，稍後歸檔").click()
    page.get_by_role("link", name="歸檔：業主信息表").click()
    page.get_by_role("button", name="歸檔").click()
    expect(page.get_by_text("都歸檔了")).to_be_visible()
    page.goto("/CJ/registers/")
    expect(page.get_by_text("待閱 1 條").first).to_be_visible()
    head = browse()
    sign_in(head, "cs_head")
    head.goto("/CJ/registers/")
    head.get_by_role("table").get_by_role("link").first.click()
    head.get_by_role("button", name="已閱 1 條").click()
    expect(head.locator(".seal", has_text="已閱 1 條")).to_be_visible()
    picture(head, "read")


def test_without_script_it_works_too(browse: Browse, house: Cast, paper: Path) -> None:
    page = browse()
    sign_in(page, "cs_records")
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/CJ/receipts/")
    page.get_by_label("房號", exact=True).fill("3棟2單元1502")
    page.get_by_label("放下掃描件").set_input_files(paper)
    page.get_by_role("button", name="收件並歸檔").click()
    expect(page.get_by_text("scan.pdf（2 頁）")).to_be_visible()
    page.get_by_label("目錄項", exact=True).select_option("A06")
    page.get_by_role("button", name="收件並歸檔").click()
    expect(page.get_by_text("已歸檔：業主信息表")).to_be_visible()


def test_a_room_brings_its_place_without_moving_the_focus(page: Page, house: Cast) -> None:
    filed(house)
    sign_in(page, "cs_records")
    page.goto("/CJ/receipts/")
    expect(page.get_by_label("掛位")).to_have_value("2")
    page.get_by_label("房號", exact=True).fill("3-2-1502")
    page.get_by_label("目錄項", exact=True).focus()
    expect(page.get_by_label("掛位")).to_have_value("1")
    expect(page.get_by_label("目錄項", exact=True)).to_be_focused()
