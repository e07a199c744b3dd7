"""The unified catalogue, and 不適用."""

import pytest

from cast import Cast
from desk import desk, filed, received
from yihu.dossiers.models import CatalogueAddition, Gap, NotApplicable

LINE = {
    "code": "A12",
    "title": "垃圾分類告知書",
    "category": "A",
    "volume": "cs",
    "rule": "always",
    "follows": "household",
}


@pytest.mark.clause("R1.4b")
def test_it_works(cast: Cast) -> None:
    page = desk(cast).get("catalogue/").content.decode()
    assert "業主信息表" in page
    assert "第 1 版" in page
    assert "目錄加一項" in page
    assert "目錄加一項" not in desk(cast, "eng_staff").get("catalogue/").content.decode()


@pytest.mark.clause("R1.4b", "R1.4c")
def test_a_new_line_is_missing_in_every_open_file(cast: Cast) -> None:
    dossier = received(cast).dossier
    desk(cast, "cs_head").post("catalogue/lines/new/", **LINE)
    assert CatalogueAddition.objects.get().edition == 2
    assert Gap.objects.filter(dossier=dossier, line="A12").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": "A06"}, "目錄中已有代碼 A06"),
        ({"title": ""}, "請填寫"),
        ({"code": "A" * 9}, "A" * 9),
        ({"rule": "whim"}, "whim"),
    ],
)
def test_what_is_wrong_with_a_line_is_named(cast: Cast, typed: dict[str, str], said: str) -> None:
    answer = desk(cast, "cs_head").post("catalogue/lines/new/", **(LINE | typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not CatalogueAddition.objects.exists()


@pytest.mark.clause("R1.2a")
@pytest.mark.parametrize(("who", "status"), [("eng_head", 403), ("auditor", 403), ("xq_cs_head", 404)])
def test_only_customer_service_adds(cast: Cast, who: str, status: int) -> None:
    assert desk(cast, who).get("catalogue/lines/new/").status_code == status


@pytest.mark.clause("R1.4c")
def test_a_line_is_declared_not_applicable_and_taken_back(cast: Cast) -> None:
    path = f"dossiers/{received(cast).dossier_id}/lines/A09/not-applicable/"
    assert "購房合同" in desk(cast).get(path).content.decode()
    assert desk(cast).post(path, reason="").status_code == 422
    desk(cast).post(path, reason="開發商自留")
    assert NotApplicable.objects.get().reason == "開發商自留"
    assert "開發商自留" in desk(cast).get(path).content.decode()
    desk(cast).post(path, act="withdraw")
    assert NotApplicable.objects.get().withdrawn_at


@pytest.mark.clause("R1.4c")
def test_what_is_on_file_cannot_be_excused(cast: Cast) -> None:
    path = f"dossiers/{filed(cast).dossier_id}/lines/A06/not-applicable/"
    answer = desk(cast).post(path, reason="不需要")
    assert (answer.status_code, "已有資料在冊" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("who", "line", "status"),
    [("eng_head", "B01", 403), ("viewer", "A09", 404), ("xq_cs_head", "A09", 404), ("cs_head", "Z99", 404)],
)
def test_who_and_what_is_refused(cast: Cast, who: str, line: str, status: int) -> None:
    dossier = received(cast).dossier_id
    assert desk(cast, who).get(f"dossiers/{dossier}/lines/{line}/not-applicable/").status_code == status
