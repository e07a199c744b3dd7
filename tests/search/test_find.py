"""One box: everything people remember leads to the household, for those who may know it (R1.10c)."""

from datetime import date

import pytest

from cast import RESIDENT_ID, Cast
from search.conftest import LATIN, hits, opened, seen
from yihu.confidentiality.ways import Way
from yihu.households.inputs import PersonInput
from yihu.households.models import Household
from yihu.ledger.models import Entry
from yihu.policy.decisions import Invalid, NotKnown, Refused
from yihu.search import Kind, find, offer

ROOM = "3棟1單元1201"
WAYS = [
    ("3-1-1201", Way.ROOM, "3棟1單元1201"),
    ("3-1201", Way.ROOM, "3棟1單元1201"),
    ("03棟1201", Way.ROOM, "3棟1單元1201"),
    ("3幢12层01", Way.ROOM, "3棟1單元1201"),
    ("３－１２０１", Way.ROOM, "3棟1單元1201"),
    ("1201", Way.ROOM, "3棟1單元1201"),
    ("3-12", Way.ROOM, "3棟1單元1201"),
    ("張曉芸", Way.NAME, "張曉芸"),
    ("张", Way.NAME, "張曉芸"),
    ("晓", Way.NAME, "張曉芸"),
    ("歐陽", Way.NAME, "歐陽修文"),
    ("zxy", Way.INITIALS, "ZXY"),
    ("ZX", Way.INITIALS, "ZXY"),
    ("oyxw", Way.INITIALS, "OYXW"),
    ("狗剩", Way.FORMER_NAME, "李狗剩"),
    ("lgs", Way.FORMER_NAME, "李狗剩"),
    ("13812341234", Way.PHONE, "138****1234"),
    ("+86 138-1234-1234", Way.PHONE, "138****1234"),
    ("1234", Way.PHONE_TAIL, "138****1234"),
    (RESIDENT_ID, Way.ID_NUMBER, "110***********109X"),
    ("109x", Way.ID_TAIL, "110***********109X"),
    ("CJ-03-1-1201/01", Way.FILE_NO, "CJ-03-1-1201/01"),
    ("cj03112", Way.FILE_NO, "CJ-03-1-1201/01"),
    ("1201/01", Way.FILE_NO, "CJ-03-1-1201/01"),
    ("3棟 張", Way.NAME, "張曉芸"),
    ("zxy 1201", Way.INITIALS, "ZXY"),
]


@pytest.mark.clause("R1.10c")
@pytest.mark.parametrize(("typed", "way", "said"), WAYS, ids=[each[0] for each in WAYS])
def test_it_works(house: Cast, typed: str, way: Way, said: str) -> None:
    assert (ROOM, way, said) in seen(house, typed)


@pytest.mark.clause("R1.10c")
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("𠮷", "𠮷㛃"),
        ("㛃", "𠮷㛃"),
        ("熱合", "阿不都·熱合曼"),
        ("阿不都•热合曼", "阿不都·熱合曼"),
        ("不都热合", "阿不都·熱合曼"),
        ("都热", "阿不都·熱合曼"),
        ("·热", "阿不都·熱合曼"),
        ("商贸", "誠基商貿有限公司"),
        (LATIN.upper(), LATIN),
        ("von habs", LATIN),
        ("lorena maximilian", LATIN),
    ],
)
def test_names_in_any_writing(house: Cast, typed: str, name: str) -> None:
    assert name in {hit.names[0] for hit in hits(house, typed) if hit.kind is Kind.PERSON}


@pytest.mark.parametrize("typed", ["阿不都·熱合曼", "阿不都熱合曼"])
def test_who_has_exactly_this_name_comes_first(house: Cast, typed: str) -> None:
    opened(house, "3棟1單元101", PersonInput("小阿不都·熱合曼"))
    assert [hit.names[0] for hit in hits(house, typed)] == ["阿不都·熱合曼", "小阿不都·熱合曼"]


def test_words_must_all_be_met(house: Cast) -> None:
    assert not hits(house, "7棟 張")
    assert not hits(house, "張 歐陽無名")


@pytest.mark.parametrize("typed", ["%", "_", "!", "100%", "'; --", "\x00張曉芸無", "🏠", "．．．"])
def test_signs_mean_nothing_but_themselves(house: Cast, typed: str) -> None:
    assert not hits(house, typed)


def test_the_part_that_was_typed_is_said(house: Cast) -> None:
    parts = {typed: [hit.part for hit in hits(house, typed)] for typed in ("晓芸", "1234", "cj031", "HABS")}
    assert parts == {"晓芸": ["曉芸"], "1234": ["1234", "1234"], "cj031": ["CJ-03-1"], "HABS": ["Habs"]}


@pytest.mark.acceptance("check 4")
def test_numbers_are_masked(house: Cast) -> None:
    found = (hits(house, "13812341234"), hits(house, RESIDENT_ID))
    assert "13812341234" not in repr(found)
    assert RESIDENT_ID not in repr(found)


DESK = {"張": 1, "1201": 1, "zxy": 1, "1234": 2, "狗剩": 1}
HIDDEN = ["109X", RESIDENT_ID, "CJ-03-1-1201/01", "歐陽", "oyxw", "C01X00T47"]


@pytest.mark.clause("R1.6a")
@pytest.mark.acceptance("check 1")
def test_the_desk_finds_rooms_owners_and_phones(house: Cast) -> None:
    assert {typed: len(hits(house, typed, who="front_desk")) for typed in DESK} == DESK
    assert all(not hits(house, typed, who="front_desk") for typed in HIDDEN)
    assert all(hits(house, typed) for typed in HIDDEN)


@pytest.mark.clause("R1.6a")
@pytest.mark.acceptance("check 1")
@pytest.mark.parametrize(
    "who", ["eng_staff", "eng_head", "eng_records", "sec_staff", "sec_head", "sec_records"]
)
def test_other_departments_find_rooms_alone(house: Cast, who: str) -> None:
    (hit,) = hits(house, "3-1-1201", who=who)
    assert (hit.kind, hit.names, hit.household_id) == (Kind.UNIT, (), None)
    assert not [typed for typed in ("張", "zxy", "1234", "狗剩", *HIDDEN) if hits(house, typed, who=who)]


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_strangers_learn_nothing(house: Cast, who: str) -> None:
    with pytest.raises(NotKnown):
        hits(house, "張", who=who)


def test_oversight_needs_its_permit(house: Cast) -> None:
    assert hits(house, "張", who="auditor")
    later = house.later(days=400)
    with pytest.raises(Refused) as refusal:
        find(by=house.auditor, at=later, project=house.cj, q="張")
    assert refusal.value.decision.code == "permit_required"


@pytest.mark.clause("R1.10c")
def test_former_households_come_when_asked_for(house: Cast) -> None:
    Household.objects.filter(unit=house.unit(ROOM)).update(ended_on=date(2026, 6, 1))
    assert not hits(house, "張曉芸")
    assert seen(house, "張曉芸", former=True) == {(ROOM, Way.FORMER_OWNER, "張曉芸")}
    assert seen(house, "CJ-03-1-1201/01") == {(ROOM, Way.FILE_NO, "CJ-03-1-1201/01")}
    assert not hits(house, "1201/01")


@pytest.mark.clause("R1.6c")
def test_a_search_is_one_entry_without_what_was_typed(house: Cast) -> None:
    before = Entry.objects.count()
    hits(house, "張曉芸")
    offer(by=house.cs_officer, at=house.at, project=house.cj, q="張曉芸")
    entries = list(Entry.objects.order_by("seq").filter(action="search.made"))
    assert Entry.objects.count() == before + 2
    assert ['"offered":true' in entry.body for entry in entries] == [False, True]
    assert "曉" not in repr([entry.body for entry in entries])


@pytest.mark.parametrize(
    ("typed", "code"), [("", "search_blank"), (" 　", "search_blank"), ("張" * 101, "search_too_long")]
)
def test_what_is_no_search_is_said(house: Cast, typed: str, code: str) -> None:
    with pytest.raises(Invalid) as wrong:
        hits(house, typed)
    assert [error.code for error in wrong.value.errors] == [code]


def test_it_says_what_the_text_was_taken_for(house: Cast) -> None:
    nothing = find(by=house.cs_officer, at=house.at, project=house.cj, q="9幢9层01")
    assert nothing.groups == ()
    assert (Way.ROOM, "9棟901") in nothing.understood
