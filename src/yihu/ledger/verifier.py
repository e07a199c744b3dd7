"""Check an exported ledger: `python -m yihu.ledger.verifier FILE [--key HEX] [--at SIZE]`.

Needs the standard library and `cryptography`, nothing of the program that wrote the file; this one file can
be taken elsewhere and read through. Exit 0: intact, with each chain's size and the short form printed at the
foot of papers; with `--at SIZE` also the short form that a chain had at that size, for a paper printed
earlier. Exit 1: the first fault, named by chain and sequence number. Exit 2: no file, no export, or no chain
of that size.

The file is JSON lines: one `ledger` (public keys by key id, and the handovers from key to key, each signed by
the one that goes), then every `chain` (size, head), `checkpoint` and `entry`, and one `end` (count).
An entry's hash is SHA-256(prev ‖ seq as 8 bytes ‖ body in UTF-8); the tree over the hashes is RFC 9162's; a
checkpoint signs the canonical JSON of its own fields with Ed25519.
The keys in the file prove only that one hand signed all of it: give one that you trust with `--key`; every
other must be joined to it by handovers.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

GENESIS = bytes(32)
SIGNED = ("at", "chain", "head", "key_id", "previous", "root", "size")


class Fault(Exception):
    """The first thing wrong."""


class Key(NamedTuple):
    """A public key and the time it served, as instants that sort as text; empty is without bound."""

    public: Ed25519PublicKey
    since: str = ""
    until: str = ""


class Chain:
    """One chain on the way through its entries; `roots` has those asked for."""

    def __init__(self, line: dict[str, Any], asked: Collection[int] = ()) -> None:
        """The chain as its own row describes it."""
        self.roots: dict[int, bytes] = {}
        self._asked = frozenset(asked)
        self.id, self.size, self.stored_head = line["chain"], line["size"], bytes.fromhex(line["head"])
        self.seq, self.head = 0, GENESIS
        self.checkpoints: dict[int, dict[str, Any]] = {}
        self.previous = "00" * 32
        self._frontier: list[bytes] = []

    def add(self, line: dict[str, Any]) -> None:
        """Take the next entry."""
        seq, prev = line["seq"], bytes.fromhex(line["prev"])
        if seq != self.seq + 1:
            what = "is missing or out of order" if seq > self.seq + 1 else "was expected"
            raise Fault(f"chain {self.id}: entry {self.seq + 1} {what}; entry {seq} stands there")
        digest = hashlib.sha256(prev + seq.to_bytes(8, "big") + line["body"].encode()).digest()
        if digest.hex() != line["hash"]:
            raise Fault(f"chain {self.id}: entry {seq} was edited: it does not hash to its hash")
        if prev != self.head:
            raise Fault(f"chain {self.id}: entry {self.seq or seq} was replaced: the next does not follow it")
        if seq > self.size:
            raise Fault(f"chain {self.id}: entry {seq} was inserted: the chain has {self.size}")
        body = json.loads(line["body"])
        if {name: body[name] for name in ("action", "actor", "at", "chain")} != line["columns"]:
            raise Fault(f"chain {self.id}: entry {seq} has columns that differ from its body")
        self.seq, self.head = seq, digest
        self._grow(digest)
        if seq in self._asked:
            self.roots[seq] = self.root()
        if seq in self.checkpoints:
            self._meet(self.checkpoints[seq])

    def finish(self) -> None:
        """Check that the chain ends where it should."""
        if self.seq < max(self.size, *self.checkpoints, 0):
            raise Fault(f"chain {self.id}: truncated: entry {self.seq + 1} and all after it are missing")
        if self.head != self.stored_head:
            raise Fault(f"chain {self.id}: entry {self.seq} is the last, but not the chain's head")

    def root(self) -> bytes:
        """The Merkle root over what was added."""
        if not self._frontier:
            return hashlib.sha256(b"").digest()
        *others, top = self._frontier
        for left in reversed(others):
            top = hashlib.sha256(b"\x01" + left + top).digest()
        return top

    def _grow(self, digest: bytes) -> None:
        top, before = hashlib.sha256(b"\x00" + digest).digest(), self.seq - 1
        while before & 1:
            top = hashlib.sha256(b"\x01" + self._frontier.pop() + top).digest()
            before >>= 1
        self._frontier.append(top)

    def _meet(self, checkpoint: dict[str, Any]) -> None:
        if (checkpoint["root"], checkpoint["head"]) != (self.root().hex(), self.head.hex()):
            raise Fault(
                f"chain {self.id}: the first {self.seq} entries are not those of the signed checkpoint"
            )


def check(lines: Iterable[str], *, key: str | None = None, at: Collection[int] = ()) -> list[Chain]:
    """Check an export; its chains if it is intact, with their roots at the sizes `at`.

    `Fault` otherwise, `ValueError` if it is no export.
    """
    chains: dict[str, Chain] = {}
    keys: dict[str, Key] = {}
    entries, ended = 0, False
    for text in lines:
        line = json.loads(text)
        match line["kind"]:
            case "ledger":
                keys = _keys(line, key)
            case "chain":
                chains[line["chain"]] = Chain(line, at)
            case "checkpoint":
                _take(_of(chains, line), line, keys)
            case "entry":
                _add(_of(chains, line), line)
                entries += 1
            case "end":
                ended = line["entries"] == entries
    for chain in chains.values():
        chain.finish()
    if not ended:
        raise Fault(f"the file was cut off or joined: it holds {entries} entries and no end that says so")
    return list(chains.values())


def short_form(root: bytes) -> str:
    """A root as papers print it."""
    letters = base64.b32encode(root[:10]).decode()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def _keys(line: dict[str, Any], wanted: str | None) -> dict[str, Key]:
    """The keys that the first line names, joined by its handovers from the first to the last."""
    served: list[tuple[str, str, str]] = []
    present, since = "", ""
    for one in line.get("handovers", []):
        said = {name: one[name] for name in ("at", "by", "to")} | {"v": 1}
        _signed(_public(one["by"]), one["signature"], said, "a handover is not signed by the key that went")
        if present not in ("", one["by"]):
            raise Fault("a handover between keys is missing")
        served.append((one["by"], since, one["at"]))
        present, since = one["to"], one["at"]
    if not present:
        (present,) = line["keys"].values()
    served.append((present, since, ""))
    if sorted(raw for raw, _, _ in served) != sorted(line["keys"].values()):
        raise Fault("the keys of the file are not those that its handovers join")
    if wanted is not None and wanted.lower() not in line["keys"].values():
        raise Fault("the ledger was signed by another key than the one given")
    return {_key_id(raw): Key(_public(raw), first, last) for raw, first, last in served}


def _public(raw: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(raw))


def _key_id(raw: str) -> str:
    return hashlib.sha256(bytes.fromhex(raw)).hexdigest()[:16]


def _signed(key: Ed25519PublicKey, signature: str, said: dict[str, Any], otherwise: str) -> None:
    """`Fault` unless the canonical JSON of `said` was signed by the key."""
    try:
        key.verify(bytes.fromhex(signature), json.dumps(said, sort_keys=True, separators=(",", ":")).encode())
    except InvalidSignature:
        raise Fault(otherwise) from None


def _of(chains: dict[str, Chain], line: dict[str, Any]) -> Chain:
    if line["chain"] not in chains:
        raise Fault(f"chain {line['chain']} is missing, but a {line['kind']} speaks of it")
    return chains[line["chain"]]


def _add(chain: Chain, line: dict[str, Any]) -> None:
    try:
        chain.add(line)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise Fault(f"chain {chain.id}: entry {line.get('seq')} was edited: not even of its form") from error


def _take(chain: Chain, line: dict[str, Any], keys: dict[str, Key]) -> None:
    """Check a checkpoint's signature and its link to the one before; keep it for when its entry comes."""
    otherwise = f"chain {chain.id}: the checkpoint at {line['size']} is not signed by the key of its time"
    key = keys.get(line["key_id"])
    if key is None or line["at"] < key.since or (key.until and line["at"] > key.until):
        raise Fault(otherwise)
    _signed(key.public, line["signature"], {name: line[name] for name in SIGNED} | {"v": 1}, otherwise)
    if line["previous"] != chain.previous:
        raise Fault(f"chain {chain.id}: a checkpoint before {line['size']} is missing")
    chain.previous = line["root"]
    chain.checkpoints[line["size"]] = line


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="yihu.ledger.verifier", description="Check an exported ledger.")
    parser.add_argument("file")
    parser.add_argument("--key", help="a public key that must have signed, in hexadecimal")
    parser.add_argument(
        "--at",
        type=int,
        action="append",
        default=[],
        metavar="SIZE",
        help="print the short form at this size too",
    )
    options = parser.parse_args(arguments)
    try:
        with open(options.file, encoding="utf-8") as lines:
            chains = check(lines, key=options.key, at=options.at)
    except Fault as fault:
        print(f"FAULT: {fault}")  # noqa: T201
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{options.file} cannot be read as an exported ledger: {error!r}", file=sys.stderr)  # noqa: T201
        return 2
    for chain in chains:
        for size, root in sorted(chain.roots.items()):
            print(f"earlier: chain {chain.id}: {size} entries, {short_form(root)}")  # noqa: T201
        print(f"intact: chain {chain.id}: {chain.seq} entries, {short_form(chain.root())}")  # noqa: T201
    for size in sorted({*options.at}.difference(*(chain.roots for chain in chains))):
        print(f"no chain ever had {size} entries", file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
