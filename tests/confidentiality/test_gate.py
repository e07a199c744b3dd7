"""The gate: who is let in, under which written leave, and what it writes down."""

from datetime import timedelta

import pytest

from cast import Cast
from people import account_of
from yihu.confidentiality import gate, reading
from yihu.confidentiality.models import StandingPermit
from yihu.confidentiality.operations import withdraw_standing_permit
from yihu.ledger.models import Entry
from yihu.policy.access import Object
from yihu.policy.decisions import NotKnown, Refused
from yihu.policy.vocabulary import SYSTEM

LIST = Object.HOUSEHOLD_LIST


def decided(cast: Cast, who: str, *, days: int = 0) -> bool:
    return bool(
        gate.decide(by=getattr(cast, who), at=cast.later(days=days), project_id=cast.cj.pk, thing=LIST)
    )


@pytest.mark.parametrize("who", ["cs_officer", "cs_head", "project_manager", "auditor"])
def test_it_works(cast: Cast, who: str) -> None:
    assert decided(cast, who)


@pytest.mark.clause("C15", "R1.6a")
@pytest.mark.parametrize("who", ["project_manager", "auditor"])
def test_a_standing_permit_lasts_as_long_as_it_says(cast: Cast, who: str) -> None:
    assert decided(cast, who, days=299)
    assert not decided(cast, who, days=300)
    assert not decided(cast, who, days=-1)


@pytest.mark.clause("C15")
def test_a_withdrawn_permit_ends_at_once(cast: Cast) -> None:
    permit = StandingPermit.objects.get(account=account_of(cast.auditor))
    withdraw_standing_permit(by=cast.cs_head, at=cast.at, permit=permit)
    assert not decided(cast, "auditor")
    assert decided(cast, "project_manager")


@pytest.mark.clause("C15")
def test_a_permit_holds_in_its_own_project_only(cast: Cast) -> None:
    assert not gate.has_standing_permit(by=cast.auditor, at=cast.at, project_id=cast.xq.pk)
    assert not gate.has_standing_permit(by=SYSTEM, at=cast.at, project_id=cast.cj.pk)


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_the_unknowing_learn_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotKnown):
        gate.require(by=getattr(cast, who), at=cast.at, project_id=cast.cj.pk, thing=LIST)


@pytest.mark.clause("R1.6a")
def test_a_colleague_learns_the_clause(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        gate.require(by=cast.eng_head, at=cast.at, project_id=cast.cj.pk, thing=LIST)
    assert refused.value.decision.clause


def test_nobody_has_no_project() -> None:
    with pytest.raises(NotKnown):
        gate.own_project(SYSTEM)


def test_everybody_has_his_own(cast: Cast) -> None:
    assert gate.own_project(cast.xq_cs_head) == cast.xq.pk


@pytest.mark.clause("C15")
def test_every_sight_is_written_down_and_no_refused_one(cast: Cast) -> None:
    dossier = cast.household()
    before = Entry.objects.count()
    reading.open_household(by=cast.auditor, at=cast.at, household_id=dossier.household_id)
    entry = Entry.objects.get(action="household.viewed")
    assert (Entry.objects.count(), "auditor" in entry.body) == (before + 1, True)
    with pytest.raises(Refused):
        reading.open_household(by=cast.eng_head, at=cast.at, household_id=dossier.household_id)
    assert Entry.objects.count() == before + 1


def test_what_is_written_down_names_nobody(cast: Cast) -> None:
    dossier = cast.household()
    reading.open_household(
        by=cast.cs_head, at=cast.at + timedelta(minutes=1), household_id=dossier.household_id
    )
    bodies = "".join(Entry.objects.values_list("body", flat=True))
    assert not [word for word in ("張曉芸", "13812341234", "11010119900307109X") if word in bodies]
