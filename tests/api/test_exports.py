"""Exports by the API: asked, approved by another, taken (R1.8, P19)."""

from typing import Any

import pytest

from api.calls import Calls, Voice, refused, told
from intake.books import person
from intake.files import brought
from people import account_of
from registers import prints
from yihu.accounts.operations import issue_token
from yihu.kernel import clock

pytestmark = pytest.mark.clause("R1.8")

ASKED = {"project": "CJ", "kind": "households", "format": "csv", "reason": "月度核對"}


def many(api: Calls) -> None:
    brought(api.cast, *(person(房间=str(1001 + n), 身份证号="") for n in range(21)))


def renewed(api: Calls, who: str = "cs_officer") -> Voice:
    """Somebody with a token of this hour."""
    actor = api.cast.actors[who]
    return Voice(issue_token(by=actor, at=clock.now(), account=account_of(actor)).secret)


def ask(api: Calls, who: str = "cs_officer", **body: Any) -> Any:
    return told(api.voice(who).post("/exports", ASKED | body), 201)


def test_it_works(api: Calls) -> None:
    api.cast.household()
    done = ask(api, columns=["unit", "phone"], filters={"use": "vacant"})
    assert (done["number"], done["state"], done["rows"], done["needs"]) == ("2026-0001", "free", 1, None)
    answer = api.cs_officer.get(f"/exports/{done['id']}/file")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert b"138****1234" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    shown = told(api.cs_officer.get(f"/exports/{done['id']}"))
    assert (shown["taken"], shown["columns"], shown["filters"]) == (1, ["unit", "phone"], {"use": "vacant"})


@pytest.mark.acceptance("check 5")
def test_more_rows_wait_for_another(api: Calls) -> None:
    many(api)
    done = ask(api)
    path = f"/exports/{done['id']}"
    assert (done["state"], done["needs"]) == ("waiting", "cs_head")
    refused(api.cs_officer.get(f"{path}/file"), 409, "approval_awaited")
    assert told(api.cs_head.get("/exports?project=CJ&waiting=true"))["total"] == 1
    assert told(api.cs_head.post(f"{path}/approve"))["state"] == "approved"
    refused(api.cs_head.post(f"{path}/approve"), 409, "decided_already")
    assert api.cs_officer.get(f"{path}/file").status_code == 200
    api.later(hours=24)
    refused(renewed(api).get(f"{path}/file"), 409, "export_expired")


def test_nobody_approves_his_own(api: Calls) -> None:
    many(api)
    done = ask(api, "cs_head")
    problem = refused(api.cs_head.post(f"/exports/{done['id']}/approve"), 403, "own_request")
    assert problem["clause"] == "R1.8"


def test_a_refusal_has_its_reason(api: Calls) -> None:
    many(api)
    path = f"/exports/{ask(api)['id']}"
    refused(api.cs_head.post(f"{path}/refuse", {"reason": " "}), 422, "invalid")
    assert told(api.cs_head.post(f"{path}/refuse", {"reason": "用途不明"}))["state"] == "refused"
    assert told(api.cs_officer.get(path))["decision_reason"] == "用途不明"
    refused(api.cs_officer.get(f"{path}/file"), 409, "export_refused")


def test_the_same_key_asks_once(api: Calls) -> None:
    first = api.cs_officer.post("/exports", ASKED, Idempotency_Key="k1")
    again = api.cs_officer.post("/exports", ASKED, Idempotency_Key="k1")
    assert told(first, 201)["number"] == told(again, 201)["number"]
    assert told(api.cs_officer.get("/exports?project=CJ"))["total"] == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"columns": ["id_number"]}, "columns"),
        ({"filters": {"missing": "ZZ"}}, "missing"),
        ({"filters": {"volume": "cs"}}, "filters/volume"),
        ({"filters": {"q": "張"}}, "filters/q"),
        ({"kind": "accessions", "format": "xlsx", "filters": {"use": "vacant"}}, "filters/use"),
        ({"kind": "accessions"}, "format"),
        ({"reason": ""}, "reason"),
    ],
)
def test_each_fault_names_its_field(api: Calls, body: dict[str, Any], pointer: str) -> None:
    problem = refused(api.cs_officer.post("/exports", ASKED | body), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == [f"/{pointer}"]


def test_pages_follow_newest_first(api: Calls) -> None:
    numbers = [ask(api)["number"] for _ in range(3)]
    first = told(api.cs_officer.get("/exports?project=CJ&limit=2"))
    rest = told(api.cs_officer.get(f"/exports?project=CJ&limit=2&cursor={first['next']}"))
    found = [each["number"] for each in (*first["items"], *rest["items"])]
    assert (found, first["total"], rest["next"]) == (numbers[::-1], 3, None)
    refused(api.cs_officer.get("/exports?project=CJ&cursor=zzz"), 422, "invalid")


def test_a_print_is_laid_out_for_the_paper_that_is_asked_for(api: Calls) -> None:
    api.cast.household()
    path = f"/exports/{ask(api, format='pdf')['id']}/file"
    for asked, size in (("", (420, 297)), ("?paper=a3", (420, 297)), ("?paper=a4", (297, 210))):
        answer = api.cs_officer.get(f"{path}{asked}")
        assert prints.sizes_mm(b"".join(answer.streaming_content)) == {size}  # type: ignore[attr-defined]
    refused(api.cs_officer.get(f"{path}?paper=a5"), 422, "invalid")
    refused(api.cs_head.get(f"{path}?paper=a4"), 403, "not_your_export")
