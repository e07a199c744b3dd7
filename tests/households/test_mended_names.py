"""Names mended in place stay findable; 財務 is told of areas; evidence is kept (R1.10c, R1.10d)."""

from uuid import uuid4

import pytest

from cast import Cast
from yihu import search
from yihu.dossiers import operations as dossiers
from yihu.households.models import Correction, FinanceNotice, FormerName, Household, Person
from yihu.households.operations import tell_finance
from yihu.policy.decisions import Conflict, Invalid, Refused


def household(cast: Cast) -> Household:
    return Household.objects.select_related("unit").get(pk=cast.household().household_id)


def mend(cast: Cast, target: Household, **asked: object) -> Correction:
    usual = {"field": "area_m2", "new": "98.2", "reason": "看錯產權證"}
    return dossiers.correct(by=cast.cs_officer, at=cast.at, household=target, **(usual | asked))  # type: ignore[arg-type]


@pytest.mark.clause("R1.10d", "R1.10c")
def test_it_works(cast: Cast) -> None:
    target = household(cast)
    person = Person.objects.get(name="張曉芸")
    made = mend(
        cast, target, field="name", new="張曉雲", reason="打錯字", evidence="身份證", person_id=person.pk
    )
    person.refresh_from_db()
    assert (person.name, person.name_fold, person.initials) == ("張曉雲", "张晓云", "zxy")
    assert (made.old, made.new, made.evidence, made.person_id) == ("張曉芸", "張曉雲", "身份證", person.pk)
    assert FormerName.objects.get().name == "張曉芸"
    found = search.find(by=cast.cs_officer, at=cast.at, project=cast.cj, q="張曉芸")
    assert {hit.unit_label for group in found.groups for hit in group.hits} == {"3棟1單元1201"}


def test_somebody_else_is_not_of_the_household(cast: Cast) -> None:
    for person in (None, uuid4()):
        with pytest.raises(Invalid) as refused:
            mend(
                cast,
                household(cast) if person is None else Household.objects.get(),
                field="name",
                new="某",
                person_id=person,
            )
        assert refused.value.errors[0].pointer == "person_id"


@pytest.mark.parametrize(
    ("asked", "pointer"), [({"new": " "}, "new"), ({"evidence": "長" * 201}, "evidence")]
)
def test_bad_ones_are_named(cast: Cast, asked: dict[str, str], pointer: str) -> None:
    target = household(cast)
    person = Person.objects.get(name="張曉芸").pk
    with pytest.raises(Invalid) as refused:
        mend(cast, target, **{"field": "name", "new": "張雲", "person_id": person, **asked})
    assert refused.value.errors[0].pointer == pointer
    assert not Correction.objects.exists()


@pytest.mark.clause("R1.10d")
def test_finance_is_told_once_and_charges_are_left_alone(cast: Cast) -> None:
    made = mend(cast, household(cast))
    with pytest.raises(Invalid):
        tell_finance(by=cast.cs_officer, at=cast.at, correction=made, told=" ")
    with pytest.raises(Refused):
        tell_finance(by=cast.eng_staff, at=cast.at, correction=made, told="林會計")
    tell_finance(by=cast.cs_officer, at=cast.at, correction=made, told="林會計")
    assert FinanceNotice.objects.get().told == "林會計"
    with pytest.raises(Conflict):
        tell_finance(by=cast.cs_officer, at=cast.at, correction=made, told="林會計")
    other = mend(cast, Household.objects.get(), field="kind", new="shop")
    with pytest.raises(Conflict):
        tell_finance(by=cast.cs_officer, at=cast.at, correction=other, told="林會計")
