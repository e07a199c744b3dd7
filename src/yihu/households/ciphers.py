"""Sealing and finding the personal fields of this installation."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from yihu.kernel.ciphers import BlindIndex, FieldCipher, KeySet

ID_NUMBER = b"person.id_number"
PHONE = b"phone.number"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A personal value as it is stored: sealed, and the keyed indexes of the whole and of its last four."""

    value: bytes
    index: bytes
    tail_index: bytes


@cache
def _keys(master: bytes) -> KeySet:
    return KeySet.load(master=master, retired_file=settings.YIHU_DATA_DIR / "keys" / "retired.keys")


def seal(text: str, context: bytes) -> Sealed:
    """`text` sealed for the column that `context` names, with its indexes."""
    keys = _keys(settings.YIHU_MASTER_KEY)
    return Sealed(FieldCipher(keys).seal(text, context), index(text, context), tail_index(text, context))


def unseal(value: bytes | memoryview, context: bytes) -> str:
    """What `seal` sealed. Raises `Damaged`."""
    return FieldCipher(_keys(settings.YIHU_MASTER_KEY)).open(bytes(value), context)


def index(text: str, context: bytes) -> bytes:
    """The blind index under which the whole of `text` is found."""
    return BlindIndex(_keys(settings.YIHU_MASTER_KEY)).of(text, context)


def tail_index(text: str, context: bytes) -> bytes:
    """The blind index under which the last four of `text` are found."""
    return BlindIndex(_keys(settings.YIHU_MASTER_KEY)).tail(text, context)
