"""Everything that does not happen is a problem document; the 404 is one for all."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.calls import BASE, Calls, refused, told
from yihu.ledger.models import Entry

UNIT = {"project": "CJ", "building": "9", "room": "101"}


def things(api: Calls) -> dict[str, str]:
    """Something of CJ of each kind, by the place of its id in paths."""
    document = api.filed()["id"]
    dossier = told(api.cs_head.get(f"/documents/{document}"))["dossier"]["id"]
    household = told(api.cs_head.get(f"/dossiers/{dossier}"))["household_id"]
    return {
        "units": str(api.cast.unit().pk),
        "households": household,
        "dossiers": dossier,
        "documents": document,
    }


PATHS = (
    "/units/{units}",
    "/households/{households}",
    "/dossiers/{dossiers}",
    "/dossiers/{dossiers}/catalogue",
    "/documents/{documents}",
    "/documents/{documents}/pages/1",
    "/documents/{documents}/content",
)


def test_it_works(api: Calls) -> None:
    """A stranger gets the same bytes for what exists, what does not, and what cannot."""
    there = things(api)
    absent = {name: str(uuid4()) for name in there}
    broken = dict.fromkeys(there, "not-an-id")
    answers = [api.xq_cs_head.get(path.format(**ids)) for path in PATHS for ids in (there, absent, broken)]
    answers += [
        api.xq_cs_head.get(path)
        for path in ("/projects/CJ", "/projects/NO", "/units?project=CJ", "/nothing", "/", "", "/../v2/x")
    ]
    answers += [api.nobody.get("/nothing/here"), api.xq_cs_head.post("/nothing", {"a": 1})]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_a_stranger_costs_the_same_work(api: Calls) -> None:
    """The very same statements run for what exists and for what does not: no clock can tell them apart."""
    there = things(api)
    voice, absent = api.xq_cs_head, {name: str(uuid4()) for name in there}

    def work(path: str) -> list[str]:
        with CaptureQueriesContext(connection) as ran:
            voice.get(path)
        return [re.sub(r"'[^']*'|X'[0-9A-F]+'|[0-9a-f-]{32,36}|[0-9]+", "?", one["sql"]) for one in ran]

    for path in PATHS:
        assert work(path.format(**there)) == work(path.format(**absent))


@pytest.mark.parametrize("who", ["viewer", "sysadmin"])
def test_who_may_not_know_gets_the_same(api: Calls, who: str) -> None:
    there = things(api)
    known = PATHS[1:]
    answers = [api.voice(who).get(path.format(**there)) for path in known]
    answers += [api.voice(who).get("/households"), api.xq_cs_head.get(f"/households/{uuid4()}")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_writing_tells_strangers_nothing_either(api: Calls) -> None:
    unit = {"owners": [], "unit_id": str(api.cast.unit().pk)}
    answers = [
        api.xq_cs_officer.post("/households", unit),
        api.xq_cs_officer.post("/households", unit | {"unit_id": str(uuid4())}),
        api.xq_cs_officer.post(f"/documents/{things(api)['documents']}/lost", {"reason": "x"}),
        api.xq_cs_officer.post("/units", UNIT),
        api.xq_cs_officer.post("/registers/accessions/cs/2026-07-06/read?project=CJ"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_refusal_is_an_entry(api: Calls) -> None:
    refused(api.xq_cs_head.get(f"/households/{uuid4()}"), 404, "not_known")
    entry = Entry.objects.filter(action="access.refused").get()
    detail = json.loads(entry.body)["detail"]
    assert entry.username == "xq_cs_head"
    assert (detail["code"], detail["status"]) == ("not_known", 404)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"room": NaN}',
        b'{"room": "a", "room": "b"}',
        b"[" * 100_000,
        b'{"room":' + b"9" * 5000 + b"}",
    ],
)
def test_malformed_bodies(api: Calls, body: bytes) -> None:
    problem = refused(api.cs_officer.raw("POST", "/units", body, "application/json"), 422, "invalid")
    assert problem["errors"][0]["code"] == "malformed"


@pytest.mark.parametrize("body", [[], 1, "x", None, True])
def test_bodies_of_another_shape(api: Calls, body: Any) -> None:
    refused(api.cs_officer.post("/units", body), 422, "invalid")


@pytest.mark.parametrize("text", ["\u0000", "\ud800", "\u009f"])
def test_text_that_cannot_be_kept(api: Calls, text: str) -> None:
    problem = refused(api.cs_officer.post("/units", UNIT | {"label": f"1{text}"}), 422, "invalid")
    assert problem["errors"][0]["code"] in ("unsafe_text", "string_unicode")


def test_other_media_types(api: Calls) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        refused(api.cs_officer.raw("POST", "/units", b"{}", kind), 415, "invalid")


def test_too_big(api: Calls) -> None:
    body = b'{"label": "' + b"x" * 6_000_000 + b'"}'
    refused(api.cs_officer.raw("POST", "/units", body, "application/json"), 413, "invalid")


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "/units"), ("PATCH", "/projects/CJ"), ("PUT", "/tokens")]
)
def test_other_methods(api: Calls, method: str, path: str) -> None:
    response = api.cs_head.call(method, path)
    refused(response, 405, "method_not_allowed")
    assert "POST" in response.headers["Allow"] or "GET" in response.headers["Allow"]


@pytest.mark.parametrize(("query", "code"), [("colour=red", "extra_forbidden"), ("q=1&q=2", "field_twice")])
def test_questions_nobody_reads(api: Calls, query: str, code: str) -> None:
    problem = refused(api.cs_head.get(f"/units?{query}"), 422, "invalid")
    assert problem["errors"][0]["code"] == code


def test_the_language_asked_for(api: Calls) -> None:
    for language in ("zh-hant", "zh-hans", "en"):
        response = api.cs_head.get("/households/nothing", Accept_Language=language)
        assert response.headers["Content-Language"] == language
        refused(response, 404, "not_known")


def test_the_description_is_there_for_all(api: Calls) -> None:
    schema = told(api.nobody.get("/openapi.json"))
    assert schema["openapi"].startswith("3.1")
    assert f"{BASE}/households/{{household_id}}" in schema["paths"]


def test_nothing_is_cached(api: Calls) -> None:
    assert api.cs_head.get("/units").headers["Cache-Control"] == "no-store"


def test_the_values_there_are_stand_in_the_callers_language(api: Calls) -> None:
    problem = refused(api.cs_head.get("/households?use=castle"), 422, "invalid")
    sentence = problem["errors"][0]["detail"]
    assert "可選：owner_occupied, leased, " in sentence
    assert " or " not in sentence


@pytest.mark.parametrize(
    ("received_at", "said"),
    [
        ("2200-01-01T00:00:00+08:00", "年份須在 1900 至 2199 之間"),
        ("1899-12-31T00:00:00Z", "年份須在 1900 至 2199 之間"),
        ("2026-13-01T00:00:00Z", "請帶時區寫出"),
    ],
)
def test_a_day_out_of_range_is_told_the_range(api: Calls, received_at: str, said: str) -> None:
    sent = {"project": "CJ", "title": "信", "pages": 1, "carrier": "paper", "received_at": received_at}
    problem = refused(api.cs_officer.form("/receipts", sent), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == ["/received_at"]
    assert said in str(problem["errors"][0])


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/receipts", {"title": "信", "pages": 1, "carrier": "both"}),
        ("/imports", {"kind": "households"}),
    ],
)
def test_a_file_without_its_name_is_told_so(api: Calls, path: str, fields: dict[str, Any]) -> None:
    sent = {"project": "CJ", "file": "%PDF-1.7"} | fields
    problem = refused(api.cs_head.form(path, sent), 422, "invalid")
    assert [(one["pointer"], one["code"]) for one in problem["errors"]] == [("/file", "filename_missing")]
