"""One contract, kept by both keyrings; the PostgreSQL one where the run is on PostgreSQL."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django.db
import pytest

from yihu.dossiers.store.failures import DestroyedContent, MissingContent
from yihu.dossiers.store.keyring import Keyring, SqliteKeyring
from yihu.dossiers.store.keyring_postgres import PostgresKeyring
from yihu.kernel.ids import new_id
from yihu.policy.decisions import Unavailable

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
A = new_id()


def on_sqlite(request: pytest.FixtureRequest) -> Keyring:
    return SqliteKeyring(request.getfixturevalue("tmp_path") / "keyring.sqlite3")


def on_postgres(request: pytest.FixtureRequest) -> Keyring:
    request.getfixturevalue("db")
    return PostgresKeyring()


MAKERS = [on_sqlite, *([on_postgres] if django.db.connection.vendor == "postgresql" else [])]


@pytest.fixture(params=MAKERS)
def keyring(request: pytest.FixtureRequest) -> Iterator[Keyring]:
    make: Callable[[pytest.FixtureRequest], Keyring] = request.param
    ring = make(request)
    yield ring
    if isinstance(ring, SqliteKeyring):
        ring.close()


def test_it_works(keyring: Keyring) -> None:
    keyring.put(A, b"wrapped")
    assert keyring.get(A) == b"wrapped"
    keyring.replace(A, b"anew")
    assert keyring.get(A) == b"anew"
    (entry,) = keyring.entries()
    assert (entry.key_id, entry.wrapped, entry.destroyed_at) == (A, b"anew", None)


def test_preparing_twice_changes_nothing(keyring: Keyring) -> None:
    keyring.prepare()
    keyring.put(A, b"wrapped")
    keyring.prepare()
    assert keyring.get(A) == b"wrapped"


def test_an_unknown_key_is_missing(keyring: Keyring) -> None:
    with pytest.raises(MissingContent):
        keyring.get(A)
    with pytest.raises(MissingContent):
        keyring.destroy(A, at=NOON)


def test_a_destroyed_key_leaves_its_tombstone_for_ever(keyring: Keyring) -> None:
    keyring.put(A, b"wrapped")
    keyring.destroy(A, at=LATER)
    keyring.destroy(A, at=LATER + timedelta(days=1))
    keyring.replace(A, b"anew")
    keyring.drop(A)
    with pytest.raises(DestroyedContent):
        keyring.get(A)
    (entry,) = keyring.entries()
    assert (entry.wrapped, entry.destroyed_at) == (None, LATER)


def test_an_id_is_never_used_twice(keyring: Keyring) -> None:
    keyring.put(A, b"wrapped")
    keyring.destroy(A, at=NOON)
    with pytest.raises((sqlite3.IntegrityError, django.db.IntegrityError)):
        keyring.put(A, b"again")


def test_orphans_are_live_old_and_unknown(keyring: Keyring) -> None:
    known, old, gone = new_id(), new_id(), new_id()
    for key_id in (known, old, gone):
        keyring.put(key_id, b"wrapped")
    keyring.destroy(gone, at=NOON)
    begun = datetime.fromtimestamp((old.int >> 80) / 1000, UTC)
    assert keyring.orphans(known={known.hex}, older_than=begun) == []
    assert keyring.orphans(known={known.hex}, older_than=begun + timedelta(hours=1)) == [old]
    keyring.drop(old)
    assert keyring.orphans(known={known.hex}, older_than=begun + timedelta(hours=1)) == []


def test_the_file_is_private_and_keeps_no_trace(tmp_path: Path) -> None:
    ring = SqliteKeyring(tmp_path / "keyring.sqlite3")
    ring.put(A, b"a wrapped key to be destroyed")
    ring.destroy(A, at=NOON)
    files = list(tmp_path.iterdir())
    assert (tmp_path / "keyring.sqlite3").stat().st_mode & 0o777 == 0o600
    assert not any(b"to be destroyed" in file.read_bytes() for file in files)
    ring.close()


def test_many_threads_put_and_get(tmp_path: Path) -> None:
    ring = SqliteKeyring(tmp_path / "keyring.sqlite3")

    def work(number: int) -> None:
        key_id = new_id()
        ring.put(key_id, bytes([number]))
        assert ring.get(key_id) == bytes([number])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(ring.entries())) == 16
    ring.close()


def test_a_file_that_is_no_keyring_is_told_with_its_mend(tmp_path: Path) -> None:
    (tmp_path / "keyring.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(Unavailable) as caught:
        SqliteKeyring(tmp_path / "keyring.sqlite3").get(A)
    assert caught.value.decision.code == "store_broken"


def test_a_place_that_cannot_be_written_is_told_with_its_mend(tmp_path: Path) -> None:
    (tmp_path / "keyring.sqlite3").mkdir()
    with pytest.raises(Unavailable) as caught:
        SqliteKeyring(tmp_path / "keyring.sqlite3").put(A, b"wrapped")
    assert caught.value.decision.code == "read_only"
