"""Streams sealed in chunks, so that any size needs two small buffers and no cut goes unseen.

Format: magic and version (4 bytes) ‖ nonce prefix (7, random) ‖ chunks of 256 KiB, each with its tag.
Chunk nonce = prefix ‖ counter (4) ‖ last flag (1); content id and header are authenticated with every chunk.
Hence a flipped bit, a chunk left out, swapped or doubled, a cut at a chunk border, bytes after the end, and
the bytes of one document under the id of another all fail to open. An empty stream is one empty last chunk.
"""

import io
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yihu.dossiers.store.failures import DamagedContent

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK_SIZE = 256 * 1024
_TAG_SIZE = 16
_SEALED_SIZE = CHUNK_SIZE + _TAG_SIZE
_MAGIC = b"YH\x00\x01"
_PREFIX_SIZE = 7
_HEADER_SIZE = len(_MAGIC) + _PREFIX_SIZE


class Source(Protocol):
    """What can be sealed: anything that reads bytes, such as an upload."""

    def read(self, size: int, /) -> bytes: ...


class Watcher(Protocol):
    """Sees the plain bytes pass; `hashlib.sha256()` is one."""

    def update(self, data: memoryview, /) -> None: ...


def seal(source: Source, sink: BinaryIO, *, key: bytes, content_id: str, watcher: Watcher) -> int:
    """Write `source` sealed into `sink`, its plain bytes shown to `watcher`; how many there were."""
    header = _MAGIC + os.urandom(_PREFIX_SIZE)
    sink.write(header)
    cipher, bound = AESGCM(key), content_id.encode() + header
    plain, ahead = bytearray(CHUNK_SIZE), bytearray(CHUNK_SIZE)
    sealed = memoryview(bytearray(_SEALED_SIZE))
    filled, counter, total = _fill(source, plain), 0, 0
    while True:
        filled_ahead = _fill(source, ahead) if filled == CHUNK_SIZE else 0
        last = not filled_ahead
        piece = memoryview(plain)[:filled]
        watcher.update(piece)
        size = cipher.encrypt_into(_nonce(header, counter, last), piece, bound, sealed[: filled + _TAG_SIZE])
        sink.write(sealed[:size])
        total += filled
        if last:
            return total
        plain, ahead, filled, counter = ahead, plain, filled_ahead, counter + 1


def unseal(source: BinaryIO, *, key: bytes, content_id: str) -> Iterator[memoryview]:
    """The plain bytes in pieces; each is valid until the next is asked for.

    Raises `DamagedContent` at the first chunk that is not what was sealed, or at the end if it is cut.
    """
    header = source.read(_HEADER_SIZE)
    if len(header) != _HEADER_SIZE or not header.startswith(_MAGIC):
        raise DamagedContent
    cipher, bound = AESGCM(key), content_id.encode() + header
    sealed, ahead = bytearray(_SEALED_SIZE), bytearray(_SEALED_SIZE)
    plain = memoryview(bytearray(CHUNK_SIZE))
    filled, counter = _fill(source, sealed), 0
    while True:
        filled_ahead = _fill(source, ahead) if filled == _SEALED_SIZE else 0
        last = not filled_ahead
        if filled < _TAG_SIZE:
            raise DamagedContent
        piece = plain[: filled - _TAG_SIZE]
        try:
            cipher.decrypt_into(_nonce(header, counter, last), memoryview(sealed)[:filled], bound, piece)
        except InvalidTag:
            raise DamagedContent from None
        yield piece
        if last:
            return
        sealed, ahead, filled, counter = ahead, sealed, filled_ahead, counter + 1


class PlainReader(io.RawIOBase):
    """Sealed bytes as a readable stream of plain ones; `chunks()` is the way without a copy."""

    def __init__(self, source: BinaryIO, *, key: bytes, content_id: str) -> None:
        self._source = source
        self._pieces = unseal(source, key=key, content_id=content_id)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def chunks(self) -> Iterator[memoryview]:
        """The rest in pieces, each valid until the next is asked for. Raises `DamagedContent`."""
        rest, self._rest = self._rest, memoryview(b"")
        if rest:
            yield rest
        yield from self._pieces

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def close(self) -> None:
        self._source.close()
        super().close()


def _nonce(header: bytes, counter: int, last: bool) -> bytes:
    return header[len(_MAGIC) :] + counter.to_bytes(4) + bytes([last])


def _fill(source: Source, buffer: bytearray) -> int:
    """Read until `buffer` is full or the stream ends; a short read is not the end."""
    readinto = getattr(source, "readinto", None)
    view, filled = memoryview(buffer), 0
    while filled < len(buffer):
        if readinto is not None:
            size = readinto(view[filled:])
        else:
            data = source.read(len(buffer) - filled)
            size = len(data)
            view[filled : filled + size] = data
        if not size:
            break
        filled += size
    return filled
