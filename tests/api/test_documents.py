"""Documents over the API: filed, moved, superseded, lost, found, shown, never handed out."""

from typing import Any

import pytest

from api.calls import Calls, pdf, refused, told

PLACE = {"cabinet": "K-01", "shelf": "1", "position": "37"}


@pytest.mark.clause("R2.3.3.4")
def test_it_works(api: Calls) -> None:
    document = api.receipt(received_at="2026-07-06T09:10:00+08:00")["document"]["id"]
    filed = told(api.cs_records.post(f"/documents/{document}/filing", {"line": "A06", "location": PLACE}))
    assert (filed["state"], filed["late"], filed["days_late"]) == ("filed", False, 0)
    shown = told(api.cs_head.get(f"/documents/{document}"))
    assert (shown["state"], shown["line"], shown["item_no"]) == ("filed", "A06", filed["item_no"])
    assert "K-01" in shown["location"]


@pytest.mark.clause("R2.3.3.4")
def test_late_is_late(api: Calls) -> None:
    filed = api.filed(received_at="2026-07-02T09:10:00+08:00", late_reason="週末送達")
    assert (filed["late"], filed["days_late"] > 0) == (True, True)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/line"),
        ({"line": "Z99", "location": PLACE}, "/line"),
        ({"line": "A06", "location": {"cabinet": "Q-9"}}, "/location/cabinet"),
        ({"line": "A06", "location": {"box": "1"}}, "/location/box"),
        ({"line": "A06", "location": PLACE, "place": 1}, "/place"),
    ],
)
def test_bad_fields_are_named(api: Calls, body: dict[str, Any], pointer: str) -> None:
    document = api.receipt()["document"]["id"]
    problem = refused(api.cs_records.post(f"/documents/{document}/filing", body), 422, "invalid")
    assert pointer in [error["pointer"] for error in problem["errors"]]
    assert told(api.cs_records.get(f"/documents/{document}"))["state"] == "received"


def test_only_once_and_only_the_version_seen(api: Calls) -> None:
    document = api.receipt()["document"]["id"]
    seen = api.cs_records.get(f"/documents/{document}").headers["ETag"]
    body = {"line": "A06", "location": PLACE}
    told(api.cs_records.post(f"/documents/{document}/filing", body, If_Match=seen))
    refused(api.cs_records.post(f"/documents/{document}/filing", body, If_Match=seen), 412, "stale")
    refused(api.cs_records.post(f"/documents/{document}/filing", body), 409, "filed_already")


@pytest.mark.clause("R2.2.1.1")
def test_its_further_life(api: Calls) -> None:
    old, new = api.filed()["id"], api.filed()["id"]
    why = {"reason": "核對目錄"}
    assert told(api.cs_records.post(f"/documents/{old}/lost", why))["state"] == "lost"
    refused(api.cs_records.post(f"/documents/{old}/lost", why), 409, "lost_already")
    assert told(api.cs_records.post(f"/documents/{old}/found", why))["state"] == "filed"
    moved = told(api.cs_records.post(f"/documents/{old}/move", why | {"line": "A07"}))
    assert moved["line"] == "A07"
    told(api.cs_records.post(f"/documents/{old}/move", why | {"line": "A06"}))
    path = f"/documents/{old}/supersede"
    assert told(api.cs_records.post(path, why | {"successor_id": new}))["state"] == "superseded"
    refused(api.cs_records.post(path, why | {"successor_id": new}), 409, "superseded_already")


@pytest.mark.clause("R2.3.3.2")
def test_a_bag_is_unsealed_and_resealed(api: Calls) -> None:
    received = api.receipt("eng_staff")["document"]["id"]
    place = {"cabinet": "E1", "bag": "B-017"}
    told(api.eng_staff.post(f"/documents/{received}/filing", {"line": "B01", "location": place}))
    why = {"reason": "複核圖紙"}
    api.later(minutes=1)
    told(api.eng_staff.post(f"/documents/{received}/unseal", why))
    refused(api.eng_staff.post(f"/documents/{received}/unseal", why), 409, "unsealed_already")
    api.later(minutes=1)
    told(api.eng_staff.post(f"/documents/{received}/reseal", why))


@pytest.mark.parametrize("verb", ["move", "supersede", "lost", "found", "unseal", "reseal"])
def test_a_reason_is_always_needed(api: Calls, verb: str) -> None:
    document = api.filed()["id"]
    more = {"move": {"line": "A07"}, "supersede": {"successor_id": document}}.get(verb, {})
    for reason in ({}, {"reason": " "}, {"reason": "x" * 401}):
        problem = refused(api.cs_records.post(f"/documents/{document}/{verb}", more | reason), 422, "invalid")
        assert problem["errors"][0]["pointer"] == "/reason"


def test_what_supersedes_is_named_by_its_field(api: Calls) -> None:
    document = api.filed()["id"]
    sent = {"reason": "更新", "successor_id": document}
    problem = refused(api.cs_records.post(f"/documents/{document}/supersede", sent), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == ["/successor_id"]


@pytest.mark.clause("R1.6d")
def test_pages_are_images_and_content_is_never_handed_out(api: Calls) -> None:
    document = api.receipt(carrier="both", file=pdf())["document"]["id"]
    page = api.cs_records.get(f"/documents/{document}/pages/1")
    assert (page.status_code, page.headers["Content-Type"]) == (200, "image/jpeg")
    assert page.headers["Cache-Control"] == "no-store"
    problem = refused(api.cs_records.get(f"/documents/{document}/content"), 403, "no_removal")
    assert problem["clause"] == "R1.6d"


@pytest.mark.parametrize("page", ["0", "2", "99999999999999999999", "x", "-1"])
def test_there_are_no_other_pages(api: Calls, page: str) -> None:
    document = api.receipt(carrier="both", file=pdf())["document"]["id"]
    refused(api.cs_records.get(f"/documents/{document}/pages/{page}"), 404, "not_known")


@pytest.mark.clause("R1.6b")
def test_another_volume_is_not_read_or_filed(api: Calls) -> None:
    document = api.receipt("cs_records", carrier="both", file=pdf())["document"]["id"]
    refused(api.eng_head.get(f"/documents/{document}/pages/1"), 403, "not_own_volume")
    refused(api.eng_head.get(f"/documents/{document}"), 403, "not_own_volume")
    body = {"line": "A06", "location": PLACE}
    refused(api.eng_head.post(f"/documents/{document}/filing", body), 403, "not_own_volume")


@pytest.mark.clause("R3.5.1.3")
def test_the_signers_of_a_covenant_are_named_at_filing(api: Calls) -> None:
    household = api.cast.household("3棟2單元1502").household
    document = api.receipt()["document"]["id"]
    body = {"line": "A03", "location": PLACE}
    for wrong in ([document], ["nobody"], "all"):
        refused(
            api.cs_records.post(f"/documents/{document}/filing", body | {"signers": wrong}), 422, "invalid"
        )
    owners = [str(one) for one in household.ownerships.values_list("person_id", flat=True)]
    told(api.cs_records.post(f"/documents/{document}/filing", body | {"signers": owners}))
    lines = told(api.cs_head.get(f"/dossiers/{household.dossier.pk}/catalogue"))["lines"]
    assert {line["code"]: line["state"] for line in lines}["A03"] == "present"
