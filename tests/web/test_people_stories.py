"""Administration in a real browser: nothing for axe to find, wide and narrow, in three languages."""

import pytest

from browser import PASSWORD, Browse, axe, sign_in


@pytest.mark.story
def test_the_first_day_without_script(browse: Browse) -> None:
    page = browse(width=1280)
    page.goto("/")
    assert axe(page) == []
    page.get_by_role("link", name="從空白開始").click()
    page.get_by_label("項目名稱").fill("誠基公寓")
    page.get_by_label("項目編號").fill("CJ")
    page.get_by_label("您的姓名").fill("管理員")
    page.get_by_label("用戶名").fill("admin")
    page.get_by_label("密碼").fill(PASSWORD)
    assert axe(page) == []
    page.get_by_role("button", name="開立項目").click()
    sign_in(page, "admin")
    assert "/CJ/" in page.url
