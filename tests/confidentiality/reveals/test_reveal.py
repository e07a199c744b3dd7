"""查看明文: with a reason, for a minute, in the ledger, never the value itself there (R1.8)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cast import OTHER_ID, RESIDENT_ID, Cast
from confidentiality.consultations.requests import permitted
from yihu.confidentiality.models import Reveal
from yihu.confidentiality.reveals import Revealed, reveal
from yihu.dossiers.models import Dossier
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused

pytestmark = pytest.mark.clause("R1.8")


def shown(cast: Cast, who: str = "cs_officer", dossier: Dossier | None = None, **how: Any) -> Revealed:
    file = dossier or cast.household()
    place = how.pop("place", 1)
    owner = file.household.ownerships.order_by("position")[place - 1]
    given: dict[str, Any] = {"field": "phone", "reason": "欠費跟蹤", "person_id": owner.person_id} | how
    return reveal(by=getattr(cast, who), at=cast.at, household_id=file.household_id, **given)


@pytest.mark.acceptance("R1.8/1")
@pytest.mark.acceptance("check 4")
def test_it_works(cast: Cast) -> None:
    assert shown(cast) == Revealed("13812341234", 60)
    row = Reveal.objects.get()
    assert (row.field, row.reason, row.revealed_by_id) == ("phone", "欠費跟蹤", cast.cs_officer.account_id)
    body = Entry.objects.get(action="identity.revealed").body
    assert "phone" in body
    assert "13812341234" not in body
    assert "欠費" not in body


def test_an_id_number(cast: Cast) -> None:
    dossier = cast.household()
    assert shown(cast, dossier=dossier, field="id_number").value == RESIDENT_ID
    assert shown(cast, dossier=dossier, field="id_number", place=2).value == OTHER_ID


def test_what_is_not_registered_is_said(cast: Cast) -> None:
    with pytest.raises(Conflict) as nothing:
        shown(cast, place=2)
    assert nothing.value.decision.code == "nothing_registered"
    assert not Reveal.objects.exists()


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"reason": " "}, "reason_missing"),
        ({"reason": "長" * 201}, "reason_missing"),
        ({"field": "name"}, "field_unknown"),
    ],
)
def test_without_a_reason_or_of_something_else(cast: Cast, how: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as wrong:
        shown(cast, **how)
    assert wrong.value.errors[0].code == code


@pytest.mark.parametrize(
    "who", ["front_desk", "cs_records", "eng_head", "sec_staff", "auditor", "project_manager"]
)
def test_colleagues_are_refused(cast: Cast, who: str) -> None:
    with pytest.raises(Refused) as no:
        shown(cast, who)
    assert no.value.decision.clause == "R1.8"
    assert not Reveal.objects.exists()


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_strangers_learn_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotKnown):
        shown(cast, who)


def test_a_person_of_another_household_is_unknown(cast: Cast) -> None:
    here, there = cast.household("3棟1單元1201"), cast.household("7棟1單元704")
    elsewhere = there.household.ownerships.order_by("position")[0].person_id
    own = {row.person_id for row in here.household.ownerships.all()}
    if elsewhere not in own:
        with pytest.raises(NotKnown):
            shown(cast, dossier=here, person_id=elsewhere)
    with pytest.raises(NotKnown):
        shown(cast, dossier=here, person_id=here.household_id)


def test_a_permit_for_the_field_shows_it_and_no_other(cast: Cast) -> None:
    given = permitted(cast)
    file = given.dossier
    assert shown(cast, "sec_staff", dossier=file).value == "13812341234"
    assert Reveal.objects.get().consultation_id == given.pk
    with pytest.raises(Refused):
        shown(cast, "sec_staff", dossier=file, field="id_number")
    with pytest.raises(Refused):
        shown(cast, "sec_records", dossier=file)


def test_a_reveal_without_a_reason_cannot_be_written(cast: Cast) -> None:
    shown(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reveal.objects.update(reason="")
