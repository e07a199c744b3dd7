"""Signed statements about the heads of chains: kept in the database, beside it, and at the foot of papers.

A chain's row is locked until its writer commits, so the committed entries are always a prefix; whoever reads
the size first and the entries up to it afterwards reads all of them.
"""

import json
import logging
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from yihu.ledger import signing
from yihu.ledger.canonical import COMPANY, GENESIS, instant
from yihu.ledger.merkle import HASH_SIZE, Tree
from yihu.ledger.models import Chain, Checkpoint, Entry
from yihu.ledger.signing import Statement
from yihu.policy.decisions import Unavailable, refuse
from yihu.policy.vocabulary import N_

DAMAGED = refuse(
    "ledger_damaged",
    N_("台帳的記錄與其鏈首不符，所以不簽章。"),
    mend=N_("請系統管理員執行 yihu verify，查明第一處不符。"),
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A chain as it stands, signed; `short` is for the foot of a printed paper, beside `size`."""

    chain_id: UUID
    size: int
    root_hash: bytes
    signature: bytes
    key_id: str
    short: str
    at: str


def sign_head(*, project_id: UUID | None, at: datetime) -> SignedHead:
    """Sign what a chain holds now, keeping nothing. `Unavailable` without the signing key."""
    key = signing.load_signing_key()
    chain = project_id or COMPANY
    statement, _ = _statement(chain, at=at, key=key)
    return SignedHead(
        chain_id=chain,
        size=statement.size,
        root_hash=statement.root_hash,
        signature=key.sign(statement.encoded()),
        key_id=statement.key_id,
        short=signing.short_form(statement.root_hash),
        at=statement.at,
    )


def checkpoint_all(*, at: datetime) -> int:
    """Checkpoint every chain that grew since its last checkpoint; how many did. Idempotent.

    Each goes outside too, a line in `checkpoints/<chain>.jsonl` of the data directory, where a cut-off end
    of the database cannot take it along. `Unavailable` without the signing key.
    """
    key = signing.load_signing_key()
    written = [
        _checkpoint(chain, at=at, key=key)
        for chain in Chain.objects.order_by("id").values_list("pk", flat=True)
    ]
    return sum(written)


def outside() -> Path:
    """Where checkpoints are kept outside the database."""
    return Path(settings.YIHU_DATA_DIR) / "checkpoints"


def _checkpoint(chain: UUID, *, at: datetime, key: Ed25519PrivateKey) -> bool:
    with transaction.atomic():
        last = _last(chain)
        statement, tree = _statement(chain, at=at, key=key)
        if statement.size == (last.size if last else 0):
            return False
        signature = key.sign(statement.encoded())
        Checkpoint.objects.create(
            chain_id=chain,
            size=statement.size,
            at=statement.at,
            root_hash=statement.root_hash,
            head_hash=statement.head_hash,
            frontier=tree.packed(),
            previous=statement.previous,
            key_id=statement.key_id,
            signature=signature,
        )
    _keep_outside(statement, signature)
    return True


def _statement(chain: UUID, *, at: datetime, key: Ed25519PrivateKey) -> tuple[Statement, Tree]:
    """The statement about the chain as it stands, unsigned, and the tree to go on from."""
    last = _last(chain)
    found = Chain.objects.filter(pk=chain).values_list("size", "head_hash").first()
    size, head = (found[0], bytes(found[1])) if found else (0, GENESIS)
    tree = _grown(last, chain, size, head)
    return (
        Statement(
            chain=str(chain),
            size=tree.size,
            root_hash=tree.root(),
            head_hash=head,
            previous=bytes(last.root_hash) if last else bytes(HASH_SIZE),
            at=instant(at),
            key_id=signing.key_id(key.public_key()),
        ),
        tree,
    )


def _grown(last: Checkpoint | None, chain: UUID, size: int, head: bytes) -> Tree:
    """The tree of the last checkpoint with the entries since; what does not fit together is never signed."""
    try:
        tree = Tree(last.size, bytes(last.frontier)) if last else Tree()
    except ValueError as error:
        raise Unavailable(DAMAGED) from error
    rows = Entry.objects.filter(chain=chain, seq__gt=tree.size, seq__lte=size).order_by("seq")
    sound = tree.root() == (bytes(last.root_hash) if last else Tree().root())
    latest = bytes(last.head_hash) if last else GENESIS
    for digest in rows.values_list("hash", flat=True).iterator(chunk_size=5000):
        latest = bytes(digest)
        tree.extend((latest,))
    if not sound or tree.size != size or latest != head:
        raise Unavailable(DAMAGED)
    return tree


def _last(chain: UUID) -> Checkpoint | None:
    return Checkpoint.objects.filter(chain=chain).order_by("-size").first()


def _keep_outside(statement: Statement, signature: bytes) -> None:
    """Append the checkpoint to its file; a directory that cannot be written is said, and stops nothing."""
    line = json.loads(statement.encoded()) | {"signature": signature.hex()}
    path = outside() / f"{statement.chain}.jsonl"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps(line, sort_keys=True).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        log.warning("A ledger checkpoint could not be kept outside the database: %s", error.strerror)
