"""Vehicles (F13, R2.1.3): registered under a number, ended with a reason, one live row a plate."""

from datetime import date
from typing import Any

import pytest

from cast import Cast
from yihu.gate import operations, queries
from yihu.gate.models import Vehicle
from yihu.gate.operations import VehicleInput
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused
from yihu.policy.plates import check_plate, fold_plate
from yihu.policy.vocabulary import Actor, Locality

ROOM = "3棟1單元1201"


def registered(cast: Cast, plate: str = "粵B12345", *, by: Actor | None = None, **more: Any) -> Vehicle:
    vehicle = VehicleInput(plate, **more)
    return operations.register_vehicle(
        by=by or cast.sec_staff, at=cast.at, project=cast.cj, unit=cast.unit(ROOM), vehicle=vehicle
    )


def test_it_works(cast: Cast) -> None:
    household = cast.household().household
    first, second = registered(cast, "粵 b·12345", colour="白"), registered(cast, "粤B67890")
    assert (first.plate, first.plate_fold, first.serial, second.serial) == ("粵B12345", "粤B12345", 1, 2)
    assert [row.plate for row in queries.vehicles_of(household.pk)] == ["粵B12345", "粤B67890"]
    assert queries.plates_of([cast.unit(ROOM).pk]) == {cast.unit(ROOM).pk: ("粵B12345", "粤B67890")}
    page = queries.list_vehicles(by=cast.sec_head, at=cast.at, project=cast.cj, q="粤b123")
    assert [(row.number, row.unit_label) for row in page.items] == [("2026-0001", ROOM)]


def test_a_plate_is_registered_once_until_it_ends(cast: Cast) -> None:
    row = registered(cast)
    with pytest.raises(Conflict) as refused:
        registered(cast, "粤B12345")
    assert refused.value.decision.code == "plate_registered"
    operations.end_vehicle(by=cast.sec_head, at=cast.at, vehicle=row, reason="已售")
    assert registered(cast).serial == 2
    assert Vehicle.objects.get(pk=row.pk).end_reason == "已售"


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"plate": ""}, "plate"),
        ({"plate": "粵B***45"}, "plate"),
        ({"plate": "粵B1"}, "plate"),
        ({"brand_model": "長" * 61}, "brand_model"),
        ({"space_tenure": "borrowed"}, "space_tenure"),
        ({"starts_on": date(2026, 7, 2), "ends_on": date(2026, 7, 1)}, "ends_on"),
    ],
)
def test_bad_ones_are_named(cast: Cast, more: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        registered(cast, **{"plate": "粵B12345", **more})
    assert [error.pointer for error in refused.value.errors] == [pointer]
    assert not Vehicle.objects.exists()


def test_an_end_has_a_reason_and_comes_once(cast: Cast) -> None:
    row = registered(cast)
    with pytest.raises(Invalid):
        operations.end_vehicle(by=cast.sec_head, at=cast.at, vehicle=row, reason=" ")
    operations.end_vehicle(by=cast.sec_head, at=cast.at, vehicle=row, reason="車位到期")
    with pytest.raises(Conflict):
        operations.end_vehicle(by=cast.sec_head, at=cast.at, vehicle=row, reason="車位到期")


@pytest.mark.parametrize("who", ["eng_staff", "front_desk", "cs_records", "auditor"])
def test_others_do_not_register(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        registered(cast, by=getattr(cast, who))


def test_engineering_does_not_look_and_strangers_know_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        queries.list_vehicles(by=cast.eng_staff, at=cast.at, project=cast.cj)
    with pytest.raises(NotKnown):
        queries.list_vehicles(by=cast.xq_cs_head, at=cast.at, project=cast.cj)
    with pytest.raises(NotKnown):
        queries.find_vehicle(by=cast.xq_cs_head, vehicle_id=registered(cast).pk)


def test_pages_hold_together(cast: Cast) -> None:
    for number in range(5):
        registered(cast, f"粵B1000{number}")
    seen, cursor = [], ""
    for _ in range(3):
        page = queries.list_vehicles(by=cast.sec_staff, at=cast.at, project=cast.cj, cursor=cursor, limit=2)
        assert page.total == 5
        seen += [row.plate[-1] for row in page.items]
        cursor = page.next or ""
    assert (seen, cursor) == (["4", "3", "2", "1", "0"], "")


@pytest.mark.parametrize(
    ("text", "locality", "kept"),
    [
        ("粤BD12345", Locality.CN, "粤BD12345"),
        ("ab 1234", Locality.HK, "AB1234"),
        ("ABC-1234", Locality.TW, "ABC1234"),
        ("粵B12345", Locality.HK, "粵B12345"),
    ],
)
def test_plates_by_locality(text: str, locality: Locality, kept: str) -> None:
    checked = check_plate(text=text, locality=locality)
    assert (checked.value, bool(checked)) == (kept, True)
    assert fold_plate(kept) == fold_plate(text)
