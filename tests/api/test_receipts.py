"""Receipts over the API (R2.3.1)."""

from typing import Any

import pytest

from api.calls import Calls, pdf, refused, told
from yihu.dossiers.models import Document


def paper(api: Calls, **more: Any) -> dict[str, Any]:
    return {"unit_id": api.cast.unit().pk, "title": "業主信息表", "pages": 2, "carrier": "paper"} | more


@pytest.mark.clause("R2.3.1")
@pytest.mark.parametrize(
    "who", ["front_desk", "cs_officer", "cs_head", "eng_staff", "sec_head", "sec_records"]
)
def test_whoever_receives_the_first_paper_opens_the_file(api: Calls, who: str) -> None:
    received = told(api.voice(who).form("/receipts", paper(api)), 201)
    assert received["document"]["state"] == "received"
    assert (received["dossier_created"], received["warnings"]) == (True, [])
    again = told(api.cs_officer.form("/receipts", paper(api)), 201)
    assert (again["dossier"], again["dossier_created"]) == (received["dossier"], False)


def test_the_same_bytes_are_named(api: Calls) -> None:
    first = api.receipt("cs_officer", carrier="both", file=pdf())
    again = api.receipt("cs_officer", carrier="both", file=pdf("other-name.pdf"))
    assert [one["code"] for one in again["warnings"]] == ["duplicate"]
    assert again["warnings"][0]["existing"]["id"] == first["document"]["id"]


def test_without_a_unit_it_waits(api: Calls) -> None:
    sent = {"project": "CJ", "title": "無頭信", "pages": 1, "carrier": "paper"}
    received = told(api.cs_officer.form("/receipts", sent), 201)
    assert (received["dossier"], received["dossier_created"]) == (None, False)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": ""}, "/title"),
        ({"pages": 0}, "/pages"),
        ({"pages": "many"}, "/pages"),
        ({"carrier": "stone"}, "/carrier"),
        ({"carrier": "electronic"}, "/file"),
        ({"received_at": "2026-07-06T09:00:00"}, "/received_at"),
        ({"received_at": "2026-07-07T09:00:00+08:00"}, "/received_at"),
        ({"line": "Z99"}, "/line"),
        ({"colour": "red"}, "/colour"),
        ({"unit_id": "x"}, "/unit_id"),
        ({"pages": [1, 2]}, "/pages"),
        ({"title": "a\u0000b"}, "/title"),
    ],
)
def test_bad_fields_are_named_and_nothing_is_kept(api: Calls, change: dict[str, Any], pointer: str) -> None:
    problem = refused(api.cs_officer.form("/receipts", paper(api, **change)), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("content", "status"), [(b"MZ\x90\x00" + b"\x00" * 200, 415), (b"", 422), (b"%PDF-1.7 cut", 422)]
)
def test_files_are_judged_by_content(api: Calls, content: bytes, status: int) -> None:
    sent = paper(api, carrier="both", file=pdf("scan.pdf", content))
    problem = refused(api.cs_officer.form("/receipts", sent), status, "invalid")
    assert problem["errors"][0]["pointer"] == "/file"
    assert not Document.objects.exists()


def test_a_form_is_a_form(api: Calls) -> None:
    response = api.cs_officer.raw("POST", "/receipts", b"title=a&carrier=paper", "text/plain")
    assert response.status_code in (415, 422)


def test_another_departments_line_is_refused(api: Calls) -> None:
    refused(api.sec_staff.form("/receipts", paper(api, line="A06")), 403, "not_own_volume")


@pytest.mark.parametrize("who", ["project_manager", "auditor"])
def test_oversight_receives_nothing(api: Calls, who: str) -> None:
    refused(api.voice(who).form("/receipts", paper(api)), 403, "not_granted")
