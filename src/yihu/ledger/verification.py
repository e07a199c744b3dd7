"""Whether anything in the ledger was changed behind the program's back, and where first.

One pass over the entries in the order they were written, with no parsing: each is hashed on the one before,
its columns are compared with the beginning of its body, and signed checkpoints are met on the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.ledger import marks, scanning, signing, subjects, triggers
from yihu.ledger.canonical import GENESIS, actor_part, text
from yihu.ledger.faults import Fault, Found
from yihu.ledger.marks import Mark
from yihu.ledger.merkle import Tree
from yihu.policy.decisions import Unavailable


@dataclass(frozen=True, slots=True)
class Report:
    """How much was looked at, and the first thing found wrong."""

    entries: int
    chains: int
    fault: Fault | None

    @property
    def intact(self) -> bool:
        """Whether nothing was found wrong."""
        return self.fault is None


class _Chain:
    """One chain on the way through its entries, with its tree only where the roots are wanted too."""

    __slots__ = ("_marks", "_size", "_stored_head", "_tree", "head", "id", "seq")

    def __init__(
        self, chain: str, size: int, head: bytes, marked: dict[int, list[Mark]], tree: Tree | None
    ) -> None:
        self.id, self._size, self._stored_head, self._marks, self._tree = chain, size, head, marked, tree
        self.seq, self.head = 0, GENESIS

    def step(self, seq: int, previous: bytes, digest: bytes, body: bytes) -> None:
        """Take the next entry; `Found` unless it is the one that was written after the last."""
        if sha256(previous + seq.to_bytes(8, "big") + body).digest() != digest:
            raise Found("edited", chain=self.id, seq=seq)
        if previous != self.head:
            raise Found("replaced", chain=self.id, seq=self.seq or seq)
        if seq > self._size:
            raise Found("inserted", chain=self.id, seq=seq)
        self.seq, self.head = seq, digest
        if self._tree is not None:
            self._tree.extend((digest,))
        if seq in self._marks:
            self._meet(self._marks[seq])

    def finish(self) -> None:
        """`Found` unless the chain ends where its row, and every checkpoint, say that it ends."""
        if self.seq < max(self._size, *self._marks, 0):
            raise Found("truncated", chain=self.id, seq=self.seq + 1)
        if self.head != self._stored_head:
            raise Found("head_changed", chain=self.id, seq=self.seq)

    def _meet(self, marked: list[Mark]) -> None:
        """Compare the head, which commits to every entry so far, and the root, with what was signed."""
        root = None if self._tree is None else self._tree.root()
        if any(mark.head_hash != self.head or root not in (None, mark.root_hash) for mark in marked):
            raise Found("checkpoint_mismatch", chain=self.id, seq=self.seq)


def verify(connection: BaseDatabaseWrapper, *, outside: Path | None = None, roots: bool = False) -> Report:
    """Check every entry, chain, checkpoint, subject and trigger; the report names the first fault.

    `outside` is the directory of the checkpoints kept beside the database (`checkpoints.outside()`): only
    they tell when the end of a chain was cut off together with all that spoke of it (acceptance 26).
    `roots` recomputes the Merkle roots too, at half as much again: a signed head already commits to every
    entry before it, and whoever wants inclusion proofs has the standalone verifier, which always does.
    """
    entries, chains = 0, dict[str, _Chain]()
    try:
        with scanning.snapshot(connection):
            chains = _chains(connection, marks.collect(connection, outside, _public_keys()), roots)
            sums = subjects.Sums()
            for row in scanning.stream(connection, scanning.ENTRIES):
                _check(connection, chains, row)
                sums.add_entry(row[0], row[8])
                entries += 1
            for chain in chains.values():
                chain.finish()
            subjects.check(connection, sums)
            if absent := triggers.missing(connection):
                raise Found("guard_missing", name=absent[0])
    except Found as found:
        return Report(entries, len(chains), found.fault)
    return Report(entries, len(chains), None)


def _check(connection: BaseDatabaseWrapper, chains: Mapping[str, _Chain], row: tuple[Any, ...]) -> None:
    """One entry: in its place, unchanged, and searched for by what it says."""
    _, chain_id, seq, at, actor, username, role, action, body, previous, digest = row
    chain = chains.get(chain_id)
    if chain is None:
        raise Found("chain_missing", chain=chain_id, seq=seq)
    if seq != chain.seq + 1:
        _misplaced(connection, chain, chain_id, seq)
    try:
        chain.step(seq, previous, digest, body.encode())
    except (TypeError, AttributeError, OverflowError) as error:  # not even of its column's type
        raise Found("edited", chain=chain.id, seq=seq) from error
    beginning = f'{_act(action, actor, role, username)}{at}","chain":"{chain.id}","detail":'
    if len(at) != 27 or not body.startswith(beginning):
        raise Found("column_changed", chain=chain.id, seq=seq)


def _misplaced(connection: BaseDatabaseWrapper, chain: _Chain, stored_id: str, seq: int) -> None:
    """Say why another sequence number stands where `chain.seq + 1` should."""
    wanted = chain.seq + 1
    if seq < wanted:
        raise Found("reordered", chain=chain.id, seq=seq)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ledger_entry WHERE chain_id = %s AND seq = %s", [stored_id, wanted])
        there = cursor.fetchone()
    raise Found("reordered" if there else "deleted", chain=chain.id, seq=wanted)


def _chains(
    connection: BaseDatabaseWrapper, marked: dict[str, dict[int, list[Mark]]], roots: bool
) -> dict[str, _Chain]:
    """The chains by their id as it is stored; `Found` if a checkpoint speaks of one that is not there."""
    rows = list(scanning.stream(connection, scanning.CHAINS))
    known = {scanning.dashed(chain) for chain, _, _ in rows}
    for chain in sorted(marked.keys() - known):
        raise Found("chain_missing", chain=chain)
    return {
        chain: _Chain(
            scanning.dashed(chain),
            size,
            bytes(head),
            marked.get(scanning.dashed(chain), {}),
            Tree() if roots else None,
        )
        for chain, size, head in rows
    }


def _public_keys() -> dict[str, Ed25519PublicKey]:
    """The keys that may have signed; none where the key is lost, so that every signature is in doubt."""
    try:
        key = signing.load_signing_key().public_key()
    except Unavailable:
        return {}
    return {signing.key_id(key): key}


@lru_cache(maxsize=4096)
def _act(action: str, actor: str | None, role: str, username: str) -> str:
    """How a body begins, up to its instant."""
    who = actor_part(scanning.dashed(actor) if actor else None, role, username)
    return f'{{"action":{text(action)},{who},"at":"'
