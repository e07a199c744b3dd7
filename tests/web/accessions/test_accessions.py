"""《業戶檔案一覽表》 on screen, and the head's 已閱."""

import pytest

from cast import Cast
from desk import desk, filed
from yihu.dossiers.models import AccessionReading

DAY = "registers/accessions/cs/2026-07-06/"


@pytest.mark.clause("R2.3.3.4")
def test_it_works(cast: Cast) -> None:
    filed(cast)
    days = desk(cast).get("registers/").content.decode()
    assert f"/CJ/{DAY}" in days
    sheet = desk(cast).get(DAY).content.decode()
    assert "CJ-03-2-1502/01-A06-" in sheet
    assert "K-01 · 1掛位" in sheet
    assert 'name="remark"' not in sheet


@pytest.mark.clause("R2.3.3.4")
def test_the_head_reads_the_day_once(cast: Cast) -> None:
    filed(cast)
    read = desk(cast, "cs_head").shown(DAY, remark="抽查無誤")
    assert AccessionReading.objects.get().remark == "抽查無誤"
    assert "抽查無誤" in read
    again = desk(cast, "cs_head").post(DAY)
    assert (again.status_code, "已經閱過" in again.content.decode()) == (409, True)


@pytest.mark.clause("R2.3.3.4")
@pytest.mark.parametrize("who", ["cs_records", "cs_officer", "eng_head", "project_manager"])
def test_nobody_else_reads_it_for_the_head(cast: Cast, who: str) -> None:
    filed(cast)
    assert desk(cast, who).post(DAY).status_code == 403
    assert not AccessionReading.objects.exists()


def test_a_day_without_rows_wants_no_signature(cast: Cast) -> None:
    page = desk(cast, "cs_head").get("registers/accessions/cs/2026-07-05/").content.decode()
    assert "本日無增減" in page
    assert 'name="remark"' not in page


def test_any_day_is_opened_by_its_date(cast: Cast) -> None:
    assert desk(cast).get("registers/", volume="cs", day="2026-07-06")["Location"] == f"/CJ/{DAY}"
    assert desk(cast).get("registers/", volume="eng", day="2026-07-06")["Location"] == "/CJ/registers/"
    assert desk(cast).get("registers/", volume="cs", day="soon")["Location"] == "/CJ/registers/"


@pytest.mark.parametrize("path", ["registers/accessions/xx/2026-07-06/", "registers/accessions/cs/soon/"])
def test_what_is_no_day_is_not_found(cast: Cast, path: str) -> None:
    assert desk(cast).get(path).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("eng_staff", 403),
        ("front_desk", 403),
        ("viewer", 404),
        ("sysadmin", 404),
        ("xq_cs_head", 404),
        ("auditor", 200),
    ],
)
def test_who_sees_a_day_of_customer_service(cast: Cast, who: str, status: int) -> None:
    filed(cast)
    assert desk(cast, who).get(DAY).status_code == status


def test_engineering_sees_its_own_days_only(cast: Cast) -> None:
    page = desk(cast, "eng_head").get("registers/").content.decode()
    assert "工程部" in page
    assert ">客服部<" not in page
