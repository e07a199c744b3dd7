"""A dry run: everything is read and said, nothing is brought in."""

from io import BytesIO

import pytest

from cast import Cast
from intake.books import ROOMS, person
from intake.files import brought, shared_file, tried, xlsx
from yihu.dossiers.store import get_store
from yihu.estate.models import Unit
from yihu.households.models import Household
from yihu.intake.models import Batch
from yihu.ledger.models import Entry
from yihu.policy.decisions import Invalid, NotKnown, Refused


def test_it_works(cast: Cast) -> None:
    units = Unit.objects.count()
    batch = tried(cast, person(), person(房间="1002", 业主名称="李四", 身份证号=""))
    assert (batch.tried["rows"], batch.tried["households"], batch.tried["known"]) == (2, 2, None)
    assert (Unit.objects.count(), Household.objects.count()) == (units, 0)
    assert get_store().verify(batch.content_id, batch.key_id, sha256=bytes(batch.file_sha256))
    entry = Entry.objects.get(action="import.tried")
    assert "张三" not in entry.body
    assert "110101190001010014" not in entry.body


def test_every_problem_stands_at_its_cell(cast: Cast) -> None:
    batch = tried(cast, person(手机号="18999999999"))
    problem = batch.problems.get(code="placeholder")
    assert (problem.sheet, problem.row, problem.column, problem.header) == ("资产信息", 2, "O", "手机号")
    assert problem.params["mend"] == "沒有號碼時請留空。"


def test_what_is_there_is_counted(cast: Cast) -> None:
    brought(cast, person())
    batch = tried(cast, person(), person(房间="1002"))
    assert (batch.tried["present"], batch.tried["households"]) == (1, 1)
    assert tried(cast, person(业主名称="王五")).tried["changed"] == 1


def test_a_file_brought_in_before_is_named(cast: Cast) -> None:
    stream = xlsx(person())
    first = brought(cast, stream=stream).batch
    stream.seek(0)
    assert tried(cast, stream=stream).tried["known"] == str(first.pk)


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        (BytesIO(b""), "not_a_workbook"),
        (BytesIO(b"%PDF-1.7 no workbook"), "not_a_workbook"),
        (xlsx(header=("甲", "乙", "丙")), "unknown_workbook"),
        (shared_file("microcommunity-fee-history.xlsx"), "fees_workbook"),
    ],
)
def test_what_is_no_workbook_of_households_is_refused(cast: Cast, stream: BytesIO, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        tried(cast, stream=stream)
    assert (refused.value.errors[0].pointer, refused.value.errors[0].code) == ("file", code)
    assert refused.value.errors[0].mend
    assert not Batch.objects.exists()


def test_only_customer_service_imports(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        tried(cast, who="eng_staff")
    assert refused.value.decision.clause == "R1.2a"
    for stranger in ("sysadmin", "viewer", "xq_cs_head"):
        with pytest.raises(NotKnown):
            tried(cast, who=stranger)


def test_a_room_too_long_to_keep_is_refused_with_its_row(cast: Cast) -> None:
    batch = tried(cast, person(房间="一" * 90))
    assert batch.tried["refused"] == 1
    assert batch.problems.get(severity="error").code == "room_long"


def test_shares_that_do_not_sum_to_one_are_said(cast: Cast) -> None:
    header = (*ROOMS, "份额")
    rows = ((*person(业主名称="张三,李四", 身份证号=""), "1/2,1/3"),)
    assert tried(cast, stream=xlsx(*rows, header=header)).problems.filter(code="share_sum").exists()
