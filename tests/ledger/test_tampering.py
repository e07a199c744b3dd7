"""Whatever is done behind the program's back is named by `verify` and by the standalone verifier."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from ledger.scene import NOON, PROJECT, behind_the_program, stored, write, write_chain
from yihu.ledger import checkpoints, export, verifier
from yihu.ledger.canonical import entry_hash
from yihu.ledger.models import Entry
from yihu.ledger.operations import Written
from yihu.ledger.verification import verify

Act = Callable[[Any], None]


def edit(cursor: Any) -> None:
    changed = "body = replace(body, 'A01', 'A02')"
    cursor.execute(f"UPDATE ledger_entry SET {changed} WHERE seq = 3 AND chain_id = %s", [ID])


def edit_column(cursor: Any) -> None:
    cursor.execute("UPDATE ledger_entry SET username = 'cs_head' WHERE seq = 3 AND chain_id = %s", [ID])


def edit_and_hash_anew(cursor: Any) -> None:
    row = Entry.objects.get(chain=PROJECT, seq=3)
    body = row.body.replace("A01", "A02")
    digest = entry_hash(previous=bytes(row.prev_hash), seq=3, body=body.encode())
    cursor.execute("UPDATE ledger_entry SET body = %s, hash = %s WHERE id = %s", [body, digest, row.pk])


def delete(cursor: Any) -> None:
    cursor.execute("DELETE FROM ledger_entry WHERE seq = 3 AND chain_id = %s", [ID])


def insert(cursor: Any) -> None:
    row = Entry.objects.get(chain=PROJECT, seq=6)
    digest = entry_hash(previous=bytes(row.hash), seq=7, body=row.body.encode())
    columns = "chain_id, at, actor_id, username, role, action, body"
    cursor.execute(
        f"INSERT INTO ledger_entry ({columns}, seq, prev_hash, hash)"
        f" SELECT {columns}, 7, %s, %s FROM ledger_entry WHERE id = %s",
        [bytes(row.hash), digest, row.pk],
    )


def swap(cursor: Any) -> None:
    cursor.execute("UPDATE ledger_entry SET seq = -seq WHERE seq IN (3, 4) AND chain_id = %s", [ID])
    cursor.execute("UPDATE ledger_entry SET seq = 7 + seq WHERE seq < 0")


def reorder(cursor: Any) -> None:
    third, fourth = (Entry.objects.get(chain=PROJECT, seq=seq).pk for seq in (3, 4))
    for old, new in ((third, -1), (fourth, third), (-1, fourth)):
        cursor.execute("UPDATE ledger_entry SET id = %s WHERE id = %s", [new, old])


def truncate(cursor: Any) -> None:
    cursor.execute("DELETE FROM ledger_entry WHERE seq >= 3 AND chain_id = %s", [ID])


def move_the_head(cursor: Any) -> None:
    cursor.execute("UPDATE ledger_chain SET head_hash = %s WHERE id = %s", [bytes(32), ID])


ID = stored(PROJECT)
ACTS = [
    (edit, "edited", 3),
    (edit_column, "column_changed", 3),
    (edit_and_hash_anew, "replaced", 3),
    (delete, "deleted", 3),
    (insert, "inserted", 7),
    (swap, "reordered", 3),
    (reorder, "reordered", 3),
    (truncate, "truncated", 3),
    (move_the_head, "head_changed", 6),
]


def standalone() -> str:
    """What the standalone verifier says of an export of the ledger as it is now."""
    file = io.StringIO()
    export.write_export(connection, at=NOON, file=file)
    try:
        verifier.check(file.getvalue().splitlines())
    except verifier.Fault as fault:
        return str(fault)
    return "intact"


def test_it_works(chain: list[Written]) -> None:
    report = verify(connection)
    assert (report.entries, report.chains, report.intact) == (12, 2, True)
    assert standalone() == "intact"


@pytest.mark.acceptance("check 26")
@pytest.mark.parametrize(("act", "code", "seq"), ACTS, ids=[act.__name__ for act, *_ in ACTS])
def test_every_act_is_named(chain: list[Written], act: Act, code: str, seq: int) -> None:
    with behind_the_program() as cursor:
        act(cursor)
    fault = verify(connection).fault
    assert fault is not None
    assert (fault.code, fault.seq, fault.chain) == (code, seq, str(PROJECT))
    assert f"chain {PROJECT}" in standalone()
    assert f"entry {seq}" in standalone()
    assert str(seq) in fault.text % fault.params


@pytest.mark.acceptance("check 26")
def test_a_history_rewritten_with_care_is_told_by_its_checkpoint(chain: list[Written]) -> None:
    checkpoints.checkpoint_all(at=NOON)
    with behind_the_program() as cursor:
        rewrite(cursor, from_seq=3)
    fault = verify(connection).fault
    assert fault is not None
    assert (fault.code, fault.seq) == ("checkpoint_mismatch", 6)
    assert "signed checkpoint" in standalone()


@pytest.mark.acceptance("check 26")
def test_an_end_cut_off_with_all_that_spoke_of_it_is_told_from_outside(chain: list[Written]) -> None:
    checkpoints.checkpoint_all(at=NOON)
    with behind_the_program() as cursor:
        cursor.execute("DELETE FROM ledger_checkpoint")
        cursor.execute(
            "DELETE FROM ledger_entrysubject WHERE entry_id IN"
            " (SELECT id FROM ledger_entry WHERE seq > 4 AND chain_id = %s)",
            [ID],
        )
        cursor.execute("DELETE FROM ledger_entry WHERE seq > 4 AND chain_id = %s", [ID])
        cursor.execute("UPDATE ledger_chain SET size = 4, head_hash = %s WHERE id = %s", [chain[3].hash, ID])
    assert verify(connection).intact
    fault = verify(connection, outside=checkpoints.outside()).fault
    assert fault is not None
    assert (fault.code, fault.seq) == ("truncated", 5)


def test_a_subject_taken_away_is_named(chain: list[Written]) -> None:
    entry = Entry.objects.get(chain=PROJECT, seq=3)
    with behind_the_program() as cursor:
        cursor.execute("DELETE FROM ledger_entrysubject WHERE entry_id = %s", [entry.pk])
    fault = verify(connection).fault
    assert fault is not None
    assert (fault.code, fault.seq, fault.chain) == ("subjects_changed", 3, str(PROJECT))


def test_a_chain_taken_away_is_named(chain: list[Written]) -> None:
    checkpoints.checkpoint_all(at=NOON)
    with behind_the_program() as cursor:
        for table in ("ledger_entrysubject", "ledger_entry", "ledger_checkpoint", "ledger_chain"):
            cursor.execute(f"DELETE FROM {table}")
    fault = verify(connection, outside=checkpoints.outside()).fault
    assert fault is not None
    assert fault.code == "chain_missing"


def test_a_checkpoint_signed_by_another_hand_is_named(chain: list[Written]) -> None:
    checkpoints.checkpoint_all(at=NOON)
    with behind_the_program() as cursor:
        cursor.execute("UPDATE ledger_checkpoint SET signature = %s WHERE chain_id = %s", [bytes(64), ID])
    fault = verify(connection).fault
    assert fault is not None
    assert (fault.code, fault.chain) == ("signature_invalid", str(PROJECT))
    assert "not signed" in standalone()


def test_a_checkpoint_taken_from_between_is_named(chain: list[Written]) -> None:
    checkpoints.checkpoint_all(at=NOON)
    for number in range(2):
        write(number)
        checkpoints.checkpoint_all(at=NOON)
    with behind_the_program() as cursor:
        cursor.execute("DELETE FROM ledger_checkpoint WHERE size = 7")
    fault = verify(connection).fault
    assert fault is not None
    assert (fault.code, fault.seq) == ("checkpoint_missing", 8)


def test_missing_triggers_are_named(chain: list[Written]) -> None:
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON ledger_chain"
        cursor.execute(f"DROP TRIGGER ledger_chain_update{on}")
    fault = verify(connection).fault
    assert fault is not None
    assert (fault.code, fault.name) == ("guard_missing", "ledger_chain_update")


@pytest.mark.parametrize("roots", [False, True])
def test_every_checkpoint_is_met(chain: list[Written], roots: bool) -> None:
    for number in range(3):
        checkpoints.checkpoint_all(at=NOON)
        write_chain(2 + number)
    assert verify(connection, outside=checkpoints.outside(), roots=roots).intact


def rewrite(cursor: Any, *, from_seq: int) -> None:
    """What a careful forger does: edit, and hash everything after anew, up to the head."""
    rows = list(Entry.objects.filter(chain=PROJECT, seq__gte=from_seq).order_by("seq"))
    previous = bytes(rows[0].prev_hash)
    for row in rows:
        body = row.body.replace("A01", "A09")
        digest = entry_hash(previous=previous, seq=row.seq, body=body.encode())
        cursor.execute(
            "UPDATE ledger_entry SET body = %s, prev_hash = %s, hash = %s WHERE id = %s",
            [body, previous, digest, row.pk],
        )
        previous = digest
    cursor.execute("UPDATE ledger_chain SET head_hash = %s WHERE id = %s", [previous, ID])
