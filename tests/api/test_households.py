"""Households over the API (R1.1, R1.2a, R1.6, R1.10b)."""

from typing import Any

import pytest

from api.calls import Calls, refused, told
from cast import OTHER_ID, RESIDENT_ID
from yihu.ledger.models import Entry

OWNER = {"name": "王小明", "id_type": "resident_id", "id_number": RESIDENT_ID, "phone": "13812341234"}
OTHER = {"name": "趙敏", "id_type": "resident_id", "id_number": OTHER_ID, "phone": "", "share": "1/2"}


def new(api: Calls, label: str = "3棟2單元1502", **more: Any) -> dict[str, Any]:
    unit = str(api.cast.unit(label).pk)
    return {"unit_id": unit, "owners": [OWNER], "acquired_on": "2020-05-01", "use": "owner_occupied"} | more


@pytest.mark.clause("R1.1", "R1.2a")
def test_it_works(api: Calls) -> None:
    opened = told(api.cs_officer.post("/households", new(api)), 201)
    assert opened.keys() == {"id", "tenure_no", "dossier"}
    household = told(api.cs_officer.get(f"/households/{opened['id']}"))
    assert household["owners"][0]["phone"] == "138****1234"
    assert RESIDENT_ID not in str(household)
    assert household["dossier"] == opened["dossier"]


@pytest.mark.clause("R1.1")
def test_one_household_one_file(api: Calls) -> None:
    opened = told(api.cs_officer.post("/households", new(api)), 201)
    problem = refused(api.cs_head.post("/households", new(api)), 409, "open_file_exists")
    assert problem["clause"] == "R1.1"
    assert {key: problem["existing"][key] for key in ("id", "file_no")} == opened["dossier"]


@pytest.mark.clause("R2.3.1")
def test_the_file_of_a_receipt_is_completed(api: Calls) -> None:
    dossier = api.receipt("eng_staff")["dossier"]
    completed = told(api.cs_officer.post("/households", new(api)), 200)
    assert completed["dossier"] == dossier


def test_the_list_is_masked_and_exact(api: Calls) -> None:
    api.cast.household()
    told(api.cs_officer.post("/households", new(api)), 201)
    listed = told(api.cs_records.get("/households?project=CJ"))
    assert (listed["total"], listed["next"]) == (2, None)
    row = listed["items"][0]
    assert row["unit_label"] == "3棟1單元1201"
    assert row["phone"] == "138****1234"
    assert row["catalogue"]["missing"] == row["catalogue"]["required"] - row["catalogue"]["present"] > 0
    assert row["arrears_over_quarter"] is False


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=1201", 1),
        ("q=張曉芸", 1),
        ("q=1234", 1),
        ("q=13812341234", 1),
        ("q=nobody", 0),
        ("missing=A06", 1),
        ("missing=A01", 1),
        ("area=A", 1),
        ("use=leased", 0),
        ("arrears=true", 0),
        ("former=true", 0),
    ],
)
def test_it_is_narrowed(api: Calls, query: str, found: int) -> None:
    api.cast.household()
    listed = told(api.cs_head.get(f"/households?{query}"))
    assert (len(listed["items"]), listed["total"]) == (found, found)


@pytest.mark.parametrize(("query", "pointer"), [("missing=ZZ", "/missing"), ("area=ZZ", "/area")])
def test_a_filter_that_there_is_not_is_named(api: Calls, query: str, pointer: str) -> None:
    api.cast.household()
    problem = refused(api.cs_head.get(f"/households?{query}"), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"owners": []}, "/owners"),
        ({"owners": [OWNER | {"id_number": "110101199003071090"}]}, "/owners/0/id_number"),
        ({"owners": [OWNER | {"phone": "123"}]}, "/owners/0/phone"),
        ({"owners": [OWNER | {"name": ""}]}, "/owners/0/name"),
        ({"owners": [OWNER | {"age": 3}]}, "/owners/0/age"),
        ({"owners": [OTHER, OTHER | {"share": "0.4", "id_number": RESIDENT_ID}]}, "/owners"),
        ({"acquired_on": "1 May"}, "/acquired_on"),
        ({"acquired_on": "1899-12-31"}, "/acquired_on"),
        ({"use": "castle"}, "/use"),
        ({"unit_id": "x"}, "/unit_id"),
    ],
)
def test_bad_fields_are_named_and_nothing_is_written(
    api: Calls, change: dict[str, Any], pointer: str
) -> None:
    problem = refused(api.cs_officer.post("/households", new(api, **change)), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert "110101199003071090" not in str(problem)
    assert told(api.cs_officer.get("/households"))["total"] == 0


@pytest.mark.clause("R1.6a")
def test_a_colleague_is_told_the_clause(api: Calls) -> None:
    household = api.cast.household().household_id
    for path in ("/households", f"/households/{household}"):
        assert refused(api.eng_staff.get(path), 403, "not_granted")["clause"] == "R1.6a"


@pytest.mark.clause("R1.6c")
def test_every_sight_is_registered(api: Calls) -> None:
    household = api.cast.household().household_id
    told(api.cs_officer.get(f"/households/{household}"))
    refused(api.sec_head.get(f"/households/{household}"), 403, "not_granted")
    acts = Entry.objects.exclude(action="token.issued").order_by("-id")
    assert list(acts.values_list("action", "username")[:2]) == [
        ("access.refused", "sec_head"),
        ("household.viewed", "cs_officer"),
    ]


@pytest.mark.clause("R1.10d")
def test_a_mistake_is_corrected(api: Calls) -> None:
    household = str(api.cast.household().household_id)
    seen = api.cs_officer.get(f"/households/{household}").headers["ETag"]
    sent = {"household_id": household, "field": "area_m2", "new": "98.6", "reason": "抄錄錯誤"}
    done = told(api.cs_officer.post("/corrections", sent, If_Match=seen), 201)
    assert done.keys() == {"id", "household_id", "field", "corrected_at"}
    refused(api.cs_officer.post("/corrections", sent | {"new": "99"}, If_Match=seen), 412, "stale")
    shown = told(api.cs_officer.get(f"/households/{household}"))
    assert (shown["area_m2"], shown["corrections"][0]["new"]) == ("98.60", "98.60")


def test_a_correction_needs_a_reason(api: Calls) -> None:
    household = str(api.cast.household().household_id)
    sent = {"household_id": household, "field": "area_m2", "new": "98.6", "reason": " "}
    problem = refused(api.cs_officer.post("/corrections", sent), 422, "invalid")
    assert problem["errors"][0]["pointer"] == "/reason"


@pytest.mark.clause("R1.8")
def test_a_phone_is_shown_whole_for_a_reason(api: Calls) -> None:
    household = api.cast.household().household_id
    owner = told(api.cs_officer.get(f"/households/{household}"))["owners"][0]["id"]
    path, body = f"/households/{household}/reveal", {"person_id": owner, "field": "phone"}
    assert told(api.cs_officer.post(path, body | {"reason": "欠費跟蹤"})) == {
        "value": "13812341234",
        "expires_in": 60,
    }
    refused(api.cs_officer.post(path, body), 422, "invalid")
    refused(api.cs_officer.post(path, body | {"reason": ""}), 422, "invalid")
    assert (
        refused(api.sec_staff.post(path, body | {"reason": "找人"}), 403, "not_granted")["clause"] == "R1.8"
    )
