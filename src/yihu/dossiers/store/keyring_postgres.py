"""The keyring in a schema of its own on PostgreSQL, reached over Django's default connection.

Ordinary dumps leave the schema out (`--exclude-schema=keyring`). Work is part of the caller's transaction:
a key that is put rolls back with it, and destruction commits with its register entry. PostgreSQL keeps the
wiped value in dead rows until VACUUM, and in archived WAL as long as that is kept: `vacuum` after a ceremony.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from yihu.dossiers.store.failures import MissingContent
from yihu.dossiers.store.keyring import KeyEntry, live, orphans_of

_SCHEMA = (
    "SELECT pg_advisory_xact_lock(hashtext('keyring'))",
    "CREATE SCHEMA IF NOT EXISTS keyring",
    "CREATE TABLE IF NOT EXISTS keyring.keys (key_id uuid PRIMARY KEY, wrapped bytea,"
    " destroyed_at timestamptz, CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)))",
)


class PostgresKeyring:
    """A keyring in PostgreSQL; same promises as `SqliteKeyring`."""

    def prepare(self) -> None:
        """Make schema and table if they are not there: at `yihu init`, or at the first use."""
        if _query("SELECT to_regclass('keyring.keys')")[0][0] is None:
            with transaction.atomic():
                for statement in _SCHEMA:
                    _query(statement)

    def put(self, key_id: UUID, wrapped: bytes) -> None:
        """Add a new key. Raises `django.db.IntegrityError` if the id is taken."""
        self._run("INSERT INTO keyring.keys (key_id, wrapped) VALUES (%s, %s)", key_id, wrapped)

    def get(self, key_id: UUID) -> bytes:
        """The wrapped key. Raises `MissingContent`, `DestroyedContent`."""
        rows = self._run("SELECT wrapped FROM keyring.keys WHERE key_id = %s", key_id)
        return live(rows[0] if rows else None)

    def replace(self, key_id: UUID, wrapped: bytes) -> None:
        """Wrap anew a key that is still there."""
        self._run(
            "UPDATE keyring.keys SET wrapped = %s WHERE key_id = %s AND wrapped IS NOT NULL", wrapped, key_id
        )

    def destroy(self, key_id: UUID, *, at: datetime) -> None:
        """Wipe the key and keep the tombstone. Raises `MissingContent`."""
        self._run(
            "UPDATE keyring.keys SET wrapped = NULL, destroyed_at = %s"
            " WHERE key_id = %s AND wrapped IS NOT NULL",
            at,
            key_id,
        )
        if not self._run("SELECT 1 FROM keyring.keys WHERE key_id = %s", key_id):
            raise MissingContent

    def drop(self, key_id: UUID) -> None:
        """Forget a live key that no row ever named."""
        self._run("DELETE FROM keyring.keys WHERE key_id = %s AND wrapped IS NOT NULL", key_id)

    def entries(self) -> Iterator[KeyEntry]:
        """Every entry by id."""
        rows = self._run("SELECT key_id, wrapped, destroyed_at FROM keyring.keys ORDER BY key_id")
        for key_id, wrapped, destroyed in rows:
            yield KeyEntry(key_id, None if wrapped is None else bytes(wrapped), destroyed)

    def orphans(self, *, known: Container[str], older_than: datetime) -> list[UUID]:
        """Live keys made before `older_than` whose content id no row names."""
        return orphans_of(self.entries(), known=known, older_than=older_than)

    def vacuum(self) -> None:
        """Clear the dead rows that destroyed keys left; outside any transaction."""
        self._run("VACUUM keyring.keys")

    def _run(self, statement: str, *values: Any) -> Sequence[Any]:
        self.prepare()
        return _query(statement, *values)


def _query(statement: str, *values: Any) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else ()
