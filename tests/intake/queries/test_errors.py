"""What was not taken comes back as a workbook, with the reason beside each row."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from cast import Cast
from intake.books import ROOMS, person
from intake.files import tried
from yihu.intake import operations
from yihu.intake.queries import errors, get_batch, list_problems
from yihu.intake.workbooks import read_workbook
from yihu.ledger.models import Entry
from yihu.policy.decisions import Invalid, NotKnown


def rows_back(cast: Cast, *rows: tuple[str, ...]) -> list[list[Any]]:
    content = operations.take_errors(
        by=cast.cs_records,
        at=cast.at,
        batch=tried(cast, *rows),
        say=lambda problem: problem.text,
        words=str,
    )
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("资产信息").to_python()


def test_it_works(cast: Cast) -> None:
    back = rows_back(cast, person(), person(房间=""))
    assert back[0] == [*ROOMS, "未讀入的原因"]
    assert [row[12] for row in back[1:]] == ["张三"]
    assert back[1][-1] == "沒有房號，這一行未讀入。"
    assert Entry.objects.filter(action="import.errors_taken").count() == 1


def test_what_was_taken_otherwise_stands_on_a_sheet_of_its_own(cast: Cast) -> None:
    book = CalamineWorkbook.from_filelike(
        BytesIO(
            operations.take_errors(
                by=cast.cs_records,
                at=cast.at,
                batch=tried(cast, person(手机号="18999999999"), person(房间="")),
                say=lambda problem: problem.text,
                words=str,
            )
        )
    )
    assert book.sheet_names == ["资产信息", "已讀入但有改動"]
    heads, *told = book.get_sheet_by_name("已讀入但有改動").to_python()
    assert heads == ["工作表", "行", "欄", "欄名", "說明"]
    assert [row[:2] for row in told if row[3] == "手机号"] == [["资产信息", "2"]]
    assert not any("18999999999" in cell for row in told for cell in row)


def test_more_than_a_sheet_should_hold_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "MOST", 1)
    rows = [person(房间=str(1000 + n), 手机号="18999999999") for n in range(3)]
    batch = tried(cast, *rows)
    total = batch.problems.filter(severity="warning").count()
    content = errors.errors_workbook(batch, say=lambda problem: problem.text, words=str)
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("已讀入但有改動")
    assert len(sheet.to_python()) == 3
    assert sheet.to_python()[-1][0] == f"另有 {total - 1} 條，請在導入頁上查看。"


def test_a_sheet_of_the_user_s_may_be_called_so_too(cast: Cast) -> None:
    batch = tried(cast, person(手机号="18999999999"), person(房间=""))
    content = errors.errors_workbook(batch, say=lambda problem: problem.text, words=lambda _word: "资产信息")
    assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names == ["资产信息", "资产信息+"]


def test_the_mended_workbook_comes_in_and_its_last_sheet_is_told_and_left(cast: Cast) -> None:
    batch = tried(cast, person(手机号="18999999999"), person(房间=""))
    content = errors.errors_workbook(batch, say=lambda problem: problem.text, words=str)
    book = load_workbook(BytesIO(content))
    book["资产信息"].cell(2, ROOMS.index("房间") + 1).value = "1702"
    mended = BytesIO()
    book.save(mended)
    mended.seek(0)
    again = operations.try_file(
        by=cast.cs_officer,
        at=cast.at,
        project=cast.cj,
        kind="households",
        upload=operations.Upload(mended, "errors.xlsx"),
    )
    assert not again.problems.filter(severity="error").exists()
    assert again.tried["households"] == 1
    assert again.problems.filter(sheet="已讀入但有改動").exists()


def test_nothing_taken_otherwise_adds_no_sheet(cast: Cast) -> None:
    batch = tried(cast, person(房间=""))
    batch.problems.filter(severity="warning").delete()
    content = operations.take_errors(
        by=cast.cs_records, at=cast.at, batch=batch, say=lambda problem: problem.text, words=str
    )
    names = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    assert "已讀入但有改動" not in names


def test_no_formula_ever_runs(cast: Cast) -> None:
    content = operations.take_errors(
        by=cast.cs_officer,
        at=cast.at,
        batch=tried(cast, person(房间="", 业主名称="=1+1")),
        say=lambda problem: problem.text,
        words=str,
    )
    assert read_workbook(BytesIO(content)).sheets[0].rows[1].cell(13) == "=1+1"
    assert b"<f>" not in content


def test_problems_come_in_pages(cast: Cast) -> None:
    batch = tried(cast, *(person(房间=str(1000 + n), 手机号="18999999999") for n in range(5)))
    first = list_problems(batch, limit=4)
    rest = list_problems(batch, limit=4, cursor=first.next or "")
    assert len(first.items) + len(rest.items) == first.total
    with pytest.raises(Invalid):
        list_problems(batch, cursor="nonsense")


def test_another_projects_batch_is_not_known(cast: Cast) -> None:
    with pytest.raises(NotKnown):
        get_batch(by=cast.xq_cs_head, project=cast.xq, batch_id=tried(cast).pk)
