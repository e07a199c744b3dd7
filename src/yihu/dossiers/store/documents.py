"""The file room's vault: recognised, sealed, keyed, stored; read, verified, discarded, destroyed.

Key first, bytes second, row third. Whatever a failure leaves is a key or bytes that no row names: never
readable, and removed by `sweep`.
"""

import hashlib
import hmac
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from yihu.dossiers.store.blobs import BlobStore
from yihu.dossiers.store.chunks import PlainReader
from yihu.dossiers.store.failures import DamagedContent, MissingContent
from yihu.dossiers.store.keyring import Keyring
from yihu.dossiers.store.limits import DEFAULT_LIMITS, Limits
from yihu.dossiers.store.names import content_id_of
from yihu.dossiers.store.recognition import recognise
from yihu.kernel.ciphers import Damaged, KeySet, derive, new_key
from yihu.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What the row of a document keeps of its bytes."""

    content_id: str
    key_id: UUID
    sha256: bytes
    size: int
    media_type: str
    pages: int


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep removed: unfinished writes, keys no row names, bytes no row names."""

    unfinished: int
    keys: int
    contents: int


class Documents:
    """Documents' bytes behind one face. A key bears the id of the content it was made for."""

    def __init__(self, *, blobs: BlobStore, keyring: Keyring, keys: KeySet) -> None:
        self._blobs = blobs
        self._keyring = keyring
        self._keys = keys

    @property
    def keyring(self) -> Keyring:
        """The keyring, for its own backup and the destruction register."""
        return self._keyring

    def add(self, stream: BinaryIO, *, name: str = "", limits: Limits = DEFAULT_LIMITS) -> StoredDocument:
        """Recognise `stream` (seekable), seal it under a key of its own and store it.

        Raises `Invalid` as `recognise` does, and `Unavailable` (disk full, read-only); then nothing is kept.
        The caller writes its row next, and calls `discard` if that fails.
        """
        known = recognise(stream, name=name, limits=limits)
        return self.keep(stream, media_type=known.media_type, pages=known.pages)

    def keep(self, stream: BinaryIO, *, media_type: str, pages: int = 1) -> StoredDocument:
        """Seal and store what the caller has recognised already, as `add` does.

        Raises `Unavailable` (disk full, read-only); then nothing is kept.
        """
        key_id, data_key = new_id(), new_key()
        self._keyring.put(key_id, self._keys.wrap(data_key, context=key_id.bytes))
        try:
            stored = self._blobs.write(
                stream, content_id=content_id_of(key_id), data_key=derive(data_key, b"content")
            )
        except BaseException:
            self._keyring.drop(key_id)
            raise
        return StoredDocument(
            content_id=stored.content_id,
            key_id=key_id,
            sha256=stored.sha256,
            size=stored.size,
            media_type=media_type,
            pages=pages,
        )

    def open(self, content_id: str, key_id: UUID) -> PlainReader:
        """The plain bytes as a stream. Raises `MissingContent`, `DestroyedContent`, `DamagedContent`."""
        return self._blobs.open(content_id, data_key=derive(self._data_key(key_id), b"content"))

    def read(self, content_id: str, key_id: UUID) -> bytes:
        """All the plain bytes. Raises as `open` does."""
        with self.open(content_id, key_id) as reader:
            return b"".join(map(bytes, reader.chunks()))

    def verify(self, content_id: str, key_id: UUID, *, sha256: bytes) -> bool:
        """Whether the bytes are there, whole and the very ones that were stored (D19).

        Raises `DestroyedContent` for a destroyed key: that is no fault.
        """
        digest = hashlib.sha256()
        try:
            with self.open(content_id, key_id) as reader:
                for piece in reader.chunks():
                    digest.update(piece)
        except (DamagedContent, MissingContent):
            return False
        return hmac.compare_digest(digest.digest(), bytes(sha256))

    def discard(self, content_id: str, key_id: UUID) -> None:
        """Remove what `add` stored when the row that should name it was not written."""
        self._keyring.drop(key_id)
        self._blobs.delete(content_id)

    def destroy(self, content_id: str, key_id: UUID, *, at: datetime) -> None:
        """The last step of the ceremony of R2.3.4: the key first, then the bytes. Again changes nothing."""
        self._keyring.destroy(key_id, at=at)
        self._blobs.delete(content_id)

    def seal_text(self, text: str, *, key_id: UUID) -> bytes:
        """Recognised text, sealed with its document's key, so that destroying the key destroys it too."""
        return self._text_keys(key_id).seal(text.encode(), purpose=b"text", context=key_id.bytes)

    def open_text(self, sealed: bytes, *, key_id: UUID) -> str:
        """What `seal_text` sealed. Raises `DamagedContent`, `DestroyedContent`."""
        try:
            keys = self._text_keys(key_id)
            return keys.open(bytes(sealed), purpose=b"text", context=key_id.bytes).decode()
        except Damaged:
            raise DamagedContent from None

    def rewrap(self) -> int:
        """Wrap every key under the current root key, opening no document; how many were rewrapped."""
        count = 0
        for entry in self._keyring.entries():
            if entry.wrapped is not None and not self._keys.is_current(entry.wrapped):
                context = entry.key_id.bytes
                plain = self._keys.unwrap(entry.wrapped, context=context)
                self._keyring.replace(entry.key_id, self._keys.wrap(plain, context=context))
                count += 1
        return count

    def sweep(self, *, known_ids: Container[str], older_than: datetime) -> Swept:
        """Remove what interrupted work left: `known_ids` are the content ids that rows name.

        `older_than` must lie before the beginning of any transaction that is still open.
        """
        unfinished = self._blobs.sweep_unfinished()
        keys = self._keyring.orphans(known=known_ids, older_than=older_than)
        for key_id in keys:
            self._keyring.drop(key_id)
        contents = [one for one in self._blobs.ids(older_than=older_than) if one not in known_ids]
        for content_id in contents:
            self._blobs.delete(content_id)
        return Swept(unfinished, len(keys), len(contents))

    def _data_key(self, key_id: UUID) -> bytes:
        try:
            return self._keys.unwrap(self._keyring.get(key_id), context=key_id.bytes)
        except Damaged:
            raise DamagedContent from None

    def _text_keys(self, key_id: UUID) -> KeySet:
        return KeySet(derive(self._data_key(key_id), b"text"))
