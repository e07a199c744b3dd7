"""Two thousand units: the end of a phone is answered within a second, masked (R1.10c)."""

import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import Cast
from search.conftest import hits, house
from yihu.confidentiality.ways import Way
from yihu.estate.models import Unit
from yihu.estate.operations.units import draft_unit
from yihu.estate.rooms import parse_room
from yihu.households import ciphers
from yihu.households.models import Household, Ownership, Person, Phone
from yihu.policy.decisions import Invalid
from yihu.policy.vocabulary import SYSTEM

__all__ = ["house"]


@pytest.fixture
def town(cast: Cast) -> Cast:
    """Two thousand units with an owner and a phone each; every hundredth ends in 1234."""
    at, here = cast.at, {"project": cast.cj}
    readings = [parse_room(f"{10 + n // 100}棟1單元{n % 100 + 101}") for n in range(2000)]
    units = [draft_unit(project=cast.cj, building=None, reading=each, by=SYSTEM, at=at) for each in readings]
    households = [Household(**here, unit=unit, opened_at=at) for unit in Unit.objects.bulk_create(units)]
    people = [Person(**here, name="張三", name_fold="张三", initials="zs", recorded_at=at) for _ in units]
    owned = zip(Household.objects.bulk_create(households), Person.objects.bulk_create(people), strict=True)
    Ownership.objects.bulk_create([Ownership(**here, household=held, person=by) for held, by in owned])
    sealed = [ciphers.seal(f"138{n:04}{1234 if n % 100 == 0 else 9999}", ciphers.PHONE) for n in range(2000)]
    Phone.objects.bulk_create(
        Phone(**here, person=by, number=it.value, number_index=it.index, tail_index=it.tail_index, since=at)
        for by, it in zip(people, sealed, strict=True)
    )
    return cast


@pytest.mark.acceptance("R1.10/1")
@pytest.mark.clause("R1.10c")
def test_it_works(town: Cast) -> None:
    began = time.perf_counter()
    found = hits(town, "1234", who="front_desk")
    assert time.perf_counter() - began < 1
    assert len(found) == 20
    assert {(hit.field, hit.matched[3:], hit.part) for hit in found} == {(Way.PHONE_TAIL, "****1234", "1234")}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(text=st.text(min_size=1, max_size=12))
def test_any_text_is_answered(house: Cast, text: str) -> None:
    with suppress(Invalid):  # nothing is left of it but blanks
        hits(house, text)
