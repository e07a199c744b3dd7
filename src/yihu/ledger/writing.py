"""The statements that append one entry: a SQL function on PostgreSQL, a few statements on SQLite.

On PostgreSQL the function locks the chain's row, hashes and inserts in one round trip; the row stays locked
until the transaction ends. On SQLite there is one writer at a time (IMMEDIATE), so Python computes.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.ledger.canonical import GENESIS, entry_hash


class Row(NamedTuple):
    """The columns of an entry that its writer knows."""

    chain: UUID
    at: str
    actor_id: UUID | None
    username: str
    role: str
    action: str
    body: str


def write(
    connection: BaseDatabaseWrapper, row: Row, encoded: bytes, subjects: Sequence[str]
) -> tuple[int, bytes]:
    """Append `row`; its sequence number and hash. Raises Django's `DatabaseError` as the database does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            return _by_function(cursor, row, subjects)
    with connection.wrap_database_errors:  # the driver's own cursor: four statements for the price of two
        return _by_statements(connection.connection.cursor(), row, encoded, subjects)


def _by_function(cursor: Any, row: Row, subjects: Sequence[str]) -> tuple[int, bytes]:
    cursor.execute("SELECT * FROM ledger_append(%s, %s, %s, %s, %s, %s, %s, %s)", [*row, list(subjects)])
    seq, digest = cursor.fetchone()
    return seq, bytes(digest)


def _by_statements(cursor: Any, row: Row, encoded: bytes, subjects: Sequence[str]) -> tuple[int, bytes]:
    chain = row.chain.hex
    seq, previous = _head(cursor, chain)
    digest = entry_hash(previous=previous, seq=seq + 1, body=encoded)
    actor = row.actor_id.hex if row.actor_id else None
    cursor.execute(
        "INSERT INTO ledger_entry"
        " (chain_id, seq, at, actor_id, username, role, action, body, prev_hash, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [chain, seq + 1, row.at, actor, *row[3:], previous, digest],
    )
    if subjects:
        entry = cursor.lastrowid
        cursor.executemany(
            "INSERT INTO ledger_entrysubject (subject, entry_id) VALUES (?, ?)",
            [(subject, entry) for subject in subjects],
        )
    cursor.execute("UPDATE ledger_chain SET size = ?, head_hash = ? WHERE id = ?", [seq + 1, digest, chain])
    return seq + 1, digest


def _head(cursor: Any, chain: str) -> tuple[int, bytes]:
    """Size and head of the chain, opening it with its first entry."""
    cursor.execute("SELECT size, head_hash FROM ledger_chain WHERE id = ?", [chain])
    if found := cursor.fetchone():
        return found[0], bytes(found[1])
    cursor.execute("INSERT INTO ledger_chain (id, size, head_hash) VALUES (?, 0, ?)", [chain, GENESIS])
    return 0, GENESIS
