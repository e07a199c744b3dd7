"""Projects, their regulations and their policy (R3.1, R3.2)."""

import pytest

from api.calls import Calls, refused, told
from cast import AT
from yihu.estate.operations import publish_company_rule

NEW = {"code": "YY", "name": "雲英里", "regulations": ["community"]}


def test_it_works(api: Calls) -> None:
    listed = told(api.cs_officer.get("/projects"))
    assert [(one["code"], one["role"]) for one in listed["items"]] == [("CJ", "cs_officer")]
    assert told(api.cs_officer.get("/projects/CJ")) == listed["items"][0]


@pytest.mark.clause("R3.1")
def test_a_project_is_opened_by_the_administrator(api: Calls) -> None:
    project = told(api.sysadmin.post("/projects", NEW), 201)
    assert (project["code"], project["regulations"]) == ("YY", ["community"])
    assert told(api.sysadmin.get("/projects"))["total"] == 2
    refused(api.sysadmin.post("/projects", NEW), 409, "project_exists")


def test_nobody_else_opens_one(api: Calls) -> None:
    refused(api.cs_head.post("/projects", NEW), 403, "not_granted")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"code": "yy"}, "/code"),
        ({"regulations": ["moon"]}, "/regulations/0"),
        ({"regulations": []}, "/regulations"),
        ({"time_zone": "Mars/Base"}, "/time_zone"),
        ({"went_live_on": "2026-02-30"}, "/went_live_on"),
        ({"went_live_on": 0}, "/went_live_on"),
    ],
)
def test_bad_fields_are_named(api: Calls, change: dict[str, object], pointer: str) -> None:
    problem = refused(api.sysadmin.post("/projects", NEW | change), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_the_policy_says_where_each_value_comes_from(api: Calls) -> None:
    policy = told(api.cs_officer.get("/projects/CJ/policy"))
    assert policy["regulations"] == ["community", "process", "apartment"]
    assert all(one["provenance"] for one in policy["parameters"].values())


@pytest.mark.clause("R3.2")
def test_regulations_are_put_by_version(api: Calls) -> None:
    seen = api.project_manager.get("/projects/CJ/policy").headers["ETag"]
    put = api.project_manager.put("/projects/CJ/regulations", ["community"], If_Match=seen)
    assert told(put)["regulations"] == ["community"]
    stale = api.project_manager.put("/projects/CJ/regulations", ["process"], If_Match=seen)
    refused(stale, 412, "stale")


@pytest.mark.parametrize("body", [[], ["moon"], "community", {"a": 1}, [1], None])
def test_bad_regulations_are_refused(api: Calls, body: object) -> None:
    refused(api.project_manager.put("/projects/CJ/regulations", body), 422, "invalid")


def test_staff_adopt_nothing(api: Calls) -> None:
    refused(api.eng_head.put("/projects/CJ/regulations", ["community"]), 403, "not_granted")


@pytest.mark.clause("R3.2")
def test_a_new_company_rule_is_read_before_the_next_access(api: Calls) -> None:
    publish_company_rule(
        by=api.cast.project_manager,
        at=AT,
        project=api.cast.cj,
        code="house",
        title="公司檔案制度",
        effective_on=AT.date(),
        parameters={"P04": 15},
    )
    problem = refused(api.cs_officer.get("/households?project=CJ"), 403, "rule_unread")
    assert problem["clause"] == "R3.2"


def test_the_library_is_whole(api: Calls) -> None:
    listed = told(api.viewer.get("/regulations"))
    assert [one["code"] for one in listed["items"]] == ["community", "process", "apartment"]
    text = told(api.viewer.get("/regulations/community"))
    assert len(text["clauses"]) == listed["items"][0]["clauses"] > 20
    assert text["clauses"][0].keys() == {"id", "number", "title", "summary", "kind", "duties", "parameters"}
    refused(api.viewer.get("/regulations/moon"), 404, "not_known")
