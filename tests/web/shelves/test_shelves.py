"""Places, cabinets and storage modes by page."""

import pytest

from cast import Cast
from desk import desk, filed
from yihu.dossiers.models import Cabinet, StorageChoice, StoragePlace


@pytest.mark.clause("R1.7a", "R2.3.3")
def test_it_works(cast: Cast) -> None:
    filed(cast)
    page = desk(cast).get("shelves/").content.decode()
    assert "K-01" in page
    assert "掛式分類存放" in page
    assert "E1" not in page


@pytest.mark.clause("R1.7a")
def test_a_head_adds_place_and_cabinet(cast: Cast) -> None:
    head = desk(cast, "eng_head")
    head.post("shelves/places/new/", name="圖紙室")
    head.post("shelves/cabinets/new/", place=str(StoragePlace.objects.get(name="圖紙室").pk), code="E2")
    assert Cabinet.objects.get(code="E2").department == "eng"


@pytest.mark.clause("R2.3.3")
def test_a_head_chooses_the_mode(cast: Cast) -> None:
    desk(cast, "sec_head").post("shelves/mode/", mode="household_folder")
    assert StorageChoice.objects.get().mode == "household_folder"
    assert "每戶一夾" in desk(cast, "sec_head").get("shelves/").content.decode()


@pytest.mark.parametrize(
    ("path", "typed", "status", "said"),
    [
        ("places/new/", {"name": ""}, 422, "請填寫"),
        ("places/new/", {"name": "檔案室"}, 409, "已有這個存放地點"),
        ("cabinets/new/", {"place": "x", "code": "K-09"}, 422, "K-09"),
        ("mode/", {"mode": "heap"}, 422, "heap"),
    ],
)
def test_what_is_wrong_is_named(cast: Cast, path: str, typed: dict[str, str], status: int, said: str) -> None:
    answer = desk(cast, "cs_head").post(f"shelves/{path}", **typed)
    assert answer.status_code == status
    assert said in answer.content.decode()


def test_a_code_is_given_once(cast: Cast) -> None:
    place = str(StoragePlace.objects.get().pk)
    answer = desk(cast, "cs_head").post("shelves/cabinets/new/", place=place, code="K-01")
    assert (answer.status_code, "櫃號 K-01 已登記" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("path", ["places/new/", "cabinets/new/", "mode/"])
@pytest.mark.parametrize(("who", "status"), [("cs_records", 403), ("auditor", 403), ("xq_cs_head", 404)])
def test_only_heads_set_it_up(cast: Cast, path: str, who: str, status: int) -> None:
    assert desk(cast, who).get(f"shelves/{path}").status_code == status
