"""The list as somebody likes it: columns, closeness, views, ways on and back (R1.10b)."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest

from cast import Cast
from confidentiality.reading.test_query_counts import more_households
from desk import Desk, desk
from yihu.dossiers import operations as dossiers
from yihu.kernel import clock
from yihu.web.models import SavedView

pytestmark = pytest.mark.clause("R1.10b")


def heads(page: Any) -> list[str]:
    """The heads of the columns."""
    return re.findall(r'<th scope="col"[^>]*>(?:<span[^>]*>)?([^<]+)', page.content.decode())


def shown(at: Desk, **query: Any) -> Any:
    page = at.get("households/", **query)
    assert page.status_code == 200
    return page


def test_it_works(cast: Cast) -> None:
    cast.household()
    at = desk(cast, "cs_officer")
    assert heads(shown(at)) == [
        *("房號", "檔號", "業主", "聯繫電話", "使用狀態", "建築面積（平方米）"),
        *("責任客戶主任", "目錄", "備註", "更正"),
    ]
    at.post("households/columns/", columns=["phone", "residents", "gaps"], dense="1")
    page = shown(at)
    assert heads(page) == ["房號", "聯繫電話", "常住人數", "缺項", "更正"]
    assert "data-table--dense" in page.content.decode()
    assert heads(shown(desk(cast, "cs_head")))[1] == "檔號"


def test_no_column_is_the_usual_ones_again(cast: Cast) -> None:
    at = desk(cast, "cs_officer")
    cast.household()
    at.post("households/columns/", columns=["phone"])
    at.post("households/columns/")
    assert "檔號" in heads(shown(at))


def test_a_view_keeps_columns_and_filters_but_nothing_typed(cast: Cast) -> None:
    cast.household()
    at = desk(cast, "cs_officer")
    sent = {"columns": ["kind"], "save": "1", "name": "空置戶", "use": "vacant", "q": "張曉芸"}
    page = at.shown("households/columns/", **sent)
    assert "視圖「空置戶」已保存" in page
    view = SavedView.objects.get(name="空置戶")
    assert (view.columns, view.filters, view.shared) == (["kind"], {"use": "vacant"}, False)
    assert heads(shown(at, view=view.pk)) == ["房號", "物業類型", "更正"]
    assert "空置戶" not in shown(desk(cast, "cs_head")).content.decode()


def test_a_shared_view_is_everybodys_of_the_project_and_its_owners_to_drop(cast: Cast) -> None:
    cast.household()
    at, other = desk(cast, "cs_officer"), desk(cast, "cs_head")
    at.post("households/columns/", columns=["kind"], save="1", name="類型", shared="1")
    view = SavedView.objects.get(name="類型")
    assert heads(shown(other, view=view.pk)) == ["房號", "物業類型", "更正"]
    assert other.post(f"households/views/{view.pk}/drop/").status_code == 404
    assert at.post(f"households/views/{view.pk}/drop/").status_code == 302
    assert not SavedView.objects.filter(name="類型").exists()


def test_a_shared_view_shows_the_desk_no_more_than_its_own(cast: Cast) -> None:
    cast.household()
    desk(cast, "cs_officer").post(
        "households/columns/", columns=["gaps", "area", "owners"], save="1", name="全", shared="1"
    )
    view = SavedView.objects.get(name="全")
    at = desk(cast, "front_desk")
    assert heads(shown(at, view=view.pk)) == ["房號", "業主"]
    assert at.get("households/", missing="A01").status_code == 403
    assert "缺哪一項" not in shown(at).content.decode()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"columns": ["id_number"]}, 422),
        ({"save": "1", "name": " "}, 422),
        ({"save": "1", "name": "長" * 41}, 422),
        ({"save": "1", "name": "13812341234"}, 422),
    ],
)
def test_what_cannot_be_kept_is_refused(cast: Cast, sent: dict[str, Any], status: int) -> None:
    assert desk(cast, "cs_officer").post("households/columns/", **sent).status_code == status
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("eng_head", 403), ("sysadmin", 404), ("viewer", 404)])
def test_who_sees_no_list_keeps_no_columns(cast: Cast, who: str, status: int) -> None:
    assert desk(cast, who).post("households/columns/", columns=["unit"]).status_code == status


def test_one_goes_on_and_back_and_is_told_where_one_is(cast: Cast) -> None:
    more_households(cast, 52, floor=21)
    at = desk(cast, "cs_head")
    first = shown(at).content.decode()
    assert "第 1–50 戶，共 52 戶；第 1 頁，共 2 頁" in first
    (on,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = at.client.get(f"/CJ/households/{on}").content.decode()
    assert "第 51–52 戶，共 52 戶；第 2 頁，共 2 頁" in second
    (back,) = re.findall(r'rel="prev" href="([^"]+)"', second)
    assert "第 1–50 戶" in at.client.get(f"/CJ/households/{back}").content.decode()


@pytest.mark.clause("R1.10d")
def test_a_row_leads_to_its_correction_and_is_flagged_after(cast: Cast) -> None:
    household = cast.household().household
    at = desk(cast, "cs_officer")
    page = shown(at, use="vacant").content.decode()
    assert f"/CJ/households/{household.pk}/corrections/?next=%2FCJ%2Fhouseholds%2F%3Fuse%3Dvacant" in page
    assert "corrections/" not in shown(desk(cast, "cs_records")).content.decode()
    what: dict[str, Any] = {"household": household, "field": "area_m2", "new": "98.2", "reason": "權證所載"}
    dossiers.correct(by=cast.cs_officer, at=clock.now(), **what)
    assert "本週更正</span>" in shown(at).content.decode()
    assert "98.20" in shown(at, corrected="1").content.decode()


@pytest.mark.clause("R1.10d")
@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("/CJ/households/?use=vacant#h-1", "/CJ/households/?use=vacant#h-1"),
        ("https://example.org/", ""),
        ("//example.org/", ""),
    ],
)
def test_a_correction_leads_back_to_the_place_in_the_list(cast: Cast, came: str, back: str) -> None:
    household = cast.household().household_id
    at = desk(cast, "cs_officer")
    path = f"/CJ/households/{household}/corrections/?{urlencode({'next': came})}"
    answer = at.client.post(path, {"field": "area_m2", "new": "98.2", "reason": "權證所載"})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == (back or f"/CJ/households/{household}/")
