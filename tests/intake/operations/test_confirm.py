"""Bringing in: bulk rows that cannot be told from those the operations write."""

from fractions import Fraction
from functools import partial

import pytest

from cast import Cast
from intake.books import ROOMS, person
from intake.files import OTHER_IDS, brought, shared_file, tried, xlsx
from yihu.dossiers import completeness
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Dossier, Gap, GapRollup
from yihu.estate.models import Building, Unit
from yihu.households import ciphers
from yihu.households.models import Household, Member, Ownership, Person, Phone
from yihu.intake import operations
from yihu.intake.operations.confirm import digest_of
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict, Refused
from yihu.policy.vocabulary import Carrier, Use


def everything() -> dict[str, int]:
    tables = (Building, Unit, Person, Phone, Household, Ownership, Member, Dossier, Gap)
    return {table.__name__: table.objects.count() for table in tables}


def kept(dossier: Dossier) -> tuple[object, ...]:
    gaps = sorted(Gap.objects.filter(dossier=dossier).values_list("line", flat=True))
    roll_ups = sorted(GapRollup.objects.values_list("line", "missing", "required"))
    return gaps, roll_ups, dossier.required_lines, dossier.required_count, dossier.present_count


@pytest.mark.clause("R1.1", "R1.2a")
def test_it_works(cast: Cast) -> None:
    result = brought(cast, person())
    dossier = Dossier.objects.select_related("household__unit").get()
    owner = Ownership.objects.select_related("person").get()
    assert dossier.file_no == "CJ-01-1-1001/01"
    assert (dossier.household.unit.label, dossier.household.unit.use) == ("1棟1單元1001", Use.OWNER_OCCUPIED)
    assert owner.person.name == "张三"
    assert owner.person.id_number
    assert ciphers.unseal(owner.person.id_number, ciphers.ID_NUMBER) == "110101190001010014"
    assert owner.person.id_index == ciphers.index("110101190001010014", ciphers.ID_NUMBER)
    assert Phone.objects.get().tail_index == ciphers.tail_index("13800000001", ciphers.PHONE)
    assert result.counts["households"] == result.counts["persons"] == result.counts["phones"] == 1


@pytest.mark.clause("R1.4")
def test_completeness_is_what_refresh_finds(cast: Cast) -> None:
    brought(cast, person(), person(房间="S-9", 房屋类型="商铺", 业主名称="张三,李四", 身份证号="", 单元="0"))
    for dossier in Dossier.objects.select_related("household__unit", "project"):
        before = kept(dossier)
        completeness.refresh(dossier=dossier, at=cast.at)
        dossier.refresh_from_db()
        assert kept(dossier) == before
        assert before[0]


@pytest.mark.parametrize("name", ["microcommunity-rooms-17col.xlsx", "microcommunity-estate-5sheets.xlsx"])
def test_a_shared_workbook_twice_changes_nothing(cast: Cast, name: str) -> None:
    first = brought(cast, stream=shared_file(name))
    before = everything()
    again = brought(cast, stream=shared_file(name))
    assert first.counts["households"] == before["Household"] > 0
    assert everything() == before
    assert again.counts["households"] == again.counts["units"] == 0
    assert again.counts["present"] == first.counts["households"] + first.counts["without_household"]


def test_unsold_rooms_have_no_household(cast: Cast) -> None:
    brought(cast, person(房屋状态="2002", 业主名称="", 手机号="", 身份证号=""))
    unit = Unit.objects.get(code="01-1-1001")
    assert (unit.use, Household.objects.filter(unit=unit).exists()) == (Use.DEVELOPER, False)


def test_one_person_of_many_rooms_is_one_record(cast: Cast) -> None:
    brought(cast, person(), person(房间="1002"), person(房间="1003", 身份证号="", 业主名称="赵六"))
    assert (Person.objects.count(), Ownership.objects.count()) == (2, 3)
    brought(cast, person(房间="1004"))
    assert (Person.objects.count(), Phone.objects.count()) == (2, 2)


def test_members_are_not_households(cast: Cast) -> None:
    tenant = person(业主名称="钱七", 业主类型="1003", 身份证号=OTHER_IDS[0])
    brought(cast, person(), tenant, person(业主名称="孙八", 业主类型="1002", 身份证号=""))
    assert sorted(Member.objects.values_list("kind", flat=True)) == ["family", "tenant"]
    assert Household.objects.count() == 1


def test_an_id_number_under_another_name_is_not_taken(cast: Cast) -> None:
    result = brought(cast, person(), person(房间="1002", 业主名称="李四"))
    assert Person.objects.get(name="李四").id_number is None
    assert result.batch.problems.get(code="id_name_differs").row == 3


def test_shares_are_kept_exactly(cast: Cast) -> None:
    rows = ((*person(业主名称="张三,李四,王五", 身份证号=""), "1/3,1/3,1/3"),)
    brought(cast, stream=xlsx(*rows, header=(*ROOMS, "份额")))
    shares = Ownership.objects.values_list("share_numerator", "share_denominator")
    assert sum(Fraction(top or 0, bottom or 1) for top, bottom in shares) == 1


@pytest.mark.clause("R2.3.1")
def test_a_file_that_a_paper_opened_gets_its_owners(cast: Cast) -> None:
    unit = cast.unit("3棟2單元1502")
    receive = partial(dossiers.receive, by=cast.eng_staff, at=cast.at, project=cast.cj, unit=unit)
    receive(title="裝修申請", pages=1, carrier=Carrier.PAPER)
    result = brought(cast, person(楼号="3", 单元="2", 房间="1502"))
    dossier = Dossier.objects.get()
    assert (result.counts["completed"], result.counts["households"]) == (1, 0)
    assert dossier.household.owners_registered_at == cast.at
    assert dossier.household.ownerships.get().person.name == "张三"


def test_households_with_owners_are_left_alone(cast: Cast) -> None:
    dossier = cast.household("3棟1單元1201")
    before = everything()
    result = brought(cast, person(楼号="3", 单元="1", 房间="1201"))
    assert result.counts["changed"] == 1
    assert everything() == before
    assert dossier.household.ownerships.count() == 2


def test_a_wrong_row_keeps_its_whole_household_out(cast: Cast) -> None:
    rows = (person(), person(业主名称="甲" * 90), person(房间="1002", 身份证号=""))
    result = brought(cast, *rows)
    assert (result.counts["refused"], result.counts["households"]) == (1, 1)
    assert {problem.row for problem in result.batch.problems.filter(severity="error")} == {2, 3}
    assert not Unit.objects.filter(code="01-1-1001").exists()


def test_one_entry_holds_count_and_digest(cast: Cast) -> None:
    brought(cast, person(), person(房间="1002"))
    entry = Entry.objects.get(action="import.confirmed")
    opened = list(Household.objects.values_list("pk", flat=True))
    digest = digest_of(opened)
    assert digest in entry.body
    assert "张三" not in entry.body


def test_what_changed_since_the_dry_run_is_seen(cast: Cast) -> None:
    batch = tried(cast, person(楼号="3", 单元="1", 房间="1201"))
    cast.household("3棟1單元1201")
    result = operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert (result.counts["households"], result.counts["changed"]) == (0, 1)


def test_a_batch_is_confirmed_once(cast: Cast) -> None:
    batch = brought(cast, person()).batch
    with pytest.raises(Conflict) as refused:
        operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert refused.value.decision.code == "confirmed_already"


def test_only_customer_service_confirms(cast: Cast) -> None:
    batch = tried(cast)
    with pytest.raises(Refused):
        operations.confirm(by=cast.sec_head, at=cast.at, batch=batch)
    assert not Household.objects.exists()
