"""導入 in a real browser: a workbook laid down, looked through and confirmed; nothing for axe to find."""

from pathlib import Path

import pytest

from browser import PASSWORD, WIDTHS, Browse, axe, overflows, picture, sign_in
from intake.books import SHARED
from people import a_project, somebody
from yihu.policy.vocabulary import Role

FILE: Path = SHARED / "microcommunity-estate-5sheets.xlsx"


@pytest.mark.story
def test_a_workbook_comes_in(browse: Browse) -> None:
    somebody(a_project(), Role.CS_OFFICER, password=PASSWORD)
    page = browse(language="zh-hant")
    sign_in(page, Role.CS_OFFICER.value)
    page.goto("/CJ/imports/")
    assert axe(page) == []
    page.set_input_files("input[type=file]", FILE)
    page.get_by_role("button", name="試讀").click()
    page.get_by_role("button", name="確認導入").wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page) == []
        assert not overflows(page)
        picture(page, f"imports-{width}")
    page.get_by_role("button", name="確認導入").click()
    page.get_by_text("已導入：新增業戶 5 戶").wait_for()
