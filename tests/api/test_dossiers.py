"""Files and catalogues over the API (R1.4)."""

import pytest

from api.calls import Calls, refused, told


@pytest.mark.clause("R1.4a")
def test_it_works(api: Calls) -> None:
    item = api.filed()["item_no"]
    file_no = api.receipt()["dossier"]["file_no"]
    dossier = told(api.cs_head.get(f"/dossiers?file_no={file_no}"))["items"][0]
    line = next(line for line in dossier["lines"] if line["code"] == "A06")
    assert (line["state"], line["documents"][0]["item_no"]) == ("present", item)
    assert len(dossier["waiting"]) == 1
    assert told(api.cs_head.get(f"/dossiers/{dossier['id']}")) == dossier
    catalogue = told(api.cs_head.get(f"/dossiers/{dossier['id']}/catalogue"))
    assert catalogue["lines"] == dossier["lines"]
    assert catalogue["missing"] == catalogue["required"] - catalogue["present"]


def test_an_unknown_number_finds_nothing(api: Calls) -> None:
    assert told(api.cs_head.get("/dossiers?file_no=CJ-00"))["items"] == []
    refused(api.cs_head.get("/dossiers"), 422, "invalid")


@pytest.mark.clause("R1.4c")
def test_a_line_is_declared_not_applicable(api: Calls) -> None:
    dossier = api.cast.household()
    path = f"/dossiers/{dossier.pk}/catalogue/A01/not-applicable"
    seen = api.cs_records.get(f"/dossiers/{dossier.pk}").headers["ETag"]
    done = told(api.cs_records.put(path, {"reason": "二手房，無入伙通知書"}, If_Match=seen))
    assert done["state"] == "not_applicable"
    refused(api.cs_records.put(path, {"reason": "再寫"}, If_Match=seen), 412, "stale")
    refused(api.cs_records.put(path, {"reason": "再寫"}), 409, "not_required")


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "  "}, {"reason": None}, [], None])
def test_a_reason_is_needed(api: Calls, body: object) -> None:
    path = f"/dossiers/{api.cast.household().pk}/catalogue/A01/not-applicable"
    refused(api.cs_head.put(path, body), 422, "invalid")


def test_an_unknown_line_is_named(api: Calls) -> None:
    path = f"/dossiers/{api.cast.household().pk}/catalogue/Z99/not-applicable"
    problem = refused(api.cs_head.put(path, {"reason": "沒有"}), 422, "invalid")
    assert problem["errors"][0]["pointer"] == "/line"


@pytest.mark.clause("R1.6a")
def test_other_departments_see_their_own_volume(api: Calls) -> None:
    path = f"/dossiers/{api.cast.household().pk}/catalogue"
    assert {line["volume"] for line in told(api.eng_head.get(path))["lines"]} == {"eng"}
    assert {line["volume"] for line in told(api.cs_head.get(path))["lines"]} == {"cs", "eng", "sec"}
    refused(api.front_desk.get(path), 403, "not_granted")
    refused(api.eng_head.put(f"{path}/A01/not-applicable", {"reason": "沒有"}), 403, "not_granted")
