"""Appending: in the act's transaction, or not at all."""

import hashlib
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from ledger.scene import NOON, OFFICER, PROJECT, write
from yihu.ledger.canonical import COMPANY
from yihu.ledger.models import Chain, Entry, EntrySubject
from yihu.ledger.operations import append
from yihu.policy.decisions import Invalid, Unavailable
from yihu.policy.vocabulary import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.acceptance("check 25")
def test_it_works() -> None:
    first, second = write(1), write(2)
    row = Entry.objects.get(chain=PROJECT, seq=2)
    assert (first.chain_id, first.seq, second.seq) == (PROJECT, 1, 2)
    assert bytes(row.prev_hash) == first.hash
    assert second.hash == hashlib.sha256(first.hash + (2).to_bytes(8, "big") + row.body.encode()).digest()
    assert (row.at, row.username, row.role) == ("2026-07-01T04:02:00.000000Z", "cs_officer", "cs_officer")
    assert (Chain.objects.get(pk=PROJECT).size, EntrySubject.objects.count()) == (2, 4)


def test_the_body_is_canonical() -> None:
    detail = {"z": Decimal("1.50"), "a": {"名": [PROJECT, NOON, NOON.date()]}}
    write(detail=detail, subjects={"unit": "3-1201"})
    assert Entry.objects.get().body == (
        '{"action":"document.filed","actor":{"id":"00000000-0000-0000-0000-000000000005","role":"cs_officer",'
        '"username":"cs_officer"},"at":"2026-07-01T04:00:00.000000Z",'
        '"chain":"00000000-0000-0000-0000-000000000007","detail":{"a":{"名":'
        '["00000000-0000-0000-0000-000000000007","2026-07-01T04:00:00.000000Z","2026-07-01"]},"z":"1.50"},'
        '"device":"Firefox","subjects":{"unit":"3-1201"},"v":1}'
    )


def test_what_belongs_to_no_project_goes_to_the_company() -> None:
    written = write(project_id=None, by=SYSTEM, subjects={}, detail={})
    assert (written.chain_id, written.seq) == (COMPANY, 1)
    assert Entry.objects.get().actor_id is None


def test_it_vanishes_with_its_act() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert write().seq == 1


@pytest.mark.acceptance("check 26")
def test_an_act_fails_when_the_ledger_cannot_be_written() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry RENAME TO ledger_elsewhere")
    with pytest.raises(Unavailable) as refused, transaction.atomic():
        append(project_id=PROJECT, by=OFFICER, at=NOON, action="document.filed")
    assert (refused.value.decision.code, refused.value.status) == ("ledger_unwritable", 503)


@pytest.mark.parametrize(
    ("detail", "pointer"),
    [
        ({"note": "電話13800138000"}, "detail/note"),
        ({"old": {"ids": ["x", "11010119900307109X"]}}, "detail/old/ids/1"),
        ({"phone": 13800138000}, "detail/phone"),
        ({"note": "１３８００１３８０００"}, "detail/note"),
        ({"note": "138-0013-8000"}, "detail/note"),
        ({"13800138000": True}, "detail"),
    ],
)
def test_personal_numbers_are_refused(detail: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        write(detail=detail)
    (error,) = refused.value.errors
    assert (error.pointer, error.code) == (pointer, "personal_data_in_ledger")
    assert "138" not in str(refused.value)


@pytest.mark.parametrize("value", ["1380013800", "a13800138000", str(UUID(int=13800138000)), "0" * 64])
def test_other_numbers_are_not_taken_for_personal(value: str) -> None:
    assert write(detail={"value": value}).seq == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"action": "Filed"},
        {"subjects": {"Unit": "1"}},
        {"subjects": {"unit": 'a"b'}},
        {"detail": {"rate": float("nan")}},
        {"detail": {"list": ["x" * 100] * 200}},
        {"at": datetime(2026, 7, 1)},  # noqa: DTZ001
    ],
)
def test_malformed_entries_are_errors_of_the_program(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        write(**changed)
    assert not Entry.objects.exists()


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Invalid):
        write(detail={"note": "\ud842"})


@pytest.mark.django_db(transaction=True)
def test_it_needs_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        append(project_id=None, by=SYSTEM, at=NOON, action="account.signed_in")
