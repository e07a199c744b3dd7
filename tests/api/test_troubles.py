"""What the machine cannot do now is said with its mend, and nothing is half-done (503)."""

from typing import Any

import pytest
from django.db import DatabaseError, OperationalError

from api.calls import Calls, refused, told
from yihu.api import callers
from yihu.estate.models import Unit
from yihu.ledger import writing

UNIT = {"project": "CJ", "building": "9", "room": "101"}


@pytest.fixture
def broken_ledger(api: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that cannot be written, for callers who have their tokens."""

    def fail(*_: Any) -> None:
        raise DatabaseError("no more room in the book")

    assert [api.cs_officer, api.cs_head, api.xq_cs_head]
    monkeypatch.setattr(writing, "write", fail)


def test_it_works(api: Calls, broken_ledger: None) -> None:
    """Without its entry the act does not happen."""
    problem = refused(api.cs_officer.post("/units", UNIT), 503, "ledger_unwritable")
    assert problem["mend"]
    assert not Unit.objects.filter(code="09-101").exists()


def test_nothing_is_shown_without_its_entry(api: Calls, broken_ledger: None) -> None:
    refused(api.cs_head.get("/households?project=CJ"), 503, "ledger_unwritable")


def test_no_refusal_without_its_entry(api: Calls, broken_ledger: None) -> None:
    refused(api.xq_cs_head.get("/projects/CJ"), 503, "ledger_unwritable")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (OperationalError("database is locked"), 503, "database_busy"),
        (OperationalError("connection failed: Connection refused"), 503, "database_unreachable"),
        (OperationalError("FATAL: sorry, too many clients already"), 503, "database_busy"),
        (OperationalError("database or disk is full"), 507, "disk_full"),
        (OperationalError("attempt to write a readonly database"), 503, "read_only"),
        (RuntimeError("a secret 13812341234"), 500, "problem"),
    ],
)
def test_the_machine_is_told_from_the_program(
    api: Calls,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    status: int,
    code: str,
) -> None:
    def fail(**_: Any) -> None:
        raise error

    voice = api.cs_officer
    monkeypatch.setattr(callers, "membership", fail)
    problem = refused(voice.get("/units?project=CJ"), status, code)
    assert "13812341234" not in f"{problem}{caplog.text}"
    assert ("RuntimeError" in caplog.text) == (status == 500)


def test_afterwards_all_is_well(api: Calls) -> None:
    told(api.cs_officer.post("/units", UNIT), 201)
