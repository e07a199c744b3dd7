"""The database itself refuses."""

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.scene import NOON, write_chain
from yihu.ledger import checkpoints, triggers

pytestmark = pytest.mark.django_db

STATEMENTS = [
    "UPDATE ledger_entry SET username = 'nobody'",
    "DELETE FROM ledger_entry",
    "UPDATE ledger_entrysubject SET subject = 'x'",
    "DELETE FROM ledger_entrysubject",
    "UPDATE ledger_checkpoint SET size = 1",
    "DELETE FROM ledger_checkpoint",
    "UPDATE ledger_chain SET size = 1",
    "DELETE FROM ledger_chain",
]
TRUNCATIONS = [f"TRUNCATE {name} CASCADE" for name in ("ledger_entry", "ledger_chain", "ledger_checkpoint")]


def test_it_works() -> None:
    assert triggers.missing(connection) == []


@pytest.mark.acceptance("check 26")
def test_no_statement_changes_or_removes_what_was_written() -> None:
    write_chain(2)
    checkpoints.checkpoint_all(at=NOON)
    statements = STATEMENTS
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")  # else these stop the TRUNCATE already
        statements = STATEMENTS + TRUNCATIONS
    for statement in statements:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)


def test_what_is_missing_is_named() -> None:
    triggers.remove(connection)
    assert "ledger_chain_update" in triggers.missing(connection)
    triggers.install(connection)
    assert triggers.missing(connection) == []


def test_a_trigger_that_says_something_else_is_missing() -> None:
    name = "ledger_entry_delete" if connection.vendor == "sqlite" else "ledger_refuse"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON ledger_entry BEGIN SELECT 1; END")
        else:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
                " 'BEGIN RETURN NEW; END'"
            )
    assert triggers.missing(connection) == [name]
