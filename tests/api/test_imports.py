"""Imports over the API (R1.2a): tried, looked at, confirmed once; the same file twice changes nothing."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from api.calls import Calls, pdf, refused, told, workbook


def form(**more: Any) -> dict[str, Any]:
    return {"project": "CJ", "kind": "households", "file": workbook()} | more


@pytest.mark.clause("R1.2a")
def test_it_works(api: Calls) -> None:
    tried = told(api.cs_officer.form("/imports", form()), 201)
    assert (tried["state"], tried["dry_run"]) == ("tried", True)
    assert told(api.cs_officer.get("/households"))["total"] == 0
    done = told(api.cs_officer.post(f"/imports/{tried['id']}/confirm"))
    assert (done["state"], done["dry_run"]) == ("confirmed", False)
    total = told(api.cs_officer.get("/households"))["total"]
    assert total > 0
    refused(api.cs_officer.post(f"/imports/{tried['id']}/confirm"), 409, "confirmed_already")
    again = told(api.cs_officer.form("/imports", form(dry_run="false")), 201)
    assert (again["known"], again["state"]) == (tried["id"], "confirmed")
    assert told(api.cs_officer.get("/households"))["total"] == total


def test_problems_are_shown_by_row_and_taken_as_a_workbook(api: Calls) -> None:
    tried = told(api.cs_officer.form("/imports", form()), 201)
    shown = told(api.cs_records.get(f"/imports/{tried['id']}?limit=1", Accept_Language="en"))
    assert shown["counts"] == tried["counts"]
    assert shown["problems"]["total"] >= len(shown["problems"]["items"])
    taken = api.cs_officer.get(f"/imports/{tried['id']}/errors.xlsx")
    assert CalamineWorkbook.from_filelike(BytesIO(taken.content)).sheet_names


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"kind": "moons"}, "/kind"),
        ({"dry_run": "perhaps"}, "/dry_run"),
        ({"file": pdf("rooms.xlsx")}, "/file"),
        ({"file": ""}, "/file"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_bad_uploads_are_named(api: Calls, change: dict[str, Any], pointer: str) -> None:
    response = api.cs_officer.form("/imports", form(**change))
    assert response.status_code in (413, 415, 422)
    assert json.loads(response.content)["errors"][0]["pointer"] == pointer


def test_a_table_that_nobody_knows_is_answered_with_guesses_that_can_be_sent_back(api: Calls) -> None:
    lines = ["甲欄,乙欄,丙", *(f"3-1-{n}01,王小芳,x" for n in range(1, 9))]
    unknown = SimpleUploadedFile("unknown.csv", "\n".join(lines).encode())
    answer = api.cs_officer.form("/imports", form(file=unknown))
    refused(answer, 422, "invalid")
    (sheet,) = json.loads(answer.content)["sheets"]
    assert [(each["header"], each["field"], each["why"]) for each in sheet["columns"]] == [
        ("甲欄", "address", "cells"),
        ("乙欄", "name", "cells"),
        ("丙", None, ""),
    ]
    unknown.seek(0)
    mapped = form(file=unknown, mapping=json.dumps(sheet["mapping"]))
    again = told(api.cs_officer.form("/imports", mapped), 201)
    assert again["state"] == "tried"
    assert told(api.cs_officer.get(f"/imports/{again['id']}"))["sheets"] == []
