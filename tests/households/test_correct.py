"""A correction mends a mistake in place and keeps both values (R1.10d)."""

from typing import Any

import pytest

from cast import Cast
from yihu.dossiers.models import Gap
from yihu.dossiers.operations import correct
from yihu.households.models import Correction, Household
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused

pytestmark = pytest.mark.clause("R1.10d")


def mend(cast: Cast, household: Household, who: str = "cs_officer", **changes: Any) -> Correction:
    values: dict[str, Any] = {"field": "area_m2", "new": "98.2", "reason": "產權證為準"} | changes
    return correct(by=cast.actors[who], at=cast.at, household=household, **values)


@pytest.fixture
def household(cast: Cast) -> Household:
    return cast.household().household


def test_it_works(cast: Cast, household: Household) -> None:
    mend(cast, household, new="89.2")
    record = mend(cast, household)
    household.unit.refresh_from_db()
    assert (record.old, record.new, str(household.unit.area_m2)) == ("89.20", "98.20", "98.20")
    assert Entry.objects.filter(action="household.corrected").count() == 2
    assert "98.2" not in "".join(Entry.objects.values_list("body", flat=True))


def test_full_width_digits_are_read(cast: Cast, household: Household) -> None:
    assert mend(cast, household, new="９８．２").new == "98.20"


def test_a_date_and_a_kind_can_be_mended(cast: Cast, household: Household) -> None:
    assert mend(cast, household, field="acquired_on", new="2026-06-12").new == "2026-06-12"
    assert mend(cast, household, field="kind", new="shop").old == "residential"


@pytest.mark.clause("R1.4b")
def test_the_catalogue_follows_a_mended_kind(cast: Cast, household: Household) -> None:
    before = set(Gap.objects.values_list("line", flat=True))
    mend(cast, household, field="kind", new="shop")
    assert set(Gap.objects.values_list("line", flat=True)) != before


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"field": "id_number"}, "field"),
        ({"reason": " "}, "reason"),
        ({"new": "大"}, "new"),
        ({"new": "-1"}, "new"),
        ({"new": "NaN"}, "new"),
        ({"new": "1e30"}, "new"),
        ({"field": "kind", "new": "castle"}, "new"),
        ({"field": "acquired_on", "new": "2026-02-30"}, "new"),
        ({"field": "kind", "new": "residential"}, "new"),
    ],
)
def test_each_fault_names_its_field_and_changes_nothing(
    cast: Cast, household: Household, changes: dict[str, str], pointer: str
) -> None:
    with pytest.raises(Invalid) as refused:
        mend(cast, household, **changes)
    assert [(error.pointer, bool(error.mend)) for error in refused.value.errors] == [(pointer, True)]
    assert not Correction.objects.exists()


def test_what_changed_meanwhile_is_not_overwritten(cast: Cast, household: Household) -> None:
    mend(cast, household, new="89.2")
    with pytest.raises(Conflict) as refused:
        mend(cast, household, old="88")
    assert refused.value.decision.code == "changed_meanwhile"


@pytest.mark.parametrize("who", ["cs_records", "eng_head", "project_manager", "front_desk"])
def test_only_customer_service_officers_mend(cast: Cast, household: Household, who: str) -> None:
    with pytest.raises(Refused):
        mend(cast, household, who)


def test_strangers_know_of_nothing(cast: Cast, household: Household) -> None:
    with pytest.raises(NotKnown):
        mend(cast, household, "xq_cs_officer")
