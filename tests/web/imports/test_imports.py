"""導入: laid down, tried, confirmed; what is wrong stays on the page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import Cast
from desk import desk
from intake.books import person
from intake.files import tried, xlsx
from yihu.households.models import Household
from yihu.intake.models import Batch
from yihu.jobs.imports import take_up_imports
from yihu.ledger.models import Entry


def book(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    return SimpleUploadedFile("名冊.xlsx", xlsx(*rows).read())


def test_it_works(cast: Cast) -> None:
    at = desk(cast, "cs_officer")
    page = at.shown("imports/", file=book(person()))
    assert "確認導入" in page
    assert not Household.objects.exists()
    page = at.shown(f"imports/{Batch.objects.get().pk}/confirm/")
    assert "新增業戶 1 戶" in page
    assert Household.objects.count() == 1


def test_problems_are_named_by_cell(cast: Cast) -> None:
    page = desk(cast, "cs_officer").shown("imports/", file=book(person(手机号="18999999999")))
    assert "O2" in page
    assert "沒有號碼時請留空。" in page


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("a.xlsx", b"no workbook"), "這個檔案不是可以讀取的試算表。"),
        (SimpleUploadedFile("a.xlsx", b""), "這個檔案是空的。"),
        (SimpleUploadedFile("a.xlsx", xlsx(header=("房屋", "收费项目", "应缴金额")).read()), "這是收費資料"),
        (SimpleUploadedFile("a.xlsx", xlsx(header=("车牌号", "车位", "车辆品牌")).read()), "這是車輛名冊"),
    ],
)
def test_a_bad_file_is_answered_on_the_form(cast: Cast, file: SimpleUploadedFile, said: str) -> None:
    file.seek(0)
    answer = desk(cast, "cs_officer").post("imports/", file=file)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Batch.objects.exists()


def test_no_file_at_all(cast: Cast) -> None:
    answer = desk(cast, "cs_officer").post("imports/")
    assert answer.status_code == 422
    assert "請填寫。" in answer.content.decode()


def test_who_only_reads_has_no_form(cast: Cast) -> None:
    assert "試讀</button>" not in desk(cast, "cs_records").get("imports/").content.decode()
    assert desk(cast, "cs_records").post("imports/", file=book(person())).status_code == 403


def test_other_departments_are_refused_and_strangers_know_nothing(cast: Cast) -> None:
    batch = tried(cast)
    assert desk(cast, "eng_head").get(f"imports/{batch.pk}/").status_code == 403
    assert desk(cast, "viewer").get(f"imports/{batch.pk}/").status_code == 404
    assert desk(cast, "xq_cs_head").get("imports/").status_code == 404


def test_twice_confirmed_is_a_conflict(cast: Cast) -> None:
    at, batch = desk(cast, "cs_officer"), tried(cast)
    assert at.post(f"imports/{batch.pk}/confirm/").status_code == 302
    assert at.post(f"imports/{batch.pk}/confirm/").status_code == 409


def test_the_wrong_rows_are_handed_back_and_registered(cast: Cast) -> None:
    batch = tried(cast, person(房间=""))
    answer = desk(cast, "cs_records").get(f"imports/{batch.pk}/errors.xlsx")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(b"PK")
    assert Entry.objects.filter(action="import.errors_taken").count() == 1


UNKNOWN = ("甲", "乙", "丙")
ROWS = [("3棟2單元1502", "張三", "13800000001"), ("3棟2單元1503", "李四", "13800000002")]


def unknown() -> SimpleUploadedFile:
    return SimpleUploadedFile(
        "業主.xlsx", xlsx(*ROWS, ("3棟2單元1504", "王五", "13800000003"), header=UNKNOWN).read()
    )


def test_where_nothing_was_refused_the_changes_are_handed_over(cast: Cast) -> None:
    at = desk(cast, "cs_officer")
    page = at.shown("imports/", file=book(person(手机号="18999999999")))
    assert "下載改動清單" in page
    assert "下載未讀入的行" not in page
    answer = at.get(f"imports/{Batch.objects.get().pk}/errors.xlsx")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_columns_that_nobody_knows_are_named_once(cast: Cast) -> None:
    at = desk(cast, "cs_officer")
    page = at.shown("imports/", file=unknown())
    assert "按內容推測" in page
    batch = Batch.objects.get()
    chosen = {"header_row": 1, "column_1": "address", "column_2": "name", "column_3": "phone"}
    assert "確認導入" in at.shown(f"imports/{batch.pk}/", **chosen)
    at.shown(f"imports/{batch.pk}/confirm/")
    assert Household.objects.count() == 3
    page = at.shown("imports/", file=unknown())
    assert "試讀" in page
    assert "按內容推測" not in page


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"column_1": "name", "column_2": "name"}, "每一欄只能有一個意思。"),
        ({"column_2": "name"}, "沒有指明哪一欄是房號。"),
        ({"column_1": "address", "header_row": 99}, "表中沒有這一行或這一欄。"),
    ],
)
def test_a_wrong_naming_stays_on_the_form(cast: Cast, chosen: dict[str, str], said: str) -> None:
    at = desk(cast, "cs_officer")
    at.shown("imports/", file=unknown())
    answer = at.post(f"imports/{Batch.objects.get().pk}/", **{"header_row": 1, **chosen})
    assert answer.status_code in (409, 422)
    assert said in answer.content.decode()


def test_a_large_file_is_read_behind_the_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yihu.intake.operations.LARGE_FILE", 10)
    at = desk(cast, "cs_officer")
    page = at.shown("imports/", file=book(person()))
    assert "讀取中" in page
    assert "看最新進度" in page
    take_up_imports(at=cast.at)
    batch = Batch.objects.get()
    assert "確認導入" in at.get(f"imports/{batch.pk}/").content.decode()
    monkeypatch.setattr("yihu.intake.operations.is_large", lambda _batch: True)
    assert "導入中" in at.shown(f"imports/{batch.pk}/confirm/")
    take_up_imports(at=cast.at)
    assert Household.objects.count() == 1


def test_an_import_is_cancelled(cast: Cast) -> None:
    at, batch = desk(cast, "cs_officer"), tried(cast)
    assert "已取消" in at.shown(f"imports/{batch.pk}/cancel/")
    assert at.post(f"imports/{batch.pk}/confirm/").status_code == 409
    assert not Household.objects.exists()


def test_one_that_stops_says_so(cast: Cast) -> None:
    at = desk(cast, "cs_officer")
    at.shown("imports/", file=book(person()))
    at.shown(f"imports/{Batch.objects.get().pk}/confirm/")
    page = at.shown("imports/", file=book(person(), person(房间="1002")), on_existing="stop")
    assert "什麼都不導入" in page
    assert "確認導入" not in page
