"""How an import runs: behind the page, taken up again, cancelled; what is there stays, grows, or stops it."""

import sys
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from cast import Cast
from intake.books import ROOMS, person
from intake.files import OTHER_IDS, brought, tried, xlsx
from yihu.estate.models import Unit
from yihu.households import ciphers
from yihu.households.models import Correction, Household, Member, Ownership, Person, Phone
from yihu.intake import operations, queries, staging
from yihu.intake.models import Batch, BroughtIn, KeptMapping, StagedChunk, State
from yihu.intake.operations import Upload, Wishes
from yihu.intake.operations.confirm import digest_of
from yihu.intake.workbooks import read_workbook
from yihu.jobs.imports import forget_ready, take_up_imports
from yihu.ledger.queries import list_entries
from yihu.policy.decisions import Conflict, Refused


def received(cast: Cast, *rows: Sequence[str], header: Sequence[str] = ROOMS, **wishes: Any) -> Batch:
    upload = Upload(xlsx(*rows, header=header), "名冊.xlsx")
    how = {"by": cast.cs_officer, "at": cast.at, "project": cast.cj, "kind": "households"}
    return operations.receive(**how, upload=upload, wishes=Wishes(**wishes))  # type: ignore[arg-type]


def again(cast: Cast, *rows: Sequence[str], on_existing: str) -> Batch:
    upload, wishes = Upload(xlsx(*rows), "名冊二.xlsx"), Wishes(on_existing)
    how = {"by": cast.cs_officer, "at": cast.at, "project": cast.cj, "kind": "households"}
    return operations.try_file(**how, upload=upload, wishes=wishes)  # type: ignore[arg-type]


def worked(batch: Batch, cast: Cast) -> Batch:
    take_up_imports(at=cast.at)
    return Batch.objects.get(pk=batch.pk)


def test_it_works(cast: Cast) -> None:
    batch = received(cast, person(), person(房间="1002", 身份证号=OTHER_IDS[0]))
    assert batch.state is State.READING
    batch = worked(batch, cast)
    assert (batch.state, batch.tried["households"], batch.done, batch.total) == (State.TRIED, 2, 2, 2)
    assert not Household.objects.exists()
    batch = worked(operations.ask(by=cast.cs_officer, at=cast.at, batch=batch), cast)
    assert (batch.state, Household.objects.count()) == (State.CONFIRMED, 2)
    assert batch.confirmed_by_id == cast.cs_officer.account_id
    assert not StagedChunk.objects.exists()


def test_a_file_that_cannot_be_read_fails_and_says_why(cast: Cast) -> None:
    batch = worked(received(cast, ("1", "2", "3"), header=("房屋", "收费项目", "应缴金额")), cast)
    assert (batch.state, batch.failure[0]["code"]) == (State.FAILED, "fees_workbook")
    with pytest.raises(Conflict) as refused:
        operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert refused.value.decision.code == "ended"


def test_work_broken_off_is_taken_up_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = received(cast, person())

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(sys.modules["yihu.intake.operations.read"], "write_down", killed)
        with pytest.raises(KeyboardInterrupt):
            take_up_imports(at=cast.at)
    assert Batch.objects.get().state is State.READING
    assert worked(batch, cast).state is State.TRIED
    assert StagedChunk.objects.count() == 1


def test_what_was_staged_says_nothing_to_a_reader_of_the_database(cast: Cast) -> None:
    tried(cast, person())
    payload = bytes(StagedChunk.objects.get().payload)
    assert "张三".encode() not in payload
    assert next(staging.portions(Batch.objects.get())).rows["person"][0][1] == "张三"


def test_a_staged_row_belongs_to_its_batch(cast: Cast) -> None:
    first, second = tried(cast, person()), tried(cast, person(房间="1002"))
    chunk = StagedChunk.objects.get(batch=first)
    StagedChunk.objects.filter(batch=second).update(payload=chunk.payload)
    with pytest.raises(staging.Stale):
        list(staging.portions(second))


def test_lost_portions_are_made_ready_again(cast: Cast) -> None:
    batch = tried(cast, person())
    assert forget_ready(at=cast.at + timedelta(days=60)) == 1
    assert operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch).counts["households"] == 1


def test_cancelled_is_cancelled(cast: Cast) -> None:
    batch = operations.cancel(by=cast.cs_head, at=cast.at, batch=tried(cast, person()))
    assert (batch.state, batch.cancelled_by_id) == (State.CANCELLED, cast.cs_head.account_id)
    assert not StagedChunk.objects.exists()
    with pytest.raises(Conflict):
        operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    waiting = received(cast, person())
    operations.cancel(by=cast.cs_officer, at=cast.at, batch=waiting)
    assert worked(waiting, cast).state is State.CANCELLED
    assert not Household.objects.exists()


def test_it_stops_while_it_is_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = received(cast, person())
    portion = staging.keep

    def cancelled_meanwhile(*given: Any) -> None:
        portion(*given)
        operations.cancel(by=cast.cs_officer, at=cast.at, batch=batch)

    monkeypatch.setattr(staging, "keep", cancelled_meanwhile)
    assert worked(batch, cast).state is State.CANCELLED
    assert not StagedChunk.objects.exists()


def test_what_is_brought_in_cannot_be_cancelled(cast: Cast) -> None:
    with pytest.raises(Conflict):
        operations.cancel(by=cast.cs_officer, at=cast.at, batch=brought(cast, person()).batch)


def test_others_neither_ask_nor_cancel(cast: Cast) -> None:
    batch = tried(cast, person())
    for act in (operations.ask, operations.cancel):
        with pytest.raises(Refused):
            act(by=cast.cs_records, at=cast.at, batch=batch)


def test_skipped_ones_are_named(cast: Cast) -> None:
    brought(cast, person())
    batch = again(cast, person(), person(房间="1002"), on_existing="skip")
    assert (batch.tried["present"], batch.tried["households"]) == (1, 1)
    assert batch.problems.get(code="unit_present").row == 2


def test_one_that_is_there_stops_the_file(cast: Cast) -> None:
    brought(cast, person())
    batch = again(cast, person(), person(房间="1002"), on_existing="stop")
    assert batch.problems.get(code="unit_stops").row == 2
    with pytest.raises(Conflict) as refused:
        operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert refused.value.decision.code == "stopped"
    assert Household.objects.count() == 1


def test_what_was_missing_is_filled_in(cast: Cast) -> None:
    brought(cast, person(身份证号="", 手机号=""))
    family = person(业主名称="孙八", 业主类型="1002", 身份证号="")
    batch = again(cast, person(建筑面积="98.2", 房屋状态="2006"), family, on_existing="update")
    result = operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    owner = Person.objects.get(name="张三")
    assert owner.id_number
    assert ciphers.unseal(owner.id_number, ciphers.ID_NUMBER) == "110101190001010014"
    assert Phone.objects.filter(person=owner).count() == 1
    assert Member.objects.get().person.name == "孙八"
    assert str(Unit.objects.get(code="01-1-1001").area_m2) == "98.20"
    mended = Correction.objects.get(field="area_m2")
    assert (mended.old, mended.new, mended.evidence) == ("94.56", "98.20", "名冊二.xlsx")
    assert (result.counts["updated"], Household.objects.count()) == (1, 1)
    once_more = again(cast, person(建筑面积="98.2", 房屋状态="2006"), family, on_existing="update")
    assert once_more.tried["updated"] == 0


@pytest.mark.clause("R1.1")
def test_owners_are_never_exchanged(cast: Cast) -> None:
    brought(cast, person())
    batch = again(cast, person(业主名称="李四", 身份证号=OTHER_IDS[0]), on_existing="update")
    assert batch.problems.get(code="owner_change").row == 2
    operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert Ownership.objects.get().person.name == "张三"


def test_a_unit_changed_meanwhile_is_looked_at_again(cast: Cast) -> None:
    brought(cast, person())
    batch = again(cast, person(建筑面积="98.2"), on_existing="update")
    Unit.objects.filter(code="01-1-1001").update(area_m2="97.00")
    operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert [str(each) for each in Correction.objects.values_list("old", flat=True)] == ["97.00"]


@pytest.mark.acceptance("R1.10/2")
def test_each_row_is_found_and_the_ledger_vouches_for_all(cast: Cast) -> None:
    batch = brought(
        cast, person(), person(业主名称="孙八", 业主类型="1002", 身份证号=""), person(房间="1002")
    ).batch
    household = Household.objects.get(unit__code="01-1-1001")
    origin = queries.origin_of(household.pk)
    assert origin is not None
    assert (origin.file_name, origin.rows, origin.at) == ("名冊.xlsx", (2, 3), cast.at)
    entry = list_entries(project_id=cast.cj.pk, action="import.confirmed", limit=1).items[0]
    subjects = BroughtIn.objects.filter(batch=batch).values_list("subject", flat=True)
    assert entry.detail["subjects_digest"] == digest_of(set(subjects))


def test_named_columns_are_kept_and_used_again(cast: Cast) -> None:
    head, rows = ("甲", "乙"), [("3棟2單元1502", "張三"), ("3棟2單元1503", "李四")]
    batch = worked(received(cast, *rows, header=head), cast)
    assert batch.state is State.UNMAPPED
    mapping = {"sheet": "资产信息", "header_row": 1, "columns": {"address": 1, "name": 2}}
    operations.name_columns(by=cast.cs_officer, at=cast.at, batch=batch, mapping=mapping)
    assert worked(batch, cast).tried["households"] == 2
    assert KeptMapping.objects.get().mapping["columns"] == {"address": 1, "name": 2}
    assert worked(received(cast, *rows, header=head), cast).state is State.TRIED


def e30() -> tuple[BytesIO, set[int]]:
    """E30: 5,000 units, 200 of whose rows are wrong; which rows those are."""
    rows, wrong = [], set()
    for number in range(5000):
        building, rest = divmod(number, 500)
        row = person(
            楼号=str(building + 1),
            房间=f"{rest // 10 + 1}{rest % 10 + 1:02}",
            楼层=str(rest // 10 + 1),
            业主名称=f"測試{number:04}",
            手机号="",
            身份证号="",
        )
        if number % 25 == 7:
            row = person(楼号=str(building + 1), 房间="") if number % 50 == 7 else _too_long(row)
            wrong.add(number + 2)
        rows.append(row)
    return xlsx(*rows), wrong


def _too_long(row: Sequence[str]) -> tuple[str, ...]:
    return tuple("長" * 90 if cell.startswith("測試") else cell for cell in row)


def test_e30_gives_back_exactly_the_wrong_rows(cast: Cast) -> None:
    stream, wrong = e30()
    batch = tried(cast, stream=stream)
    assert len(wrong) == 200
    assert set(batch.problems.filter(severity="error").values_list("row", flat=True)) == wrong
    book = queries.errors_workbook(batch, say=lambda problem: problem.code, words=str)
    back = read_workbook(BytesIO(book)).sheet("资产信息").rows
    assert len(back) == 201
    assert {row.cells[-1] for row in back[1:]} == {"room_missing", "name_long"}
    result = operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert result.counts["households"] == Household.objects.count() == 4800
