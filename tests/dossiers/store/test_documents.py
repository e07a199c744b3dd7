"""The vault as a whole: in, out, verified, discarded, destroyed, rotated, swept."""

import hashlib
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from dossiers.store import samples
from yihu.dossiers.store import Documents, StoredDocument, get_store
from yihu.dossiers.store.blobs import LocalBlobs
from yihu.dossiers.store.failures import DamagedContent, DestroyedContent, MissingContent
from yihu.dossiers.store.keyring import SqliteKeyring
from yihu.kernel.ciphers import KeySet, new_key
from yihu.policy.decisions import Invalid, Unavailable

MASTER = bytes(range(32))
TOMORROW = datetime.now(UTC) + timedelta(days=1)
YESTERDAY = TOMORROW - timedelta(days=2)


def vault(root: Path, keys: KeySet | None = None) -> Documents:
    keyring = SqliteKeyring(root / "keyring.sqlite3")
    return Documents(blobs=LocalBlobs(root / "documents"), keyring=keyring, keys=keys or KeySet(MASTER))


def added(documents: Documents, content: bytes | None = None) -> StoredDocument:
    return documents.add(io.BytesIO(content or samples.picture()))


def files(root: Path) -> list[Path]:
    return [path for path in (root / "documents").rglob("*") if path.is_file()]


@pytest.mark.acceptance("check 13")
def test_it_works(tmp_path: Path) -> None:
    documents, content = vault(tmp_path), samples.picture()
    stored = added(documents, content)
    assert (stored.media_type, stored.pages, stored.size) == ("image/png", 1, len(content))
    assert stored.sha256 == hashlib.sha256(content).digest()
    assert documents.read(stored.content_id, stored.key_id) == content
    assert documents.verify(stored.content_id, stored.key_id, sha256=stored.sha256)


@pytest.mark.acceptance("check 13")
def test_a_changed_or_missing_file_does_not_verify(tmp_path: Path) -> None:
    documents = vault(tmp_path)
    stored = added(documents)
    names = (stored.content_id, stored.key_id)
    assert not documents.verify(*names, sha256=bytes(32))
    (file,) = files(tmp_path)
    file.write_bytes(file.read_bytes()[:-1])
    assert not documents.verify(*names, sha256=stored.sha256)
    with pytest.raises(DamagedContent):
        documents.read(*names)
    file.unlink()
    assert not documents.verify(*names, sha256=stored.sha256)


def test_a_refused_file_leaves_nothing(tmp_path: Path) -> None:
    documents = vault(tmp_path)
    with pytest.raises(Invalid):
        added(documents, b"<html>")
    assert not files(tmp_path)
    assert not list(documents.keyring.entries())


def test_a_full_disk_leaves_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    documents = vault(tmp_path)
    documents.keyring.prepare()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Unavailable):
        added(documents)
    assert not files(tmp_path)
    assert not list(documents.keyring.entries())


def test_equal_uploads_share_nothing(tmp_path: Path) -> None:
    documents = vault(tmp_path)
    one, two = added(documents), added(documents)
    assert one.sha256 == two.sha256
    assert one.content_id != two.content_id
    documents.destroy(one.content_id, one.key_id, at=TOMORROW)
    assert documents.verify(two.content_id, two.key_id, sha256=two.sha256)


def test_discarding_forgets_all(tmp_path: Path) -> None:
    documents = vault(tmp_path)
    stored = added(documents)
    documents.discard(stored.content_id, stored.key_id)
    assert not files(tmp_path)
    with pytest.raises(MissingContent):
        documents.read(stored.content_id, stored.key_id)


@pytest.mark.clause("R2.3.4")
def test_destruction_reaches_a_copy_of_the_bytes_and_the_text(tmp_path: Path) -> None:
    documents = vault(tmp_path)
    stored = added(documents)
    text = documents.seal_text("業主 張三", key_id=stored.key_id)
    (file,) = files(tmp_path)
    backup = file.read_bytes()
    assert documents.open_text(text, key_id=stored.key_id) == "業主 張三"
    for _ in range(2):
        documents.destroy(stored.content_id, stored.key_id, at=TOMORROW)
    file.write_bytes(backup)
    with pytest.raises(DestroyedContent):
        documents.read(stored.content_id, stored.key_id)
    with pytest.raises(DestroyedContent):
        documents.open_text(text, key_id=stored.key_id)


def test_text_of_one_document_does_not_open_as_anothers(tmp_path: Path) -> None:
    documents = vault(tmp_path)
    one, two = added(documents), added(documents)
    with pytest.raises(DamagedContent):
        documents.open_text(documents.seal_text("甲", key_id=one.key_id), key_id=two.key_id)


def test_rotation_rewraps_and_opens_no_document(tmp_path: Path) -> None:
    stored, master = added(vault(tmp_path)), new_key()
    (file,) = files(tmp_path)
    before = file.read_bytes()
    rotating = vault(tmp_path, KeySet(MASTER).rotated(new_master=master))
    assert (rotating.rewrap(), rotating.rewrap()) == (1, 0)
    assert file.read_bytes() == before
    after = vault(tmp_path, KeySet(master))
    assert after.verify(stored.content_id, stored.key_id, sha256=stored.sha256)


def test_a_foreign_master_key_opens_nothing(tmp_path: Path) -> None:
    stored = added(vault(tmp_path))
    with pytest.raises(DamagedContent):
        vault(tmp_path, KeySet(new_key())).read(stored.content_id, stored.key_id)


def test_the_sweep_takes_only_what_is_old_and_unnamed(tmp_path: Path) -> None:
    documents = vault(tmp_path)
    kept, lost = added(documents), added(documents)
    assert documents.sweep(known_ids={kept.content_id}, older_than=YESTERDAY).contents == 0
    swept = documents.sweep(known_ids={kept.content_id}, older_than=TOMORROW)
    assert (swept.unfinished, swept.keys, swept.contents) == (0, 1, 1)
    assert [file.name for file in files(tmp_path)] == [kept.content_id]
    assert [entry.key_id for entry in documents.keyring.entries()] == [kept.key_id]
    assert lost.content_id != kept.content_id


def test_the_settings_make_the_store(tmp_path: Path, settings: Settings) -> None:
    settings.YIHU_DATA_DIR, settings.YIHU_MASTER_KEY = tmp_path, MASTER
    settings.YIHU_STORAGE_URL = f"file://{tmp_path}/papers"
    assert get_store() is get_store()
    settings.YIHU_STORAGE_URL = "s3://bucket"
    with pytest.raises(ImproperlyConfigured, match="file:///"):
        get_store()
    settings.YIHU_MASTER_KEY = b""
    with pytest.raises(ImproperlyConfigured, match="yihu init"):
        get_store()


def test_what_is_recognised_already_is_kept_as_it_is(tmp_path: Path) -> None:
    documents = vault(tmp_path)
    stored = documents.keep(io.BytesIO(b"a workbook"), media_type="application/vnd.ms-excel")
    assert (stored.media_type, stored.pages) == ("application/vnd.ms-excel", 1)
    assert documents.read(stored.content_id, stored.key_id) == b"a workbook"
