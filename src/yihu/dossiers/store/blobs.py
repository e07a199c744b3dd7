"""Where sealed bytes lie. They are written once under their content id and never renamed or changed.

Content ids are fresh, not digests of the content: every document has a key of its own, so two equal uploads
never share bytes (destroying one must not touch the other), a name in the store tells nothing about what is
in it, and the id can be bound into every chunk in one pass. Equal uploads are found by the SHA-256 that the
database keeps, which `verify` also compares.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from yihu.dossiers.store.chunks import PlainReader, Source, seal
from yihu.dossiers.store.failures import MissingContent, disk_troubles
from yihu.dossiers.store.names import key_id_of, made_before
from yihu.kernel.atomic import sweep_parts, written_whole


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written: its name in the store, the SHA-256 of the plain bytes, and how many they are."""

    content_id: str
    sha256: bytes
    size: int


class BlobStore(Protocol):
    """A place for sealed bytes. Files now; an object store fits the same five verbs."""

    def write(self, stream: Source, *, content_id: str, data_key: bytes) -> Stored:
        """Seal `stream` under a new id, whole or not at all. Raises `Unavailable`."""
        ...

    def open(self, content_id: str, *, data_key: bytes) -> PlainReader:
        """The plain bytes. Raises `MissingContent`, and `DamagedContent` while reading."""
        ...

    def delete(self, content_id: str) -> None:
        """Remove the bytes if they are there; for discarding and destruction only."""
        ...

    def ids(self, *, older_than: datetime) -> Iterator[str]:
        """The names of what was begun before `older_than`."""
        ...

    def sweep_unfinished(self) -> int:
        """Remove what interrupted writers left; how many."""
        ...


class LocalBlobs:
    """Sealed bytes as files below `root`, in 256 folders by the last two characters of their id."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, stream: Source, *, content_id: str, data_key: bytes) -> Stored:
        """Seal `stream` into a new file, whole or not at all. Raises `Unavailable` (disk full, read-only)."""
        path, digest = self._path(content_id), hashlib.sha256()
        if path.exists():
            raise FileExistsError("This content id is taken; stored bytes are never overwritten.")
        with disk_troubles(), written_whole(path) as file:
            size = seal(stream, file, key=data_key, content_id=content_id, watcher=digest)
        return Stored(content_id, digest.digest(), size)

    def open(self, content_id: str, *, data_key: bytes) -> PlainReader:
        """The plain bytes as a stream. Raises `MissingContent`, and `DamagedContent` while reading."""
        try:
            with disk_troubles():
                file = self._path(content_id).open("rb", buffering=0)
        except FileNotFoundError:
            raise MissingContent from None
        return PlainReader(file, key=data_key, content_id=content_id)

    def delete(self, content_id: str) -> None:
        """Remove the file if it is there. Raises `Unavailable`."""
        with disk_troubles():
            self._path(content_id).unlink(missing_ok=True)

    def ids(self, *, older_than: datetime) -> Iterator[str]:
        """The ids of files begun before `older_than`; any other file in the folders is left alone."""
        for path in self._root.glob("??/*"):
            with suppress(ValueError):
                if made_before(key_id_of(path.name), older_than):
                    yield path.name

    def sweep_unfinished(self) -> int:
        """Remove the parts whose writers died; how many."""
        with disk_troubles():
            return sweep_parts(self._root)

    def _path(self, content_id: str) -> Path:
        name = key_id_of(content_id).hex
        return self._root / name[-2:] / name
