"""The keyring: one wrapped data key a document, apart from bytes and rows.

Ordinary backups leave it out. Destroying a key here makes every copy of its bytes unreadable, the older
backups' too; the tombstone stays, so that a restored keyring can be told again what was destroyed.
"""

import os
import sqlite3
import threading
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from yihu.dossiers.store.failures import DestroyedContent, MissingContent, disk_troubles, sqlite_troubles
from yihu.dossiers.store.names import content_id_of, made_before

_TABLE = (
    "CREATE TABLE IF NOT EXISTS keys (key_id TEXT PRIMARY KEY, wrapped BLOB, destroyed_at TEXT,"
    " CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)))"
)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry: `wrapped` is None once the key was destroyed at `destroyed_at`."""

    key_id: UUID
    wrapped: bytes | None
    destroyed_at: datetime | None


class Keyring(Protocol):
    """Wrapped keys by id. Key first, row second: what a rolled-back transaction leaves is an orphan."""

    def prepare(self) -> None:
        """Make the place for the keys if it is not there. Idempotent."""
        ...

    def put(self, key_id: UUID, wrapped: bytes) -> None:
        """Add a new key. An id is never used twice, not even after its key was destroyed."""
        ...

    def get(self, key_id: UUID) -> bytes:
        """The wrapped key. Raises `MissingContent`, or `DestroyedContent` after the ceremony."""
        ...

    def replace(self, key_id: UUID, wrapped: bytes) -> None:
        """The same key, wrapped anew by rotation; a destroyed one stays destroyed."""
        ...

    def destroy(self, key_id: UUID, *, at: datetime) -> None:
        """Wipe the key and keep its tombstone; again changes nothing. Raises `MissingContent`."""
        ...

    def drop(self, key_id: UUID) -> None:
        """Forget a key that no row ever named. Never touches a tombstone."""
        ...

    def entries(self) -> Iterator[KeyEntry]:
        """Every entry by id, for backup, rotation and the destruction register."""
        ...

    def orphans(self, *, known: Container[str], older_than: datetime) -> list[UUID]:
        """Live keys made before `older_than` whose content id (`known`) no row names."""
        ...


def orphans_of(entries: Iterator[KeyEntry], *, known: Container[str], older_than: datetime) -> list[UUID]:
    """The live entries that are not `known` and are older than `older_than`."""
    return [
        entry.key_id
        for entry in entries
        if entry.wrapped is not None
        and made_before(entry.key_id, older_than)
        and content_id_of(entry.key_id) not in known
    ]


class SqliteKeyring:
    """A keyring in a SQLite file of its own: readable by the owner alone, WAL, synced, wiped on delete."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._owner = 0

    def prepare(self) -> None:
        """Make the file and its table. Raises `Unavailable`. Idempotent; every use does it too."""
        with self._work():
            pass

    def put(self, key_id: UUID, wrapped: bytes) -> None:
        """Add a new key, durable on return. Raises `Unavailable`, `sqlite3.IntegrityError` (id taken)."""
        with self._work() as connection:
            connection.execute("INSERT INTO keys (key_id, wrapped) VALUES (?, ?)", (key_id.hex, wrapped))

    def get(self, key_id: UUID) -> bytes:
        """The wrapped key. Raises `MissingContent`, `DestroyedContent`."""
        with self._work() as connection:
            row = connection.execute("SELECT wrapped FROM keys WHERE key_id = ?", (key_id.hex,)).fetchone()
        return live(row)

    def replace(self, key_id: UUID, wrapped: bytes) -> None:
        """Wrap anew a key that is still there."""
        with self._work() as connection:
            connection.execute(
                "UPDATE keys SET wrapped = ? WHERE key_id = ? AND wrapped IS NOT NULL", (wrapped, key_id.hex)
            )

    def destroy(self, key_id: UUID, *, at: datetime) -> None:
        """Wipe the key from the file and its journal, and keep the tombstone. Raises `MissingContent`."""
        with self._work() as connection:
            connection.execute(
                "UPDATE keys SET wrapped = NULL, destroyed_at = ? WHERE key_id = ? AND wrapped IS NOT NULL",
                (_to_text(at), key_id.hex),
            )
            if not connection.execute("SELECT 1 FROM keys WHERE key_id = ?", (key_id.hex,)).fetchone():
                raise MissingContent
        self._truncate_journal()

    def drop(self, key_id: UUID) -> None:
        """Forget a live key that no row ever named."""
        with self._work() as connection:
            connection.execute("DELETE FROM keys WHERE key_id = ? AND wrapped IS NOT NULL", (key_id.hex,))

    def entries(self) -> Iterator[KeyEntry]:
        """Every entry by id."""
        with self._work() as connection:
            rows = connection.execute(
                "SELECT key_id, wrapped, destroyed_at FROM keys ORDER BY key_id"
            ).fetchall()
        for key_id, wrapped, destroyed in rows:
            yield KeyEntry(UUID(hex=key_id), wrapped, destroyed and datetime.fromisoformat(destroyed))

    def orphans(self, *, known: Container[str], older_than: datetime) -> list[UUID]:
        """Live keys made before `older_than` whose content id no row names."""
        return orphans_of(self.entries(), known=known, older_than=older_than)

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _work(self) -> Iterator[sqlite3.Connection]:
        with self._lock, disk_troubles(), sqlite_troubles():
            connection = self._connected()
            with connection:
                yield connection

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None or self._owner != os.getpid():  # SQLite does not survive a fork
            self._connection, self._owner = _connect(self._path), os.getpid()
        return self._connection

    def _truncate_journal(self) -> None:
        with self._lock, sqlite_troubles():
            self._connected().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def live(row: tuple[bytes | memoryview | None] | None) -> bytes:
    """The wrapped key of a row. Raises `MissingContent` for no row, `DestroyedContent` for a tombstone."""
    if row is None:
        raise MissingContent
    if row[0] is None:
        raise DestroyedContent
    return bytes(row[0])


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=10, check_same_thread=False)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(_TABLE)
    except BaseException:
        connection.close()
        raise
    return connection


def _to_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
