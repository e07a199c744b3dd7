"""Catch-up plans over the API (P21)."""

from typing import Any

import pytest

from api.calls import Calls, refused, told
from yihu.estate.models import Project

BODY = {"project": "CJ", "building": "03", "ends_on": "2026-12-31"}
LATER = {"ends_on": "2027-01-31", "reason": "業主長期在外"}


@pytest.fixture
def live(api: Calls) -> Calls:
    """The project goes live today with one file in building 03."""
    Project.objects.filter(pk=api.cast.cj.pk).update(went_live_on=api.cast.at.date())
    api.cast.cj.refresh_from_db()
    api.cast.household()
    return api


def listed(api: Calls, building: str = "03") -> Any:
    answer = told(api.cs_records.get("/catch-up-plans?project=CJ"))
    assert answer["total"] == len(answer["items"])
    return next(row for row in answer["items"] if row["building"] == building)


@pytest.mark.clause("R1.10")
def test_it_works(live: Calls) -> None:
    before = listed(live)
    made = told(live.cs_head.post("/catch-up-plans", BODY), 201)
    assert made == listed(live)
    assert (before["ordinary"], before["state"]) == (made["catch_up"], "none")
    assert (made["ordinary"], made["state"], made["plan"]["ends_on"]) == (0, "running", "2026-12-31")
    assert listed(live, "07")["plan"] is None


def test_a_missing_line_says_until_when(live: Calls) -> None:
    file = live.cast.household("3棟2單元1502").pk
    told(live.cs_head.post("/catch-up-plans", BODY), 201)
    lines = told(live.cs_officer.get(f"/dossiers/{file}/catalogue"))["lines"]
    until = {line["code"]: line["catch_up_until"] for line in lines}
    assert (until["A06"], until["C01"]) == ("2026-12-31", None)


def test_a_plan_is_revised(live: Calls) -> None:
    plan = told(live.cs_head.post("/catch-up-plans", BODY), 201)["plan"]["id"]
    path = f"/catch-up-plans/{plan}/revisions"
    revised = told(live.project_manager.post(path, LATER), 201)["plan"]
    assert (revised["first_end"], revised["ends_on"]) == ("2026-12-31", "2027-01-31")
    assert revised["revisions"][0]["reason"] == "業主長期在外"
    refused(live.cs_head.post(path, LATER), 409, "catch_up_unchanged")
    refused(live.xq_cs_head.post(path, LATER), 404, "not_known")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"building": "99"}, "/building"),
        ({"ends_on": "2028-01-01"}, "/ends_on"),
        ({"ends_on": "2026-07-06"}, "/ends_on"),
        ({"ends_on": "soon"}, "/ends_on"),
        ({"building": None}, "/building"),
        ({"months": 3}, "/months"),
    ],
)
def test_bad_fields_are_named(live: Calls, change: dict[str, object], pointer: str) -> None:
    problem = refused(live.cs_head.post("/catch-up-plans", BODY | change), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_once_a_building_and_only_by_who_may(live: Calls) -> None:
    refused(live.cs_officer.post("/catch-up-plans", BODY), 403, "not_granted")
    told(live.cs_head.post("/catch-up-plans", BODY), 201)
    assert refused(live.cs_head.post("/catch-up-plans", BODY), 409, "catch_up_plan_exists")["clause"]
    told(live.cs_head.post("/catch-up-plans", BODY | {"building": ""}), 201)


def test_a_project_that_never_went_live(api: Calls) -> None:
    refused(api.cs_head.post("/catch-up-plans", BODY), 409, "no_go_live")
    answer = told(api.auditor.get("/catch-up-plans?project=CJ"))
    assert (answer["went_live_on"], answer["last_day"]) == (None, None)
