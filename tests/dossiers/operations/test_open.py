"""Opening a household's file with its owners."""

from typing import Any

import pytest

from cast import OTHER_ID, RESIDENT_ID, Cast
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Dossier, Gap, GapRollup
from yihu.dossiers.operations.open import Opened
from yihu.households.inputs import MemberInput, OwnerInput, PersonInput
from yihu.households.models import Household, Member, Ownership, Person
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused
from yihu.policy.vocabulary import Carrier, IdType, Use

ZHANG = PersonInput("張曉芸", IdType.RESIDENT_ID, RESIDENT_ID, ("13812341234",))
LI = PersonInput("李建國", IdType.RESIDENT_ID, OTHER_ID)


def register(
    cast: Cast, who: str = "cs_officer", owners: tuple[OwnerInput, ...] = (OwnerInput(ZHANG),), **more: Any
) -> Opened:
    return dossiers.open_household(by=getattr(cast, who), at=cast.at, unit=cast.unit(), owners=owners, **more)


@pytest.mark.clause("R1.1", "R2.1.1")
def test_it_works(cast: Cast) -> None:
    opened = register(cast, use=Use.OWNER_OCCUPIED)
    assert opened.created
    assert opened.dossier.file_no == "CJ-03-2-1502/01"
    assert (opened.dossier.required_count, opened.dossier.present_count) == (14, 4)
    assert Gap.objects.count() == 10
    assert GapRollup.objects.get(line="A06").missing == 1
    assert Entry.objects.filter(action="dossier.opened").count() == 1


@pytest.mark.clause("R2.3.1")
def test_a_file_opened_by_a_paper_is_completed(cast: Cast) -> None:
    received = dossiers.receive(
        by=cast.eng_staff,
        at=cast.at,
        project=cast.cj,
        unit=cast.unit(),
        title="裝修申請",
        pages=1,
        carrier=Carrier.PAPER,
    )
    opened = register(cast)
    assert not opened.created
    assert opened.dossier == received.dossier
    assert Dossier.objects.count() == 1


@pytest.mark.acceptance("R1.1/1")
@pytest.mark.clause("R1.1")
def test_a_second_open_file_is_refused_and_the_first_is_named(cast: Cast) -> None:
    first = register(cast)
    with pytest.raises(Conflict) as refused:
        register(cast)
    assert refused.value.decision.code == "open_file_exists"
    assert refused.value.extra["existing"]["file_no"] == first.dossier.file_no
    assert Household.objects.count() == 1


@pytest.mark.clause("R1.2a")
@pytest.mark.parametrize(
    "who", ["eng_staff", "eng_head", "sec_head", "front_desk", "cs_records", "project_manager"]
)
def test_only_customer_service_opens_files(cast: Cast, who: str) -> None:
    with pytest.raises(Refused) as refused:
        register(cast, who)
    assert refused.value.decision.clause == "R1.2a"


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_officer"])
def test_strangers_know_of_nothing(cast: Cast, who: str) -> None:
    with pytest.raises((NotKnown, Refused)):
        register(cast, who)
    assert not Household.objects.exists()


def test_co_owners_hold_shares_that_sum_to_one(cast: Cast) -> None:
    register(cast, owners=(OwnerInput(ZHANG, "60%"), OwnerInput(LI, "2/5")))
    shares = Ownership.objects.order_by("position").values_list("share_numerator", "share_denominator")
    assert list(shares) == [(3, 5), (2, 5)]


@pytest.mark.parametrize("shares", [("1/2", "1/3"), ("1/2", "")])
def test_other_shares_are_refused(cast: Cast, shares: tuple[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        register(cast, owners=(OwnerInput(ZHANG, shares[0]), OwnerInput(LI, shares[1])))
    assert refused.value.errors[0].pointer == "owners"
    assert not Household.objects.exists()


def test_joint_owners_hold_no_shares(cast: Cast) -> None:
    register(cast, owners=(OwnerInput(ZHANG), OwnerInput(LI)))
    assert set(Ownership.objects.values_list("share_numerator", flat=True)) == {None}


@pytest.mark.clause("R2.1.1")
@pytest.mark.parametrize(
    ("person", "pointer"),
    [
        (PersonInput("張", IdType.RESIDENT_ID, "110101199003071091"), "owners/0/id_number"),
        (PersonInput("張", IdType.RESIDENT_ID, "110***********109X"), "owners/0/id_number"),
        (PersonInput("張", phones=("138****1234",)), "owners/0/phone"),
        (PersonInput(" "), "owners/0/name"),
        (PersonInput("長" * 81), "owners/0/name"),
    ],
)
def test_each_fault_names_its_field_and_nothing_is_written(
    cast: Cast, person: PersonInput, pointer: str
) -> None:
    with pytest.raises(Invalid) as refused:
        register(cast, owners=(OwnerInput(person),))
    assert [error.pointer for error in refused.value.errors] == [pointer]
    assert all(error.mend for error in refused.value.errors)
    assert not Household.objects.exists()


def test_without_owners_it_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        register(cast, owners=())


def test_the_same_owner_twice_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        register(cast, owners=(OwnerInput(ZHANG, "1/2"), OwnerInput(ZHANG, "1/2")))


@pytest.mark.clause("R1.1")
def test_an_owner_of_two_units_is_one_person(cast: Cast) -> None:
    register(cast)
    dossiers.open_household(
        by=cast.cs_officer, at=cast.at, unit=cast.unit("S-07"), owners=(OwnerInput(ZHANG),)
    )
    assert Person.objects.count() == 1
    assert Dossier.objects.count() == 2


def test_members_are_kept_with_their_relation(cast: Cast) -> None:
    register(cast, members=(MemberInput(LI, "family", "配偶"),))
    assert Member.objects.get().relation == "配偶"
