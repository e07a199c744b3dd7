"""The list of households and the one box find the same, by one understanding."""

import pytest

from cast import RESIDENT_ID, Cast
from search.conftest import house, opened
from yihu.confidentiality.reading import Filters, list_households
from yihu.confidentiality.reading.finding import find
from yihu.households.inputs import PersonInput
from yihu.search import find as box

__all__ = ["house"]
TYPED = [
    "3-1201",
    "12",
    "張",
    "zxy",
    "狗剩",
    "歐陽",
    "1234",
    "109X",
    "CJ-03-1-1201/01",
    "3棟 張",
    "商贸",
    "無人",
]


def listed(cast: Cast, typed: str, who: str) -> set[str]:
    found = list_households(
        by=getattr(cast, who), at=cast.at, project=cast.cj, filters=Filters(q=typed), limit=200
    )
    assert found.total == len(found.items)
    return {row.unit_label for row in found.items}


@pytest.mark.clause("R1.10c", "R1.10b")
@pytest.mark.parametrize("who", ["cs_officer", "front_desk"])
@pytest.mark.parametrize("typed", TYPED)
def test_it_works(house: Cast, typed: str, who: str) -> None:
    hits = box(by=getattr(house, who), at=house.at, project=house.cj, q=typed, limit=200).hits
    assert listed(house, typed, who) == {hit.unit_label for hit in hits if hit.household_id}


@pytest.mark.clause("R1.6a")
@pytest.mark.parametrize("typed", [RESIDENT_ID, "109X", "歐陽", "CJ-03-1-1201/01"])
def test_the_desk_cannot_guess_what_it_does_not_see(house: Cast, typed: str) -> None:
    assert listed(house, typed, "cs_officer")
    assert not listed(house, typed, "front_desk")


def test_without_a_person_no_text_leads_anywhere(house: Cast) -> None:
    assert find(project=house.cj, filters=Filters(q="張"), at=house.at).count() == 0


def test_many_are_narrowed_within_the_statement(house: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yihu.confidentiality.reading.finding._FEW", 1)
    opened(house, "9棟1單元901", PersonInput("張三"))
    assert listed(house, "張", "cs_officer") == {"3棟1單元1201", "9棟1單元901"}
