"""Rows made ready, kept sealed between reading a file and bringing it in.

A portion is written in Python's own binary form, packed and sealed under the installation's key, bound to its
batch: nobody but this installation can have written what is read back. Another release of Python may not
understand it; then it is made ready again.
"""

import marshal
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings

from yihu.intake.models import Batch, StagedChunk
from yihu.intake.portions import Portion
from yihu.kernel.ciphers import Damaged, KeySet

_FORM = f"1 {sys.version_info.major}.{sys.version_info.minor} {marshal.version}".encode()
_QUICKLY = 1


class Stale(Exception):
    """What was staged cannot be used any more: make it ready again."""


def keep(batch: Batch, number: int, portion: Portion) -> None:
    """Keep a portion as the batch's `number`-th; one that is there already is replaced."""
    payload = _keys(settings.YIHU_MASTER_KEY).seal(
        zlib.compress(marshal.dumps(_written(portion)), _QUICKLY),
        purpose=b"staging",
        context=_place(batch.pk, number),
    )
    StagedChunk.objects.update_or_create(batch=batch, number=number, defaults={"payload": payload})


def portions(batch: Batch) -> Iterator[Portion]:
    """What was kept, in order, one at a time. Raises `Stale`."""
    numbers = list(
        StagedChunk.objects.filter(batch=batch).order_by("number").values_list("number", flat=True)
    )
    if numbers != list(range(len(numbers))):
        raise Stale
    for number in numbers:
        payload = StagedChunk.objects.values_list("payload", flat=True).get(batch=batch, number=number)
        yield _read(_opened(bytes(payload), _place(batch.pk, number)))


def forget(batches: Iterable[UUID]) -> int:
    """Remove what these batches kept; how many portions."""
    return StagedChunk.objects.filter(batch__in=list(batches)).delete()[0]


def _opened(payload: bytes, place: bytes) -> Any:
    try:
        plain = _keys(settings.YIHU_MASTER_KEY).open(payload, purpose=b"staging", context=place)
    except Damaged as error:
        raise Stale from error
    return marshal.loads(zlib.decompress(plain))  # noqa: S302  (sealed: we alone can have written it)


def _place(batch: UUID, number: int) -> bytes:
    return b"intake.staged " + _FORM + batch.bytes + number.to_bytes(4)


def _written(portion: Portion) -> dict[str, Any]:
    return {
        "rows": portion.rows,
        "missing": dict(portion.missing),
        "required": dict(portion.required),
        "completed": portion.completed,
        "changed": portion.changed,
        "filled": portion.filled,
    }


def _read(kept: dict[str, Any]) -> Portion:
    return Portion(
        kept["rows"],
        Counter(kept["missing"]),
        Counter(kept["required"]),
        kept["completed"],
        kept["changed"],
        kept["filled"],
    )


@cache
def _keys(master: bytes) -> KeySet:
    return KeySet.load(master=master, retired_file=settings.YIHU_DATA_DIR / "keys" / "retired.keys")
