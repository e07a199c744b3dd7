"""Sealing short values: wrapped keys, personal fields, and the blind indexes they are found by.

Envelope: version (1 byte) ‖ key id (4) ‖ nonce (12) ‖ AES-256-GCM ciphertext and tag. The header and the
caller's context are authenticated, so a value copied to another column or relabelled does not open.
Nonces are random: one root key is good for 2³² seals of one purpose.

Rotation decrypts nothing. The retired root keys are kept, sealed under the new one (`KeySet.retired`):
old values stay readable, new ones take the new key, and blind indexes keep the first key for ever, so that
what was indexed before a rotation is found after it.
"""

import hmac
import os
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_SIZE = 32
INDEX_SIZE = 16
_VERSION = b"\x01"
_ID_SIZE = 4
_NONCE_SIZE = 12
_TAG_SIZE = 16
_HEADER_SIZE = 1 + _ID_SIZE
_TAIL = 4
_RETIRED = b"retired root keys"


class Damaged(Exception):
    """Sealed bytes do not open: changed, cut, moved, or sealed with a key that is not ours."""


def new_key() -> bytes:
    """A fresh random 256-bit key."""
    return os.urandom(KEY_SIZE)


def derive(root: bytes, purpose: bytes) -> bytes:
    """The 256-bit sub-key of `root` for one purpose (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=None, info=b"yihu/1/" + purpose).derive(root)


def key_id_of(root: bytes) -> bytes:
    """The public name of a root key: four bytes that say nothing about it."""
    return derive(root, b"key id")[:_ID_SIZE]


class KeySet:
    """The installation's root keys: the current one seals, older ones (oldest last) still open."""

    def __init__(self, current: bytes, *, older: Sequence[bytes] = ()) -> None:
        roots = (current, *older)
        if any(len(root) != KEY_SIZE for root in roots):
            raise ValueError("A root key must be 32 bytes.")
        self._roots = {key_id_of(root): root for root in roots}
        if len(self._roots) != len(roots):
            raise ValueError("A root key is listed twice.")
        self.current_id = key_id_of(current)
        self._ciphers: dict[tuple[bytes, bytes], AESGCM] = {}

    @classmethod
    def load(cls, *, master: bytes, retired_file: Path) -> "KeySet":
        """The keys of an installation: its master key, and those retired under it if it was ever rotated.

        Raises `Damaged` if `retired_file` was not sealed under `master`.
        """
        if not retired_file.exists():
            return cls(master)
        plain = cls(master).unwrap(retired_file.read_bytes(), context=_RETIRED)
        older = [plain[start : start + KEY_SIZE] for start in range(0, len(plain), KEY_SIZE)]
        return cls(master, older=older)

    def rotated(self, *, new_master: bytes) -> "KeySet":
        """The same keys led by `new_master`; write its `retired()` beside the new master key."""
        return KeySet(new_master, older=tuple(self._roots.values()))

    def retired(self) -> bytes:
        """The older root keys, sealed under the current one, for `load`."""
        return self.wrap(b"".join(list(self._roots.values())[1:]), context=_RETIRED)

    def wrap(self, key: bytes, *, context: bytes) -> bytes:
        """`key` sealed under the current root key; `context` names what it opens."""
        return self.seal(key, purpose=b"wrap", context=context)

    def unwrap(self, wrapped: bytes, *, context: bytes) -> bytes:
        """The key that `wrap` sealed. Raises `Damaged`."""
        return self.open(wrapped, purpose=b"wrap", context=context)

    def is_current(self, sealed: bytes) -> bool:
        """Whether `sealed` stands under the current root key, or waits for rotation."""
        return sealed[1:_HEADER_SIZE] == self.current_id

    def seal(self, plain: bytes, *, purpose: bytes, context: bytes) -> bytes:
        """`plain` in an envelope under the current key's sub-key for `purpose`."""
        header = _VERSION + self.current_id
        nonce = os.urandom(_NONCE_SIZE)
        sealed = self._cipher(self.current_id, purpose).encrypt(nonce, plain, header + context)
        return header + nonce + sealed

    def open(self, sealed: bytes, *, purpose: bytes, context: bytes) -> bytes:
        """What `seal` sealed. Raises `Damaged`."""
        header, nonce = sealed[:_HEADER_SIZE], sealed[_HEADER_SIZE : _HEADER_SIZE + _NONCE_SIZE]
        if len(sealed) < _HEADER_SIZE + _NONCE_SIZE + _TAG_SIZE or header[:1] != _VERSION:
            raise Damaged("This is not a sealed value.")
        if header[1:] not in self._roots:
            raise Damaged("The value was sealed with a key that is not in this installation.")
        try:
            cipher = self._cipher(header[1:], purpose)
            return cipher.decrypt(nonce, sealed[_HEADER_SIZE + _NONCE_SIZE :], header + context)
        except InvalidTag:
            raise Damaged("The sealed value was changed, or belongs elsewhere.") from None

    def index_key(self) -> bytes:
        """The key of blind indexes: the first root's, so that rotation loses no index."""
        return derive(list(self._roots.values())[-1], b"blind index")

    def _cipher(self, key_id: bytes, purpose: bytes) -> AESGCM:
        cipher = self._ciphers.get((key_id, purpose))
        if cipher is None:
            cipher = self._ciphers[key_id, purpose] = AESGCM(derive(self._roots[key_id], purpose))
        return cipher


class FieldCipher:
    """Seals personal fields; `context` names table and column, such as b"person.id_number"."""

    def __init__(self, keys: KeySet) -> None:
        self._keys = keys

    def seal(self, text: str, context: bytes) -> bytes:
        """`text` sealed for the column that `context` names."""
        return self._keys.seal(text.encode(), purpose=b"field", context=context)

    def open(self, sealed: bytes, context: bytes) -> str:
        """The text that was sealed. Raises `Damaged`. Accepts what drivers return (memoryview)."""
        return self._keys.open(bytes(sealed), purpose=b"field", context=context).decode()


class BlindIndex:
    """Keyed digests by which a sealed value is found: the whole of it, or its last four characters.

    The caller normalises first (digits only, upper case): equal texts have equal indexes and nothing else.
    """

    def __init__(self, keys: KeySet) -> None:
        self._key = keys.index_key()

    def of(self, value: str, context: bytes) -> bytes:
        """Sixteen bytes that only this installation can compute for `value` in that column."""
        message = len(context).to_bytes(2) + context + value.encode()
        return hmac.digest(self._key, message, "sha256")[:INDEX_SIZE]

    def tail(self, value: str, context: bytes) -> bytes:
        """The index of the last four characters, apart from the index of the whole."""
        return self.of(value[-_TAIL:], context + b"/tail")
