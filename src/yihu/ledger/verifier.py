"""Check an exported ledger: `python -m yihu.ledger.verifier FILE [--key HEX]`.

Needs the standard library and `cryptography`, nothing of the program that wrote the file; this one file can
be taken elsewhere and read through. Exit 0: intact, with each chain's size and the short form printed at the
foot of papers. Exit 1: the first fault, named by chain and sequence number. Exit 2: no file, or no export.

The file is JSON lines: one `ledger` (public keys by key id), then every `chain` (size, head), `checkpoint`
and `entry`, and one `end` (count). An entry's hash is SHA-256(prev ‖ seq as 8 bytes ‖ body in UTF-8); the
tree over the hashes is RFC 9162's; a checkpoint signs the canonical JSON of its own fields with Ed25519.
The key in the file proves only that one hand signed all of it: compare its id with one you trust, or give
`--key`.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

GENESIS = bytes(32)
SIGNED = ("at", "chain", "head", "key_id", "previous", "root", "size")


class Fault(Exception):
    """The first thing wrong."""


class Chain:
    """One chain on the way through its entries."""

    def __init__(self, line: dict[str, Any]) -> None:
        """The chain as its own row describes it."""
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


def check(lines: Iterable[str], *, key: str | None = None) -> list[Chain]:
    """Check an export; its chains if it is intact. `Fault` otherwise, `ValueError` if it is no export."""
    chains: dict[str, Chain] = {}
    keys: dict[str, Ed25519PublicKey] = {}
    entries, ended = 0, False
    for text in lines:
        line = json.loads(text)
        match line["kind"]:
            case "ledger":
                keys = _keys(line["keys"], key)
            case "chain":
                chains[line["chain"]] = Chain(line)
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


def _keys(found: dict[str, str], wanted: str | None) -> dict[str, Ed25519PublicKey]:
    raw = [bytes.fromhex(value) for value in found.values()]
    if wanted is not None and raw != [bytes.fromhex(wanted)]:
        raise Fault("the ledger was signed by another key than the one given")
    return {
        hashlib.sha256(value).hexdigest()[:16]: Ed25519PublicKey.from_public_bytes(value) for value in raw
    }


def _of(chains: dict[str, Chain], line: dict[str, Any]) -> Chain:
    if line["chain"] not in chains:
        raise Fault(f"chain {line['chain']} is missing, but a {line['kind']} speaks of it")
    return chains[line["chain"]]


def _add(chain: Chain, line: dict[str, Any]) -> None:
    try:
        chain.add(line)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise Fault(f"chain {chain.id}: entry {line.get('seq')} was edited: not even of its form") from error


def _take(chain: Chain, line: dict[str, Any], keys: dict[str, Ed25519PublicKey]) -> None:
    """Check a checkpoint's signature and its link to the one before; keep it for when its entry comes."""
    signed = {name: line[name] for name in SIGNED} | {"v": 1}
    try:
        if line["key_id"] not in keys:
            raise InvalidSignature
        said = json.dumps(signed, sort_keys=True, separators=(",", ":")).encode()
        keys[line["key_id"]].verify(bytes.fromhex(line["signature"]), said)
    except InvalidSignature:
        raise Fault(f"chain {chain.id}: the checkpoint at {line['size']} is not signed by the key") from None
    if line["previous"] != chain.previous:
        raise Fault(f"chain {chain.id}: a checkpoint before {line['size']} is missing")
    chain.previous = line["root"]
    chain.checkpoints[line["size"]] = line


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="yihu.ledger.verifier", description="Check an exported ledger.")
    parser.add_argument("file")
    parser.add_argument("--key", help="the public key that must have signed, in hexadecimal")
    options = parser.parse_args(arguments)
    try:
        with open(options.file, encoding="utf-8") as lines:
            chains = check(lines, key=options.key)
    except Fault as fault:
        print(f"FAULT: {fault}")  # noqa: T201
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{options.file} cannot be read as an exported ledger: {error!r}", file=sys.stderr)  # noqa: T201
        return 2
    for chain in chains:
        print(f"intact: chain {chain.id}: {chain.seq} entries, {short_form(chain.root())}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
