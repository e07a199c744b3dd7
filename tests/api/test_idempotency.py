"""`Idempotency-Key` (contract §3): once, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from api.calls import Calls, Voice, pdf, refused, told
from cast import AT, Cast
from yihu.api.models import IdempotencyKey
from yihu.dossiers.models import Document
from yihu.estate.models import Unit
from yihu.ledger.models import Entry

UNIT = {"project": "CJ", "building": "9", "room": "101"}


def test_it_works(api: Calls) -> None:
    first = api.cs_officer.post("/units", UNIT, Idempotency_Key="one")
    entries = Entry.objects.count()
    again = api.cs_officer.post("/units", UNIT, Idempotency_Key="one")
    assert (told(first, 201), first.content) == (told(again, 201), again.content)
    assert Entry.objects.count() == entries


def test_an_upload_is_the_same_whatever_its_framing(api: Calls) -> None:
    sent = {"unit_id": api.cast.unit().pk, "title": "合同", "pages": 1, "carrier": "both"}
    answers = [
        told(api.cs_records.form("/receipts", sent | {"file": pdf()}, Idempotency_Key="up"), 201)
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert Document.objects.count() == 1
    other = sent | {"file": pdf("scan.pdf", b"%PDF-1.4 other")}
    refused(api.cs_records.form("/receipts", other, Idempotency_Key="up"), 422, "invalid")


def test_another_body_is_refused(api: Calls) -> None:
    told(api.cs_officer.post("/units", UNIT, Idempotency_Key="one"), 201)
    problem = refused(
        api.cs_officer.post("/units", UNIT | {"room": "102"}, Idempotency_Key="one"), 422, "invalid"
    )
    assert problem["errors"][0]["code"] == "key_used"


def test_keys_are_each_persons_own(api: Calls) -> None:
    told(api.cs_officer.post("/units", UNIT, Idempotency_Key="one"), 201)
    refused(api.cs_head.post("/units", UNIT, Idempotency_Key="one"), 409, "unit_exists")


def test_a_refused_write_leaves_no_key(api: Calls) -> None:
    refused(
        api.cs_officer.post("/units", UNIT | {"room": "", "building": ""}, Idempotency_Key="one"),
        422,
        "invalid",
    )
    told(api.cs_officer.post("/units", UNIT, Idempotency_Key="one"), 201)


def test_a_key_lasts_a_day(api: Calls) -> None:
    told(api.cs_officer.post("/units", UNIT, Idempotency_Key="one"), 201)
    IdempotencyKey.objects.update(created_at=AT - timedelta(hours=24))
    refused(api.cs_officer.post("/units", UNIT, Idempotency_Key="one"), 409, "unit_exists")


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "鍵"])
def test_keys_are_short_and_plain(api: Calls, key: str) -> None:
    response = api.cs_officer.post("/units", UNIT, Idempotency_Key=key)
    assert refused(response, 422, "invalid")["errors"][0]["pointer"] == "/Idempotency-Key"


def test_no_body_is_kept(api: Calls) -> None:
    unit = str(api.cast.unit().pk)
    owner = {"name": "王小明", "phone": "13812341234"}
    body = {"unit_id": unit, "owners": [owner]}
    told(api.cs_officer.post("/households", body, Idempotency_Key="one"), 201)
    kept = str(IdempotencyKey.objects.values().get())
    assert "王小明" not in kept
    assert "13812341234" not in kept


def test_of_many_at_once_one_is_done(live_cast: Cast) -> None:
    with time_machine.travel(AT, tick=False):
        voice = Calls(live_cast).cs_officer

        def ask(_: int) -> bytes:
            try:
                return Voice(voice.token).post("/units", UNIT, Idempotency_Key="one").content
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as threads:
            answers = set(threads.map(ask, range(16)))
    assert len(answers) == 1
    assert Unit.objects.filter(code="09-101").count() == 1
