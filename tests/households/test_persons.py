"""One record for one person (R1.1d), whatever the name."""

import pytest

from cast import OTHER_ID, RESIDENT_ID, Cast
from yihu.estate.models import Project
from yihu.households import ciphers, persons
from yihu.households.inputs import PersonInput
from yihu.households.models import Person, Phone
from yihu.policy.decisions import Invalid
from yihu.policy.vocabulary import IdType

ORGANISATION_ID = "91350100M000100Y43"
PHONE = "13812341234"


def record(cast: Cast, person: PersonInput, project: Project | None = None) -> Person:
    return persons.record(
        by=cast.cs_officer, at=cast.at, project=project or cast.cj, person=person, pointer="owners/0"
    )


def resident(name: str = "張曉芸", number: str = RESIDENT_ID, *phones: str) -> PersonInput:
    return PersonInput(name, IdType.RESIDENT_ID, number, phones)


@pytest.mark.clause("R1.1", "R2.1.1")
def test_it_works(cast: Cast) -> None:
    first, again = record(cast, resident()), record(cast, resident("張 曉芸", RESIDENT_ID.lower()))
    assert first == again
    assert Person.objects.count() == 1
    assert first.id_number
    assert ciphers.unseal(first.id_number, ciphers.ID_NUMBER) == RESIDENT_ID


def test_two_without_an_id_number_are_two(cast: Cast) -> None:
    assert record(cast, PersonInput("王小明")) != record(cast, PersonInput("王小明"))


def test_another_number_is_another_person(cast: Cast) -> None:
    assert record(cast, resident()) != record(cast, resident(number=OTHER_ID))


def test_a_person_belongs_to_a_project(cast: Cast) -> None:
    assert record(cast, resident()) != record(cast, resident(), project=cast.xq)


@pytest.mark.clause("R2.1.1")
@pytest.mark.parametrize("name", ["𠮷田花子", "㛃妹", "阿不都热合曼·买买提", "長" * 40, "O'Brien-Smith"])
def test_a_name_is_kept_as_it_is_written(cast: Cast, name: str) -> None:
    person = record(cast, PersonInput(name))
    person.refresh_from_db()
    assert person.name == name


@pytest.mark.parametrize("dot", ["·", "•", "・", "‧"])
def test_every_middle_dot_is_the_same_name(cast: Cast, dot: str) -> None:
    found = {record(cast, PersonInput(f"买买提{each}艾力")).name_fold for each in ("·", dot)}
    assert len(found) == 1


@pytest.mark.clause("R2.1.1")
def test_an_organisation_is_one_record_too(cast: Cast) -> None:
    company = PersonInput("誠基商業有限公司", IdType.ORGANISATION, ORGANISATION_ID)
    first, again = record(cast, company), record(cast, company)
    assert (first, first.is_organisation) == (again, True)


def test_phones_are_added_once_and_kept(cast: Cast) -> None:
    record(cast, resident("張曉芸", RESIDENT_ID, PHONE))
    record(cast, resident("張曉芸", RESIDENT_ID, "+86 138-1234-1234", "13912345678"))
    assert [phone.position for phone in Phone.objects.order_by("position")] == [1, 2]


@pytest.mark.clause("R2.1.1")
def test_every_fault_is_named_at_once_and_nothing_is_written(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        record(cast, PersonInput(" ", IdType.RESIDENT_ID, "110101199003071091", ("12", "34")))
    assert [error.pointer for error in refused.value.errors] == [
        "owners/0/name",
        "owners/0/id_number",
        "owners/0/phones/0",
        "owners/0/phones/1",
    ]
    assert not Person.objects.exists()
    assert not any("110101199003071091" in str(error) for error in refused.value.errors)


def test_what_is_typed_never_shows_in_a_repr() -> None:
    assert RESIDENT_ID not in repr(resident())
    assert PHONE not in repr(PersonInput("張", phones=(PHONE,)))
