"""導出與列印 at the desk: asked, decided by another, taken (R1.8, P19)."""

import csv
import io
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from cast import Cast
from desk import Desk, desk
from intake.books import person
from intake.files import brought
from registers import prints
from yihu.confidentiality.models import ExportRequest
from yihu.confidentiality.reading.columns import BY_CODE
from yihu.gate.operations import VehicleInput, register_vehicle

pytestmark = pytest.mark.clause("R1.8")


def rooms(cast: Cast, count: int) -> None:
    brought(cast, *(person(房间=str(1001 + n), 身份证号="") for n in range(count)))


def asked(at: Desk, *, query: str = "", **sent: Any) -> ExportRequest:
    """A request sent by the form."""
    answer = at.client.post(f"/CJ/exports/new/?{query}", {"format": "csv", "reason": "月度核對", **sent})
    assert answer.status_code == 302, answer.content.decode()
    return ExportRequest.objects.latest("asked_at", "serial")


def file_of(at: Desk, export: ExportRequest) -> bytes:
    answer = at.get(f"exports/{export.pk}/file/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return b"".join(answer.streaming_content)


def test_it_works(cast: Cast) -> None:
    cast.household()
    at = desk(cast, "cs_officer")
    page = at.client.get("/CJ/exports/new/?columns=unit.phone&use=vacant").content.decode()
    assert "房號、聯繫電話" in page
    export = asked(at, query="columns=unit.owners.phone")
    text = file_of(at, export).decode("utf-8-sig")
    head, row, mark = csv.reader(io.StringIO(text))
    assert head == ["序號", "房號", "業主", "聯繫電話"]
    assert row == ["001", "3棟1單元1201", "張曉芸（50%）、李建國（50%）", "138****1234"]
    for said in ("2026-0001", cast.cs_officer.name, "月度核對"):
        assert said in mark[0]


@pytest.mark.acceptance("check 5")
def test_a_formula_is_text_in_either_file(cast: Cast) -> None:
    brought(cast, person(业主名称="=1+1", 身份证号=""))
    at = desk(cast, "cs_officer")
    assert "'=1+1" in file_of(at, asked(at)).decode()
    book = file_of(at, asked(at, format="xlsx"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert any("=1+1" in row for row in sheet)
    assert any("月度核對" in str(cell) and "2026-0002" in str(cell) for row in sheet for cell in row)


def test_printing_is_an_export(cast: Cast) -> None:
    cast.household()
    at = desk(cast, "cs_officer")
    said = prints.text(file_of(at, asked(at, format="pdf", query="columns=unit.area")))
    assert "2026-0001" in said
    assert "月度核對" in said
    assert "138****1234" not in said
    assert "張曉芸" not in said


@pytest.mark.acceptance("check 5")
def test_many_rows_wait_and_another_decides(cast: Cast) -> None:
    rooms(cast, 21)
    at, head = desk(cast, "cs_officer"), desk(cast, "cs_head")
    export = asked(at)
    assert "待批准" in at.get(f"exports/{export.pk}/").content.decode()
    assert at.get(f"exports/{export.pk}/file/").status_code == 409
    assert "等您批准" in head.get("exports/").content.decode()
    assert "1 份名單等您決定能否取走" in head.get("").content.decode()
    assert "等您決定能否取走" not in at.get("").content.decode()
    refused = head.post(f"exports/{export.pk}/decision/", act="refuse", reason="")
    assert refused.status_code == 422
    assert head.post(f"exports/{export.pk}/decision/", act="approve").status_code == 302
    assert len(file_of(at, export).decode().splitlines()) == 23
    assert head.get(f"exports/{export.pk}/file/").status_code == 403


def test_nobody_decides_his_own(cast: Cast) -> None:
    rooms(cast, 21)
    head = desk(cast, "cs_head")
    export = asked(head)
    assert "您的決定" not in head.get(f"exports/{export.pk}/").content.decode()
    assert head.post(f"exports/{export.pk}/decision/", act="approve").status_code == 403


def test_a_searched_list_offers_no_export(cast: Cast) -> None:
    cast.household()
    at = desk(cast, "cs_officer")
    assert "導出或列印" in at.get("households/").content.decode()
    assert "導出或列印" not in at.client.post("/CJ/households/", {"q": "張"}, follow=True).content.decode()


def test_another_officers_request_is_not_there(cast: Cast) -> None:
    cast.household()
    export = asked(desk(cast, "cs_officer"))
    for who, status in (("cs_officer_b", 404), ("viewer", 404), ("eng_head", 403), ("auditor", 200)):
        assert desk(cast, who).get(f"exports/{export.pk}/").status_code == status


@pytest.mark.parametrize("sent", [{"reason": ""}, {"reason": "長" * 201}, {"format": "docx"}, {"format": ""}])
def test_each_fault_is_told_at_its_field(cast: Cast, sent: dict[str, str]) -> None:
    at = desk(cast, "cs_officer")
    answer = at.client.post("/CJ/exports/new/", {"format": "csv", "reason": "核對", **sent})
    assert answer.status_code == 422
    assert not ExportRequest.objects.exists()


@pytest.mark.clause("R1.10b")
def test_plates_come_from_the_gate(cast: Cast) -> None:
    household = cast.household().household
    unit = household.unit
    register_vehicle(
        by=cast.cs_officer, at=cast.at, project=cast.cj, unit=unit, vehicle=VehicleInput("粵B12345")
    )
    at = desk(cast, "cs_officer")
    text = file_of(at, asked(at, query="columns=unit.plates")).decode("utf-8-sig")
    assert "3棟1單元1201,粵B12345" in text
    at.post("households/columns/", columns=["plates"])
    assert "粵B12345" in at.get("households/").content.decode()


def test_an_export_asks_as_often_for_a_batch_however_long(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def statements(who: str, rows: int) -> int:
        rooms(cast, rows)
        at = desk(cast, who)
        export = asked(at, query="columns=" + ".".join(BY_CODE))
        with django_assert_max_num_queries(60) as taken:
            file_of(at, export)
        return len(taken)

    assert statements("cs_officer", 5) == statements("cs_head", 19)


def test_a_print_is_laid_out_for_the_paper_at_hand(cast: Cast) -> None:
    cast.household()
    at = desk(cast, "cs_officer")
    export = asked(at, format="pdf")
    page = at.get(f"exports/{export.pk}/").content.decode()
    for paper, size in (("a3", (420, 297)), ("a4", (297, 210))):
        assert f"?paper={paper}" in page
        taken = at.get(f"exports/{export.pk}/file/?paper={paper}")
        assert prints.sizes_mm(b"".join(taken.streaming_content)) == {size}
    assert at.get(f"exports/{export.pk}/file/?paper=a5").status_code == 422
    assert export.takings.count() == 2


def test_the_workbook_has_boxes_for_signatures(cast: Cast) -> None:
    cast.household()
    at = desk(cast, "cs_officer")
    for columns in ("unit.owners.phone.use.area", "unit"):
        book = CalamineWorkbook.from_filelike(
            io.BytesIO(file_of(at, asked(at, format="xlsx", query=f"columns={columns}")))
        )
        said = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row if cell]
        for label in ("製表人", "審核人（客服部負責人）", "項目經理", "日期"):
            assert any(text.startswith(label) for text in said), label
