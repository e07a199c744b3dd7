"""A workbook is brought in by page, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import sign_in
from cast import PASSWORD, Cast, engage
from intake.books import person
from intake.files import xlsx


@pytest.fixture
def house(live_database: str) -> Cast:
    """Everybody, able to sign in."""
    return engage(password=PASSWORD)


@pytest.mark.story
def test_a_workbook_is_tried_then_brought_in(page: Page, house: Cast, tmp_path: Path) -> None:
    book = tmp_path / "名冊.xlsx"
    book.write_bytes(xlsx(person()).read())
    sign_in(page, "cs_officer")
    page.goto("/CJ/imports/")
    page.locator("input[type=file]").set_input_files(book)
    page.get_by_role("button", name="試讀").click()
    page.get_by_role("button", name="確認導入").click()
    expect(page.get_by_text("新增業戶 1 戶").first).to_be_visible()
    page.goto("/CJ/households/")
    expect(page.get_by_role("table").get_by_role("link")).not_to_have_count(0)
