"""Whether anything in the ledger was changed behind the program's back, and where first.

One pass over the entries in the order they were written, with no parsing: each is hashed on the one before,
its columns are compared with the beginning of its body, and signed checkpoints are met on the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.ledger import handovers, marks, scanning, subjects, triggers
from yihu.ledger.canonical import GENESIS, actor_part, text
from yihu.ledger.faults import Fault, Found
from yihu.ledger.handovers import Served
from yihu.ledger.marks import Mark
from yihu.ledger.merkle import Tree
from yihu.policy.decisions import Unavailable

_SAID = itemgetter(0, 8)
_NOT_EVEN_OF_ITS_TYPE = (TypeError, AttributeError, OverflowError, UnicodeEncodeError)
"""What a column raises that holds another type than its own, as SQLite lets it."""


@dataclass(frozen=True, slots=True)
class Report:
    """How much was looked at, the first thing found wrong, and the ids of the keys that may have signed."""

    entries: int
    chains: int
    fault: Fault | None
    keys: tuple[str, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether nothing was found wrong."""
        return self.fault is None


class _Chain:
    """One chain on the way through its entries, with its tree only where the roots are wanted too.

    `stop` is the first entry for which a quick look is too little: that of a mark, or one past the end.
    """

    __slots__ = (
        *("_marks", "_size", "_stops", "_stored_head", "_tree"),
        *("after_instant", "head", "id", "seq", "stop"),
    )

    def __init__(
        self, chain: str, size: int, head: bytes, marked: dict[int, list[Mark]], tree: Tree | None
    ) -> None:
        self.id, self._size, self._stored_head, self._marks, self._tree = chain, size, head, marked, tree
        self.after_instant = f'","chain":"{chain}","detail":'
        self.seq, self.head = 0, GENESIS
        self._stops = iter(sorted({*marked, size + 1}))
        self.stop = 0 if tree else next(self._stops)

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
        if seq == self.stop:
            self.stop = next(self._stops)

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
    entries, chains, keys = 0, dict[str, _Chain](), dict[str, Served]()
    try:
        with scanning.snapshot(connection):
            keys = _known_keys()
            chains = _chains(connection, marks.collect(connection, outside, keys), roots)
            sums = subjects.Sums()
            for batch in scanning.batches(connection, scanning.ENTRIES):
                _walk(connection, chains, batch)
                sums.add(map(_SAID, batch))
                entries += len(batch)
            for chain in chains.values():
                chain.finish()
            subjects.check(connection, sums)
            if absent := triggers.missing(connection):
                raise Found("guard_missing", name=absent[0])
    except Found as found:
        return Report(entries, len(chains), found.fault, tuple(keys))
    return Report(entries, len(chains), None, tuple(keys))


def _walk(
    connection: BaseDatabaseWrapper, chains: Mapping[str, _Chain], batch: list[tuple[Any, ...]]
) -> None:
    """Take entries in one quick look each; what it does not find in order goes to `_check`, which says why.

    A hash over the head that we hold commits to the entry before, so that one comparison serves both.
    """
    for row in batch:
        _, chain_id, seq, at, actor, username, role, action, body, previous, digest = row
        chain = chains.get(chain_id)
        try:
            in_order = (
                chain is not None
                and seq == chain.seq + 1
                and seq < chain.stop
                and previous == chain.head
                and digest == sha256(previous + seq.to_bytes(8, "big") + body.encode()).digest()
                and len(at) == 27
                and body.startswith(f"{_act(action, actor, role, username)}{at}{chain.after_instant}")
            )
        except _NOT_EVEN_OF_ITS_TYPE:
            in_order = False
        if chain is not None and in_order:
            chain.seq, chain.head = seq, digest
        else:
            _check(connection, chain, row)


def _check(connection: BaseDatabaseWrapper, chain: _Chain | None, row: tuple[Any, ...]) -> None:
    """One entry: in its place, unchanged, and searched for by what it says; `Found` if it is not."""
    _, chain_id, seq, at, actor, username, role, action, body, previous, digest = row
    if chain is None:
        raise Found("chain_missing", chain=chain_id, seq=seq)
    if seq != chain.seq + 1:
        _misplaced(connection, chain, chain_id, seq)
    try:
        chain.step(seq, previous, digest, body.encode())
    except _NOT_EVEN_OF_ITS_TYPE as error:
        raise Found("edited", chain=chain.id, seq=seq) from error
    try:
        beginning = f"{_act(action, actor, role, username)}{at}{chain.after_instant}"
        if len(at) != 27 or not body.startswith(beginning):
            raise Found("column_changed", chain=chain.id, seq=seq)
    except _NOT_EVEN_OF_ITS_TYPE as error:
        raise Found("column_changed", chain=chain.id, seq=seq) from error


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


def _known_keys() -> dict[str, Served]:
    """The keys that may have signed; none where the key is lost, so that every signature is in doubt."""
    try:
        return handovers.known_keys()
    except Unavailable as problem:
        if problem.decision == handovers.DAMAGED:
            raise Found("handovers_damaged") from problem
        return {}


@lru_cache(maxsize=4096)
def _act(action: str, actor: str | None, role: str, username: str) -> str:
    """How a body begins, up to its instant."""
    who = actor_part(scanning.dashed(actor) if actor else None, role, username)
    return f'{{"action":{text(action)},{who},"at":"'
