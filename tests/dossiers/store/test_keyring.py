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
from yihu.policy.decisions import Unavailable

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


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
    ring.prepare()
    ring.prepare()
    yield ring
    if isinstance(ring, SqliteKeyring):
        ring.close()


def test_it_works(keyring: Keyring) -> None:
    keyring.put("a", b"wrapped", at=NOON)
    assert keyring.get("a") == b"wrapped"
    keyring.replace("a", b"anew")
    assert keyring.get("a") == b"anew"
    (entry,) = keyring.entries()
    assert (entry.key_id, entry.wrapped, entry.created_at, entry.destroyed_at) == ("a", b"anew", NOON, None)


def test_an_unknown_key_is_missing(keyring: Keyring) -> None:
    with pytest.raises(MissingContent):
        keyring.get("a")
    with pytest.raises(MissingContent):
        keyring.destroy("a", at=NOON)


def test_a_destroyed_key_leaves_its_tombstone_for_ever(keyring: Keyring) -> None:
    keyring.put("a", b"wrapped", at=NOON)
    keyring.destroy("a", at=LATER)
    keyring.destroy("a", at=LATER + timedelta(days=1))
    keyring.replace("a", b"anew")
    keyring.drop("a")
    with pytest.raises(DestroyedContent):
        keyring.get("a")
    (entry,) = keyring.entries()
    assert (entry.wrapped, entry.destroyed_at) == (None, LATER)


def test_an_id_is_never_used_twice(keyring: Keyring) -> None:
    keyring.put("a", b"wrapped", at=NOON)
    keyring.destroy("a", at=NOON)
    with pytest.raises((sqlite3.IntegrityError, django.db.IntegrityError)):
        keyring.put("a", b"again", at=LATER)


def test_orphans_are_live_old_and_unknown(keyring: Keyring) -> None:
    for key_id, at in (("known", NOON), ("old", NOON), ("gone", NOON), ("new", LATER)):
        keyring.put(key_id, b"wrapped", at=at)
    keyring.destroy("gone", at=NOON)
    assert keyring.orphans(known={"known"}, older_than=LATER) == ["old"]
    keyring.drop("old")
    assert keyring.orphans(known={"known"}, older_than=LATER) == []


def test_the_file_is_private_and_keeps_no_trace(tmp_path: Path) -> None:
    ring = SqliteKeyring(tmp_path / "keyring.sqlite3")
    ring.put("a", b"a wrapped key to be destroyed", at=NOON)
    ring.destroy("a", at=NOON)
    files = list(tmp_path.iterdir())
    assert (tmp_path / "keyring.sqlite3").stat().st_mode & 0o777 == 0o600
    assert not any(b"to be destroyed" in file.read_bytes() for file in files)
    ring.close()


def test_many_threads_put_and_get(tmp_path: Path) -> None:
    ring = SqliteKeyring(tmp_path / "keyring.sqlite3")

    def work(number: int) -> None:
        ring.put(str(number), bytes([number]), at=NOON)
        assert ring.get(str(number)) == bytes([number])

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
        SqliteKeyring(tmp_path / "keyring.sqlite3").get("a")
    assert caught.value.decision.code == "store_broken"


def test_a_place_that_cannot_be_written_is_told_with_its_mend(tmp_path: Path) -> None:
    (tmp_path / "keyring.sqlite3").mkdir()
    with pytest.raises(Unavailable) as caught:
        SqliteKeyring(tmp_path / "keyring.sqlite3").put("a", b"wrapped", at=NOON)
    assert caught.value.decision.code == "read_only"
