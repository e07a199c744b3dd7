"""Administration in a real browser: nothing for axe to find, wide and narrow, in three languages."""

import pytest

from browser import LANGUAGES, PASSWORD, WIDTHS, Browse, axe, overflows, picture, sign_in
from people import AT, a_project, somebody
from yihu.estate.operations import add_unit
from yihu.policy.vocabulary import Role

PATHS = {
    Role.SYSADMIN: [
        "/CJ/people/",
        "/CJ/people/new/",
        "/CJ/people/cs_head/",
        "/CJ/regulations/adoption/",
        "/projects/new/",
        "/account/settings/",
    ],
    Role.CS_HEAD: [
        "/CJ/estate/",
        "/CJ/estate/units/new/",
        "/CJ/estate/areas/",
        "/CJ/regulations/",
        "/regulations/",
        "/regulations/community/",
        "/regulations/clauses/R1.5d/",
        "/CJ/people/new/",
        "/CJ/nowhere/",
    ],
}


@pytest.mark.story
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(browse: Browse, language: str) -> None:
    project = a_project()
    for role in PATHS:
        somebody(project, role, password=PASSWORD)
    head = somebody(project, Role.CS_OFFICER)
    add_unit(by=head, at=AT, project=project, text="3棟2單元1502")
    for role, paths in PATHS.items():
        page = browse(language=language)
        sign_in(page, role.value)
        for path in paths:
            page.goto(path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 1000})
                picture(page, f"{language}-{width}{path.replace('/', '-')}")
                assert not overflows(page), path
                assert (path, axe(page)) == (path, [])


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
