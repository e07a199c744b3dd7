"""The whole ledger as JSON lines, for whoever would rather not believe this program.

`python -m yihu.ledger.verifier FILE` checks such a file; its docstring describes the lines.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.ledger import handovers, scanning
from yihu.ledger.canonical import instant
from yihu.ledger.scanning import dashed


def write_export(connection: BaseDatabaseWrapper, *, at: datetime, file: IO[str]) -> int:
    """Write every chain, entry and checkpoint as of one moment; how many entries.

    `Unavailable` (ledger_key_missing, ledger_handovers_damaged) without the keys whose public halves go
    into the file.
    """
    entries = 0
    with scanning.snapshot(connection):
        for line in _lines(connection, at):
            entries += line["kind"] == "entry"
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        file.write(json.dumps({"kind": "end", "entries": entries}) + "\n")
    return entries


def _lines(connection: BaseDatabaseWrapper, at: datetime) -> Iterator[dict[str, Any]]:
    keys = handovers.known_keys()
    yield {
        "kind": "ledger",
        "v": 1,
        "at": instant(at),
        "keys": {name: served.key.public_bytes_raw().hex() for name, served in keys.items()},
        "handovers": [one.as_json() for one in handovers.load()],
    }
    for chain, size, head in scanning.stream(connection, scanning.CHAINS):
        yield {"kind": "chain", "chain": dashed(chain), "size": size, "head": _hex(head)}
    for row in scanning.stream(connection, scanning.CHECKPOINTS):
        yield _checkpoint(*row)
    for row in scanning.stream(connection, scanning.ENTRIES):
        yield _entry(*row)


def _checkpoint(
    chain: str,
    size: int,
    at: str,
    root: bytes,
    head: bytes,
    _: bytes,
    previous: bytes,
    key: str,
    signature: bytes,
) -> dict[str, Any]:
    return {
        "kind": "checkpoint",
        "chain": dashed(chain),
        "size": size,
        "at": at,
        "root": _hex(root),
        "head": _hex(head),
        "previous": _hex(previous),
        "key_id": key,
        "signature": _hex(signature),
    }


def _entry(
    _: int,
    chain: str,
    seq: int,
    at: str,
    actor: str | None,
    username: str,
    role: str,
    action: str,
    body: str,
    previous: bytes,
    digest: bytes,
) -> dict[str, Any]:
    return {
        "kind": "entry",
        "chain": dashed(chain),
        "seq": seq,
        "prev": _hex(previous),
        "hash": _hex(digest),
        "columns": {
            "action": action,
            "actor": {"id": dashed(actor) if actor else None, "role": role, "username": username},
            "at": at,
            "chain": dashed(chain),
        },
        "body": body,
    }


def _hex(stored: bytes) -> str:
    """Bytes in hexadecimal; what is no longer bytes goes out as it is, for the verifier to find."""
    return stored.hex() if isinstance(stored, bytes) else str(stored)
