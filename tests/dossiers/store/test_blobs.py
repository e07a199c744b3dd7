"""Sealed files on a disk that may be full, read-only or interrupted."""

import errno
import hashlib
import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from yihu.dossiers.store.blobs import LocalBlobs
from yihu.dossiers.store.chunks import CHUNK_SIZE
from yihu.dossiers.store.failures import MissingContent, disk_troubles
from yihu.kernel.ciphers import new_key
from yihu.kernel.ids import new_id
from yihu.policy.decisions import Unavailable

KEY = new_key()


class Breaks(io.BytesIO):
    """An upload that ends with `error` after its first chunk."""

    def __init__(self, error: Exception) -> None:
        super().__init__(bytes(CHUNK_SIZE))
        self._error = error

    def readinto(self, buffer: object) -> int:
        size = super().readinto(buffer)  # type: ignore[arg-type]
        if not size:
            raise self._error
        return size


def write(blobs: LocalBlobs, stream: io.BytesIO, name: str) -> None:
    blobs.write(stream, content_id=name, data_key=KEY)


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_it_works(tmp_path: Path) -> None:
    blobs, name = LocalBlobs(tmp_path), new_id().hex
    stored = blobs.write(io.BytesIO(b"paper"), content_id=name, data_key=KEY)
    assert stored.sha256 == hashlib.sha256(b"paper").digest()
    assert (stored.content_id, stored.size) == (name, 5)
    with blobs.open(name, data_key=KEY) as reader:
        assert reader.read() == b"paper"
    blobs.delete(name)
    blobs.delete(name)
    with pytest.raises(MissingContent):
        blobs.open(name, data_key=KEY)


@pytest.mark.acceptance("check 13")
def test_stored_bytes_are_never_overwritten(tmp_path: Path) -> None:
    blobs, name = LocalBlobs(tmp_path), new_id().hex
    write(blobs, io.BytesIO(b"first"), name)
    with pytest.raises(FileExistsError):
        write(blobs, io.BytesIO(b"second"), name)
    assert blobs.open(name, data_key=KEY).read() == b"first"


def test_an_interrupted_upload_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        write(LocalBlobs(tmp_path), Breaks(ConnectionResetError()), new_id().hex)
    assert not files(tmp_path)


@pytest.mark.parametrize(
    ("number", "code", "status"),
    [
        (errno.ENOSPC, "disk_full", 507),
        (errno.EDQUOT, "disk_full", 507),
        (errno.EROFS, "read_only", 503),
        (errno.EACCES, "read_only", 503),
        (errno.EIO, "store_broken", 503),
    ],
)
def test_what_the_disk_says_has_its_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, status: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(Unavailable) as caught:
        write(LocalBlobs(tmp_path), io.BytesIO(b"paper"), new_id().hex)
    assert (caught.value.decision.code, caught.value.status) == (code, status)
    assert caught.value.decision.mend
    assert not files(tmp_path)


def test_a_really_full_disk_is_told() -> None:
    with pytest.raises(Unavailable) as caught, disk_troubles(), open("/dev/full", "wb", buffering=0) as full:
        full.write(b"x")
    assert caught.value.decision.code == "disk_full"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 32, "a" * 31, "a" * 32 + "\n"])
def test_a_name_that_is_no_content_id_reaches_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        LocalBlobs(tmp_path).open(name, data_key=KEY)


def test_ids_know_when_they_were_made(tmp_path: Path) -> None:
    blobs, name = LocalBlobs(tmp_path), new_id().hex
    write(blobs, io.BytesIO(b"paper"), name)
    (tmp_path / name[-2:] / "stranger").touch()
    begun = datetime.fromtimestamp(int(name[:12], 16) / 1000, UTC)
    assert list(blobs.ids(older_than=begun)) == []
    assert list(blobs.ids(older_than=begun + timedelta(seconds=1))) == [name]


def test_the_sweep_takes_what_a_killed_writer_left(tmp_path: Path) -> None:
    blobs, name = LocalBlobs(tmp_path), new_id().hex
    write(blobs, io.BytesIO(b"paper"), name)
    (tmp_path / name[-2:] / f"{name}.0a0a0a0a.part").write_bytes(b"half")
    assert blobs.sweep_unfinished() == 1
    assert [path.name for path in files(tmp_path)] == [name]
