"""Consultations by the API: asked, endorsed, approved, used, registered (R1.6b, R1.6c)."""

from typing import Any

import pytest

from api.calls import Calls, Voice, pdf, refused, told
from people import account_of
from yihu.accounts.operations import issue_token
from yihu.kernel import clock

pytestmark = [pytest.mark.clause("R1.6b"), pytest.mark.clause("R1.6c")]


def renewed(api: Calls, who: str) -> Voice:
    """Somebody with a token of this hour."""
    actor = api.cast.actors[who]
    return Voice(issue_token(by=actor, at=clock.now(), account=account_of(actor)).secret)


def ask(api: Calls, who: str = "sec_staff", **body: Any) -> str:
    given = {"items": ["phone"], "purpose": "漏水，要找業主", "mode": "screen"} | body
    if "dossier_id" not in given:
        given["dossier_id"] = str(api.cast.household().pk)
    done = told(api.voice(who).post("/consultations", given), 201)
    return f"/consultations/{done['id']}"


def permit(api: Calls, **body: Any) -> str:
    path = ask(api, **body)
    assert told(api.sec_head.post(f"{path}/endorse"))["state"] == "awaiting_approval"
    assert told(api.cs_head.post(f"{path}/approve"))["state"] == "approved"
    return path


@pytest.mark.acceptance("R1.6/1")
def test_it_works(api: Calls) -> None:
    path = permit(api)
    assert told(api.sec_staff.get(path))["values"] == [
        {"field": "phone", "name": "張曉芸", "value": "13812341234"}
    ]
    assert told(api.cs_head.get(path))["values"] == []
    assert told(api.sec_staff.post(f"{path}/end"))["state"] == "ended"
    assert told(api.sec_staff.get(path))["values"] == []
    (row,) = told(api.cs_head.get("/registers/consultations?project=CJ"))["items"]
    assert (row["number"], row["reader"], row["file_no"]) == ("2026-0001", "陳sec_staff", "CJ-03-1-1201/01")
    assert row["started_at"]
    assert row["ended_at"]


def test_a_page_opens_for_the_permitted_item_until_six(api: Calls) -> None:
    made = api.receipt(carrier="both", file=pdf())
    paper, dossier = made["document"]["id"], made["dossier"]["id"]
    page = f"/documents/{paper}/pages/1"
    assert refused(api.sec_staff.get(page), 403, "not_own_volume")["clause"] == "R1.6b"
    permit(api, dossier_id=dossier, items=[paper])
    assert api.sec_staff.get(page)["Content-Type"] == "image/jpeg"
    refused(api.sec_staff.get(f"/documents/{paper}/content"), 403, "no_removal")
    refused(api.eng_staff.get(page), 403, "not_own_volume")
    refused(api.viewer.get(page), 404, "not_known")
    api.later(hours=8, minutes=1)
    assert refused(renewed(api, "sec_staff").get(page), 403, "permit_expired")["clause"] == "R1.6b"


def test_the_own_request_is_not_approved(api: Calls) -> None:
    path = ask(api, "cs_head", items=["A01"])
    assert refused(api.cs_head.post(f"{path}/approve"), 403, "own_request")["clause"] == "R1.6b"


def test_two_heads_at_once_one_is_told(api: Calls) -> None:
    path = permit(api)
    refused(api.cs_head.post(f"{path}/refuse", {"reason": "不需要"}), 409, "decided_already")


def test_what_waits_for_me(api: Calls) -> None:
    path = ask(api)
    waits = "/consultations?project=CJ&waiting=true"
    assert [told(api.voice(who).get(waits))["total"] for who in ("sec_head", "cs_head")] == [1, 0]
    told(api.sec_head.post(f"{path}/endorse", {"comment": "確需聯繫"}))
    assert [told(api.voice(who).get(waits))["total"] for who in ("sec_head", "cs_head")] == [0, 1]
    (mine,) = told(api.sec_staff.get("/consultations?project=CJ"))["items"]
    assert (mine["state"], mine["endorsement"]) == ("awaiting_approval", "確需聯繫")


def test_pages_of_the_list_follow_each_other(api: Calls) -> None:
    dossier = str(api.cast.household().pk)
    asked = []
    for _ in range(3):
        asked.append(ask(api, dossier_id=dossier))
        api.later(minutes=1)
    first = told(api.cs_head.get("/consultations?project=CJ&limit=2"))
    second = told(api.cs_head.get(f"/consultations?project=CJ&limit=2&cursor={first['next']}"))
    seen = [f"/consultations/{row['id']}" for row in first["items"] + second["items"]]
    assert seen == asked[::-1]
    assert (first["total"], second["next"]) == (3, None)
    refused(api.cs_head.get("/consultations?project=CJ&cursor=abc"), 422, "invalid")


def test_a_delegate_answers(api: Calls) -> None:
    path = ask(api)
    told(api.sec_head.post(f"{path}/endorse"))
    refused(api.cs_officer.post(f"{path}/approve"), 404, "not_known")
    leave = {
        "project": "CJ",
        "from": "cs_head",
        "to": "cs_officer",
        "scope": "consultations",
        "starts_at": api.cast.at.isoformat(),
        "ends_at": api.cast.later(days=2).isoformat(),
        "basis": "年假",
    }
    refused(api.cs_officer.post("/delegations", leave), 403, "not_yours_to_delegate")
    lent = told(api.cs_head.post("/delegations", leave), 201)["id"]
    refused(api.cs_head.post("/delegations", leave | {"to": "auditor"}), 422, "invalid")
    refused(api.cs_head.post("/delegations", leave | {"to": "nobody"}), 422, "invalid")
    refused(api.cs_head.post("/delegations", leave | {"ends_at": leave["starts_at"]}), 422, "invalid")
    assert told(api.cs_officer.post(f"{path}/approve"))["state"] == "approved"
    assert told(api.cs_head.get(path))["decided_for"] == "cs_head"
    told(api.cs_head.post(f"/delegations/{lent}/revoke"))
    refused(api.cs_head.post(f"/delegations/{lent}/revoke"), 409, "delegation_over")


@pytest.mark.clause("R1.8")
def test_the_register_leaves_as_any_list_does(api: Calls) -> None:
    permit(api)
    month = "/registers/consultations?project=CJ&format=pdf&month=2026-07"
    refused(api.cs_head.get(month), 422, "invalid")  # without a reason
    refused(api.cs_head.get(f"{month[:-7]}2026-13&reason=x"), 422, "invalid")
    file = api.cs_head.get(f"{month}&reason=%E5%AF%A9%E9%96%B1")
    assert file["Content-Type"] == "application/pdf"
    assert b"".join(file.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert refused(api.sec_head.get(f"{month}&reason=x"), 403, "not_granted")["clause"] == "R1.8"
    listed = told(api.cs_head.get("/exports?project=CJ"))
    assert [(row["kind"], row["filters"]) for row in listed["items"]] == [
        ("consultations", {"month": "2026-07"})
    ]


@pytest.mark.clause("R1.8")
def test_a_long_register_waits_for_another(api: Calls) -> None:
    path = permit(api)
    household = told(api.cs_head.get(path))["dossier_id"]
    for _ in range(20):
        told(api.auditor.get(f"/dossiers/{household}"))
    month = "/registers/consultations?project=CJ&format=xlsx&month=2026-07&reason=x"
    waits = refused(api.cs_records.get(month), 409, "approval_awaited")
    told(api.cs_head.post(f"/exports/{waits['export']['id']}/approve"))
    assert api.cs_records.get(month).status_code == 200
