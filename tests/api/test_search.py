"""`GET /search` (R1.10c)."""

import pytest

from api.calls import Calls, refused, told
from yihu.confidentiality.ways import Way
from yihu.search import finding


@pytest.mark.acceptance("R1.10/1")
@pytest.mark.clause("R1.10c")
def test_it_works(api: Calls) -> None:
    dossier = api.cast.household()
    found = told(api.front_desk.get("/search?project=CJ&q=1234"))
    (hit,) = found["items"]
    assert (found["total"], found["total_at_least"], found["next"]) == (1, None, None)
    assert (hit["field"], hit["matched"], hit["part"]) == (Way.PHONE_TAIL, "138****1234", "1234")
    assert (hit["household_id"], hit["names"]) == (str(dossier.household_id), ["張曉芸"])


def test_pages_follow_one_another(api: Calls) -> None:
    api.cast.household()
    first = told(api.cs_officer.get("/search?q=3-1&limit=1"))
    assert first["groups"] == {"unit": first["total"]}
    assert first["next"] or first["total"] == 1
    other = told(api.cs_officer.get("/search?q=棟&limit=2"))
    rest = told(api.cs_officer.get(f"/search?q=棟&limit=200&cursor={other['next']}"))
    ids = [hit["id"] for hit in other["items"] + rest["items"]]
    assert len(set(ids)) == len(ids) == other["total"] == rest["total"]


def test_more_than_is_counted_is_said_so(api: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 1)
    monkeypatch.setattr("yihu.api.endpoints.search.MOST_COUNTED", 1)
    found = told(api.cs_officer.get("/search?q=棟&limit=1"))
    assert (found["total"], found["total_at_least"]) == (None, 2)


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("q=", "q"), ("q=%20", "q"), ("q=1&cursor=x", "cursor"), ("q=1&kind=cat", "kind")],
)
def test_what_is_wrong_is_named(api: Calls, query: str, field: str) -> None:
    problem = refused(api.cs_officer.get(f"/search?project=CJ&{query}"), 422, "invalid")
    assert [error["pointer"].strip("/") for error in problem["errors"]] == [field]


def test_a_stranger_gets_what_everybody_gets(api: Calls) -> None:
    answers = {
        api.voice(who).get("/search?project=CJ&q=張").content for who in ("viewer", "sysadmin", "xq_cs_head")
    }
    assert answers == {api.cs_head.get("/nowhere").content}
