"""Units over the API (R1.1)."""

import pytest

from api.calls import Calls, refused, told

HALL = {"project": "CJ", "building": "9", "room": "101", "kind": "shop", "area_m2": "88.50"}


@pytest.mark.parametrize("typed", ["3-1201", "03棟1201", "３棟１單元１２０１"])
def test_it_works(api: Calls, typed: str) -> None:
    found = told(api.cs_officer.get(f"/units?project=CJ&q={typed}"))
    assert [unit["label"] for unit in found["items"]] == ["3棟1單元1201"]
    assert (found["total"], found["next"]) == (1, None)


def test_nothing_is_cut_without_saying_so(api: Calls) -> None:
    seen, cursor = [], ""
    while cursor is not None:
        page = told(api.cs_head.get(f"/units?project=CJ&limit=2&cursor={cursor}"))
        seen += [unit["label"] for unit in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == page["total"] == 5


def test_a_unit_is_added(api: Calls) -> None:
    unit = told(api.cs_officer.post("/units", HALL), 201)
    assert (unit["project"], unit["kind"], unit["area_m2"]) == ("CJ", "shop", "88.50")
    assert told(api.cs_records.get(f"/units/{unit['id']}")) == unit


@pytest.mark.clause("R1.1")
def test_twice_is_a_conflict(api: Calls) -> None:
    unit = told(api.cs_officer.post("/units", HALL), 201)
    problem = refused(api.cs_officer.post("/units", HALL), 409, "unit_exists")
    assert problem["existing"]["id"] == unit["id"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"colour": "red"}, "/colour"),
        ({"kind": "castle"}, "/kind"),
        ({"area_m2": "0"}, "/area_m2"),
        ({"area_m2": "NaN"}, "/area_m2"),
        ({"room": "x" * 81}, "/room"),
        ({"room": "1\u0000"}, "/room"),
        ({"room": 101}, "/room"),
        ({"use": None}, "/use"),
    ],
)
def test_bad_fields_are_named(api: Calls, change: dict[str, object], pointer: str) -> None:
    problem = refused(api.cs_officer.post("/units", HALL | change), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


@pytest.mark.parametrize("query", ["limit=201", "limit=0", "limit=x", "cursor=%00", "cursor=abc", "q=%00"])
def test_bad_questions_are_refused(api: Calls, query: str) -> None:
    refused(api.cs_officer.get(f"/units?project=CJ&{query}"), 422, "invalid")


def test_only_customer_service_adds(api: Calls) -> None:
    assert refused(api.sec_staff.post("/units", HALL), 403, "not_granted")["clause"] == "R1.2a"


@pytest.mark.clause("R1.1")
def test_what_search_takes_for_a_room_is_no_second_one(api: Calls) -> None:
    typed = {"project": "CJ", "label": "3幢12层01"}
    problem = refused(api.cs_head.post("/units", typed), 409, "unit_exists")
    assert problem["existing"]["label"] == "3棟1單元1201"
    told(api.cs_head.post("/units", typed | {"distinct": True}), 201)
