"""The acceptance scenarios of the reference, each told through pages and operations as it stands there."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from time_machine import TimeMachineFixture

from cast import Cast
from desk import desk, filed, received
from dossiers.store.samples import pdf
from yihu.confidentiality import reading
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import AccessionRow, Dossier, ItemNumber
from yihu.dossiers.places import Location
from yihu.estate.operations import add_unit
from yihu.households.inputs import OwnerInput, PersonInput
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict
from yihu.policy.vocabulary import SYSTEM, Carrier, Use

DAY = "registers/accessions/cs/2026-07-06/"


@pytest.fixture(autouse=True)
def _that_day(cast: Cast, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(cast.later(hours=1), tick=False)


def shown(cast: Cast, who: str, path: str) -> str:
    answer = desk(cast, who).get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def sold(cast: Cast, *labels: str) -> None:
    for label in labels:
        dossiers.change_use(by=cast.cs_head, at=cast.at, unit=cast.unit(label), use=Use.OWNER_OCCUPIED)


@pytest.mark.acceptance("R1.1/1")
def test_a_second_file_is_refused_and_the_report_lists_sold_units_only(cast: Cast) -> None:
    dossier = cast.household("3棟1單元1201")
    sold(cast, "3棟1單元1201", "3棟2單元1503")
    with pytest.raises(Conflict) as refused:
        cast.household("3棟1單元1201")
    assert refused.value.extra["existing"]["file_no"] == dossier.file_no == "CJ-03-1-1201/01"
    report = shown(cast, "cs_head", "units-without-file/")
    assert ("3棟1單元1201" in report, "3棟2單元1503" in report) == (False, True)


@pytest.mark.acceptance("R1.1/2")
def test_the_searched_file_is_one_page(cast: Cast) -> None:
    dossier = cast.household("3棟1單元1201")
    found = desk(cast, "cs_officer").shown("households/", q="1201")
    assert f"/CJ/households/{dossier.household_id}/" in found
    page = shown(cast, "cs_officer", f"households/{dossier.household_id}/")
    assert [words for words in ("張曉芸", "檔案目錄", "大事記") if words not in page] == []


@pytest.mark.acceptance("R1.2/1")
def test_an_engineer_opens_no_file_and_it_is_logged(cast: Cast) -> None:
    assert "households/new/" not in shown(cast, "eng_staff", "")
    assert desk(cast, "eng_staff").get("households/new/").status_code == 403
    assert Entry.objects.filter(action="access.refused", username="eng_staff").count() == 1


@pytest.mark.acceptance("R1.4/1")
def test_only_filing_ticks(cast: Cast) -> None:
    dossier = cast.household()
    page = shown(cast, "cs_head", f"households/{dossier.household_id}/")
    assert 'type="checkbox"' not in page
    before = reading.open_catalogue(by=cast.cs_head, at=cast.at, dossier_id=dossier.pk)
    filed(cast, line="A04", unit=cast.unit("3棟1單元1201"), title="房屋驗收表")
    after = reading.open_catalogue(by=cast.cs_head, at=cast.at, dossier_id=dossier.pk)
    states = [{line.code: line.state for line in view.lines}["A04"] for view in (before, after)]
    assert states == ["missing", "present"]
    assert after.present == before.present + 1


@pytest.mark.acceptance("R1.10/1")
def test_four_digits_of_a_phone_find_the_household_masked(cast: Cast) -> None:
    cast.household()
    page = desk(cast, "front_desk").shown("households/", q="1234")
    assert ("3棟1單元1201" in page, "138****1234" in page, "13812341234" in page) == (True, True, False)


@pytest.mark.acceptance("R1.10/2")
def test_a_corrected_area_shows_and_both_values_are_kept(cast: Cast) -> None:
    path = f"households/{cast.household().household_id}/"
    officer = desk(cast, "cs_officer")
    officer.post(f"{path}corrections/", field="area_m2", new="89.2", reason="補錄")
    officer.post(f"{path}corrections/", field="area_m2", new="98.2", reason="產權證為準")
    page = shown(cast, "cs_officer", path)
    assert [words for words in ("98.20", "89.20", "產權證為準") if words not in page] == []


@pytest.mark.acceptance("R1.10/3", "R2.3.3.4/1")
def test_the_fifth_is_overdue_and_four_rows_wait(cast: Cast, time_machine: TimeMachineFixture) -> None:
    for _ in range(4):
        filed(cast)
    late = received(cast)
    time_machine.move_to(cast.later(days=1), tick=False)
    waiting = shown(cast, "cs_records", "receipts/")
    assert late.title in waiting
    assert "逾期 1 天" in waiting
    assert "待閱 4 條" in shown(cast, "cs_head", "registers/")
    done = dossiers.file(
        by=cast.cs_records,
        at=cast.later(days=1),
        document=late,
        line="A06",
        location=Location("K-01", position="1"),
    )
    assert (done.late, done.days_late) == (True, 1)


@pytest.mark.acceptance("R1.S3/2")
def test_one_household_is_the_first_of_its_register(cast: Cast) -> None:
    assert "3棟1單元1201" not in shown(cast, "cs_head", "households/")
    cast.household()
    assert "3棟1單元1201" in shown(cast, "cs_head", "households/")
    asked = {"format": "pdf", "reason": "年度核對"}
    assert "2026-0001" in desk(cast, "cs_head").shown("exports/new/", **asked)


@pytest.mark.acceptance("R2.1.1/1")
def test_an_engineer_gets_no_identity_and_it_is_logged(cast: Cast) -> None:
    dossier = cast.household("3棟2單元1502")
    papers = shown(cast, "eng_staff", "receipts/")
    answer = desk(cast, "eng_staff").get(f"households/{dossier.household_id}/")
    assert answer.status_code == 403
    for text in (papers, answer.content.decode()):
        assert not [words for words in ("138****", "110****", "109X", "13812341234") if words in text]
    assert Entry.objects.filter(action="access.refused", username="eng_staff").count() == 1


@pytest.mark.acceptance("R2.3.1/1", "R2.3.1/2")
def test_engineerings_first_paper_opens_the_file_at_once(cast: Cast) -> None:
    desk(cast, "eng_staff").post(
        "receipts/new/", room="3棟2單元1502", title="裝修申請", pages="1", carrier="paper", act="receive"
    )
    dossier = Dossier.objects.get()
    assert (dossier.file_no, dossier.opened_at) == ("CJ-03-2-1502/01", cast.later(hours=1))
    assert dossier.documents.get().volume == "eng"
    assert dossier.gaps.filter(line="A06").exists()
    assert "CJ-03-2-1502/01" in shown(cast, "cs_officer", "")
    owner = OwnerInput(PersonInput("張曉芸"))
    again = dossiers.open_household(
        by=cast.cs_officer_b, at=cast.later(hours=1, minutes=1), unit=cast.unit(), owners=(owner,)
    )
    assert (again.created, again.dossier.pk, Dossier.objects.count()) == (False, dossier.pk, 1)


@pytest.mark.acceptance("R2.3.3.1/1")
def test_the_next_file_is_the_next_rooms(cast: Cast) -> None:
    first, last = cast.household("3棟1單元1201"), received(cast, unit=cast.unit("3棟2單元1503"))
    assert last.dossier
    filed(cast, location=Location("K-02", "1", "37"))
    middle = Dossier.objects.exclude(pk__in=(first.pk, last.dossier.pk)).get()
    page = shown(cast, "cs_officer", f"households/{middle.household_id}/")
    assert "K-02" in page
    places = [page.index(f"/CJ/households/{each.household_id}/") for each in (first, last.dossier)]
    assert places == sorted(places)


@pytest.mark.acceptance("R2.3.3.2/1")
def test_a_sealed_bag_is_unsealed_viewed_and_resealed(cast: Cast) -> None:
    scan = dossiers.Upload(BytesIO(pdf(pages=1)), "水電圖.pdf")
    bag = Location("E1", bag="B-017")
    drawing = filed(cast, "eng_records", "B03", location=bag, carrier=Carrier.BOTH, upload=scan)
    head, minute = cast.eng_head, timedelta(minutes=1)
    before = Entry.objects.count()
    with pytest.raises(Conflict):
        reading.open_page(by=head, at=cast.at + minute, document_id=drawing.pk, page=1)
    dossiers.unseal(by=head, at=cast.at + minute, document=drawing, reason="漏水查線")
    reading.open_page(by=head, at=cast.at + 2 * minute, document_id=drawing.pk, page=1)
    dossiers.reseal(by=head, at=cast.at + 3 * minute, document=drawing, reason="用畢")
    assert Entry.objects.count() == before + 3


@pytest.mark.acceptance("R2.3.3.3/1")
def test_what_lies_in_a_binder_is_listed_with_its_page(cast: Cast) -> None:
    binder = Location("S1", binder="放行條 2026-07 冊", binder_page=12)
    household = cast.household("3棟2單元1502").household_id
    filed(cast, "sec_records", "G05", title="放行條", location=binder)
    page = shown(cast, "cs_officer", f"households/{household}/?volume=sec")
    assert "放行條 2026-07 冊 第12頁" in page


@pytest.mark.acceptance("R2.3.3.4/2")
def test_the_head_reads_and_the_rows_are_frozen(cast: Cast) -> None:
    filed(cast)
    page = desk(cast, "cs_head").shown(DAY)
    row = AccessionRow.objects.select_related("reading__read_by").get()
    assert row.reading
    assert (row.reading.read_by.username, row.reading.read_at) == ("cs_head", cast.later(hours=1))
    assert row.reading.read_by.name in page
    with pytest.raises(DatabaseError), transaction.atomic():
        AccessionRow.objects.update(title="別的")


@pytest.mark.acceptance("R3.1/1")
def test_the_manager_sees_what_is_missing_and_who_answers_for_it(cast: Cast) -> None:
    for number in range(1, 7):
        add_unit(by=SYSTEM, at=cast.at, project=cast.cj, text=f"3棟1單元2{number}01", use=Use.OWNER_OCCUPIED)
    cast.household("3棟1單元1201")
    sold(cast, "3棟1單元1201")
    today = shown(cast, "project_manager", "")
    missing = cast.cj.units.exclude(use=Use.DEVELOPER).count() - 1
    assert f'<a href="/CJ/units-without-file/">{missing}</a>' in today
    report = shown(cast, "project_manager", "units-without-file/")
    assert report.count("<tr>") == missing + 1
    assert report.count("陳cs_officer</td>") >= 6


@pytest.mark.acceptance("check 15")
def test_numbers_have_no_gaps_and_are_never_used_again(cast: Cast) -> None:
    documents = [filed(cast) for _ in range(3)]
    move: dict[str, Any] = {"by": cast.cs_records, "at": cast.at, "line": "A10", "reason": "分類有誤"}
    dossiers.move(document=documents[1], **move)
    filed(cast)
    numbers = ItemNumber.objects.filter(line="A06").order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemNumber.objects.filter(number=4).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        cast.refreshed(Dossier.objects.get().pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Dossier.objects.create(
            project=cast.cj,
            household=cast.household("7棟1單元704").household,
            file_no="CJ-03-2-1502/01",
            opened_at=cast.at,
            changed_at=cast.at,
        )
