"""What signed checkpoints, in the database and outside it, say that a chain must have been."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.ledger import scanning
from yihu.ledger.faults import Found
from yihu.ledger.handovers import Served
from yihu.ledger.merkle import HASH_SIZE, Tree
from yihu.ledger.signing import Statement


class Mark(NamedTuple):
    """The root and the head that a chain had at one size."""

    root_hash: bytes
    head_hash: bytes


def collect(
    connection: BaseDatabaseWrapper, outside: Path | None, keys: Mapping[str, Served]
) -> dict[str, dict[int, list[Mark]]]:
    """Every checkpoint by chain and size, signatures checked; `Found` at the first that is wrong."""
    found: dict[str, dict[int, list[Mark]]] = {}
    signed = [*_inside(connection)] + ([*_outside(outside)] if outside else [])
    for statement, signature in signed:
        _check_signature(statement, signature, keys)
        mark = Mark(statement.root_hash, statement.head_hash)
        found.setdefault(statement.chain, {}).setdefault(statement.size, []).append(mark)
    return found


def _inside(connection: BaseDatabaseWrapper) -> Iterator[tuple[Statement, bytes]]:
    """The checkpoints of the database; each names the one before, and its frontier folds to its root."""
    before: Statement | None = None
    for chain, size, at, root, head, frontier, previous, key_id, signature in scanning.stream(
        connection, scanning.CHECKPOINTS
    ):
        statement = Statement(
            scanning.dashed(chain), size, bytes(root), bytes(head), bytes(previous), at, key_id
        )
        earlier = before.root_hash if before and before.chain == statement.chain else bytes(HASH_SIZE)
        if statement.previous != earlier:
            raise Found("checkpoint_missing", chain=statement.chain, seq=size)
        if not _folds(size, bytes(frontier), statement.root_hash):
            raise Found("checkpoint_mismatch", chain=statement.chain, seq=size)
        before = statement
        yield statement, bytes(signature)


def _outside(directory: Path) -> Iterator[tuple[Statement, bytes]]:
    """The checkpoints kept outside the database."""
    for path in sorted(directory.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _parsed(line, path.stem)


def _parsed(line: str, chain: str) -> tuple[Statement, bytes]:
    try:
        said = json.loads(line)
        root, head, previous = (bytes.fromhex(said[name]) for name in ("root", "head", "previous"))
        statement = Statement(
            str(said["chain"]), int(said["size"]), root, head, previous, said["at"], said["key_id"]
        )
        return statement, bytes.fromhex(said["signature"])
    except (ValueError, KeyError, TypeError) as error:
        raise Found("signature_invalid", chain=chain) from error


def _folds(size: int, frontier: bytes, root: bytes) -> bool:
    try:
        return Tree(size, frontier).root() == root
    except ValueError:
        return False


def _check_signature(statement: Statement, signature: bytes, keys: Mapping[str, Served]) -> None:
    served = keys.get(statement.key_id)
    try:
        if served is None or not served.at(statement.at):
            raise InvalidSignature
        served.key.verify(signature, statement.encoded())
    except InvalidSignature as error:
        raise Found(
            "signature_invalid", chain=statement.chain, seq=statement.size, name=statement.key_id
        ) from error
