"""The keyring in a schema of its own on PostgreSQL, reached over Django's default connection.

Ordinary dumps leave the schema out (`--exclude-schema=keyring`). Work is part of the caller's transaction:
a key that is put rolls back with it, and destruction commits with its register entry. PostgreSQL keeps the
wiped value in dead rows until VACUUM, and in archived WAL as long as that is kept: `vacuum` after a ceremony.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from yihu.dossiers.store.failures import MissingContent
from yihu.dossiers.store.keyring import KeyEntry, live, orphans_of

_SCHEMA = (
    "CREATE SCHEMA IF NOT EXISTS keyring",
    "CREATE TABLE IF NOT EXISTS keyring.keys (key_id text PRIMARY KEY, wrapped bytea,"
    " created_at timestamptz NOT NULL, destroyed_at timestamptz,"
    " CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)))",
)


class PostgresKeyring:
    """A keyring in PostgreSQL; same promises as `SqliteKeyring`."""

    def prepare(self) -> None:
        """Make schema and table. Idempotent; for `yihu init` and migrations."""
        for statement in _SCHEMA:
            _run(statement)

    def put(self, key_id: str, wrapped: bytes, *, at: datetime) -> None:
        """Add a new key. Raises `django.db.IntegrityError` if the id is taken."""
        _run(
            "INSERT INTO keyring.keys (key_id, wrapped, created_at) VALUES (%s, %s, %s)", key_id, wrapped, at
        )

    def get(self, key_id: str) -> bytes:
        """The wrapped key. Raises `MissingContent`, `DestroyedContent`."""
        rows = _run("SELECT wrapped FROM keyring.keys WHERE key_id = %s", key_id)
        return live(rows[0] if rows else None)

    def replace(self, key_id: str, wrapped: bytes) -> None:
        """Wrap anew a key that is still there."""
        _run(
            "UPDATE keyring.keys SET wrapped = %s WHERE key_id = %s AND wrapped IS NOT NULL", wrapped, key_id
        )

    def destroy(self, key_id: str, *, at: datetime) -> None:
        """Wipe the key and keep the tombstone. Raises `MissingContent`."""
        _run(
            "UPDATE keyring.keys SET wrapped = NULL, destroyed_at = %s"
            " WHERE key_id = %s AND wrapped IS NOT NULL",
            at,
            key_id,
        )
        if not _run("SELECT 1 FROM keyring.keys WHERE key_id = %s", key_id):
            raise MissingContent

    def drop(self, key_id: str) -> None:
        """Forget a live key that no row ever named."""
        _run("DELETE FROM keyring.keys WHERE key_id = %s AND wrapped IS NOT NULL", key_id)

    def entries(self) -> Iterator[KeyEntry]:
        """Every entry by id."""
        rows = _run("SELECT key_id, wrapped, created_at, destroyed_at FROM keyring.keys ORDER BY key_id")
        for key_id, wrapped, created, destroyed in rows:
            yield KeyEntry(key_id, None if wrapped is None else bytes(wrapped), created, destroyed)

    def orphans(self, *, known: Container[str], older_than: datetime) -> list[str]:
        """Live keys that no row names, put before `older_than`."""
        return orphans_of(self.entries(), known=known, older_than=older_than)

    def vacuum(self) -> None:
        """Clear the dead rows that destroyed keys left; outside any transaction."""
        _run("VACUUM keyring.keys")


def _run(statement: str, *values: Any) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else ()
