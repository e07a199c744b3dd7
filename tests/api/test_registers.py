"""《業戶檔案一覽表》 over the API (R2.3.3.4)."""

import pytest

from api.calls import Calls, refused, told

DAY = "/registers/accessions?volume=cs&date=2026-07-06"
READ = "/registers/accessions/cs/2026-07-06/read"


@pytest.mark.clause("R2.3.3.4")
def test_it_works(api: Calls) -> None:
    filed = api.filed()
    day = told(api.cs_head.get(DAY))
    assert [(row["item_no"], row["sign"], row["read"]) for row in day["items"]] == [
        (filed["item_no"], "+", False)
    ]
    read = told(api.cs_head.post(READ, {"remark": "已核"}))
    assert (read["rows"], read["read_by"]) == (1, "cs_head")
    assert told(api.auditor.get(DAY))["unread"] == 0


def test_a_day_without_rows_needs_no_reading(api: Calls) -> None:
    refused(api.cs_head.post(READ), 409, "nothing_to_read")


@pytest.mark.parametrize("who", ["cs_officer", "cs_records", "project_manager"])
def test_only_the_head_reads(api: Calls, who: str) -> None:
    refused(api.voice(who).post(READ), 403, "not_granted")


def test_another_departments_day_is_not_seen(api: Calls) -> None:
    refused(api.eng_head.get(DAY), 403, "not_own_volume")
    refused(api.eng_head.post(READ), 403, "not_own_volume")


@pytest.mark.parametrize(
    "query", ["volume=cs", "date=2026-07-06", "volume=x&date=2026-07-06", "volume=cs&date=6"]
)
def test_bad_questions_are_refused(api: Calls, query: str) -> None:
    refused(api.cs_head.get(f"/registers/accessions?{query}"), 422, "invalid")


@pytest.mark.parametrize("place", ["x/2026-07-06", "cs/2026-02-30", "cs/20260706"])
def test_what_is_no_day_is_not_there(api: Calls, place: str) -> None:
    refused(api.cs_head.post(f"/registers/accessions/{place}/read"), 404, "not_known")
