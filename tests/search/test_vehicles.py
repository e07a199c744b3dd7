"""Vehicles by their plates (R1.10c, R2.1.3)."""

import pytest

from cast import Cast
from search.conftest import hits, seen
from yihu.confidentiality.ways import Way
from yihu.gate.models import Vehicle
from yihu.search import Kind

ROOM = "3棟1單元1201"


@pytest.fixture
def parked(cast: Cast) -> Cast:
    """A car of 1201."""
    dossier = cast.household()
    Vehicle.objects.create(
        project=cast.cj,
        unit=cast.unit(ROOM),
        household=dossier.household,
        year=2026,
        serial=1,
        plate="粵B12345",
        plate_fold="粤B12345",
        holder="張曉芸",
        recorded_at=cast.at,
        recorded_by_id=cast.cs_officer.account_id,
    )
    return cast


@pytest.mark.clause("R1.10c")
@pytest.mark.parametrize("typed", ["粵B12345", "粤b·12345", "B-12345", "345", "粵B"])
def test_it_works(parked: Cast, typed: str) -> None:
    assert (ROOM, Way.PLATE, "粵B12345") in seen(parked, typed)


@pytest.mark.clause("R1.6a", "R2.1.3")
def test_guards_see_unit_and_plate(parked: Cast) -> None:
    (hit,) = hits(parked, "粵B12345", who="sec_staff")
    assert (hit.kind, hit.part, hit.names, hit.household_id) == (Kind.VEHICLE, "粵B12345", (), None)
    (known,) = hits(parked, "12345", who="front_desk")
    assert (known.part, known.names) == ("12345", ("張曉芸",))
    assert not hits(parked, "12345", who="eng_staff")


def test_what_ended_comes_when_asked_for(parked: Cast) -> None:
    Vehicle.objects.update(ended_at=parked.at, ended_by=parked.cs_officer.account_id)
    assert not hits(parked, "12345")
    assert [hit.former for hit in hits(parked, "12345", former=True)] == [True]
