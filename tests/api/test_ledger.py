"""The ledger over the API (R1.6c)."""

import pytest

from api.calls import Calls, refused, told
from yihu.ledger.signing import make_signing_key


@pytest.mark.clause("R1.6c")
def test_it_works(api: Calls) -> None:
    api.filed()
    listed = told(api.auditor.get("/ledger?limit=2"))
    assert listed["total"] > 2
    assert listed["next"]
    assert [entry["seq"] for entry in listed["items"]] == [listed["total"], listed["total"] - 1]
    found = told(api.auditor.get("/ledger?action=document.filed&username=cs_records"))
    assert (found["total"], found["items"][0]["action"]) == (1, "document.filed")


@pytest.mark.clause("R1.6c")
def test_the_head_is_signed_on_request(api: Calls) -> None:
    make_signing_key()
    head = told(api.auditor.get("/ledger/head"))
    assert head["size"] == told(api.auditor.get("/ledger"))["total"]
    assert (len(head["root_hash"]), len(head["signature"])) == (64, 128)


def test_it_is_paged_to_the_end(api: Calls) -> None:
    seen, cursor = 0, ""
    while cursor is not None:
        page = told(api.project_manager.get(f"/ledger?limit=7&cursor={cursor}"))
        seen, cursor = seen + len(page["items"]), page["next"]
    assert seen == page["total"]


@pytest.mark.parametrize("who", ["cs_head", "front_desk", "sysadmin"])
def test_it_is_for_oversight(api: Calls, who: str) -> None:
    refused(api.voice(who).get("/ledger"), 403, "not_granted")
    refused(api.voice(who).get("/ledger/head"), 403, "not_granted")


@pytest.mark.parametrize("query", ["limit=201", "cursor=zz", "subject=x", "action=%00"])
def test_bad_questions_are_refused(api: Calls, query: str) -> None:
    refused(api.auditor.get(f"/ledger?{query}"), 422, "invalid")
