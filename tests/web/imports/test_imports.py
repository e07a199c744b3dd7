"""導入: laid down, tried, confirmed; what is wrong stays on the page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import Cast
from desk import desk
from intake.books import person
from intake.files import tried, xlsx
from yihu.households.models import Household
from yihu.intake.models import Batch
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
        (SimpleUploadedFile("a.xlsx", xlsx(header=("甲", "乙", "丙")).read()), "認不出這個試算表的欄名"),
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
