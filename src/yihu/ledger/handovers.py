"""How one signing key hands over to the next, so that what a retired key signed stays valid.

Each handover is a line of `keys/ledger.handovers`, signed by the key that goes: whoever trusts
the first public key can follow the lines to the last. A key serves from the handover to
it until the handover by it.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yihu.kernel.atomic import written_whole
from yihu.ledger import signing
from yihu.ledger.canonical import instant, text
from yihu.policy.decisions import Unavailable, refuse
from yihu.policy.vocabulary import N_

DAMAGED = refuse(
    "ledger_handovers_damaged",
    N_("台帳簽章金鑰的更換記錄已損壞，或與現在的金鑰接不上。"),
    mend=N_("請由金鑰備份還原 keys 資料夾中的 ledger.key 和 ledger.handovers。"),
)


@dataclass(frozen=True, slots=True)
class Handover:
    """From `at` on `to` signs instead of `by`, which signed this; keys are raw public keys."""

    at: str
    by: bytes
    to: bytes
    signature: bytes = b""

    def encoded(self) -> bytes:
        """The bytes that are signed."""
        return text({"at": self.at, "by": self.by.hex(), "to": self.to.hex(), "v": 1}).encode()

    def as_json(self) -> dict[str, Any]:
        """The handover as it stands in the file and in exports."""
        return {
            "at": self.at,
            "by": self.by.hex(),
            "to": self.to.hex(),
            "signature": self.signature.hex(),
        }


@dataclass(frozen=True, slots=True)
class Served:
    """A public key and the time it served, as instants that sort as text; empty is without bound."""

    key: Ed25519PublicKey
    since: str = ""
    until: str = ""

    def at(self, moment: str) -> bool:
        """Whether it was the key to sign with at that instant."""
        return self.since <= moment and (not self.until or moment <= self.until)


def path() -> Path:
    """Where the handovers lie, beside the key."""
    return signing.key_path().with_name("ledger.handovers")


def load() -> tuple[Handover, ...]:
    """Every handover from the first key to the present one.

    `Unavailable`: ledger_key_missing, or ledger_handovers_damaged for lines that do not lead to the key.
    """
    key = signing.load_signing_key().public_key().public_bytes_raw()
    try:
        lines = path().read_text(encoding="ascii").splitlines() if path().exists() else []
        found = tuple(map(_parsed, lines))
        for one in found:
            Ed25519PublicKey.from_public_bytes(one.by).verify(one.signature, one.encoded())
        if any(one.to != following.by for one, following in pairwise(found)):
            raise ValueError("A handover is missing.")
    except (OSError, ValueError, KeyError, TypeError, InvalidSignature) as error:
        raise Unavailable(DAMAGED) from error
    if found and key == found[-1].by:  # cut short between the line and the key: still the key
        return found[:-1]
    if found and key != found[-1].to:
        raise Unavailable(DAMAGED)
    return found


def known_keys() -> dict[str, Served]:
    """Every key that may have signed, by its id, with the time it served. Raises as `load`."""
    present = signing.load_signing_key().public_key()
    return served(load(), present)


def served(handovers: Sequence[Handover], present: Ed25519PublicKey) -> dict[str, Served]:
    """The keys of these handovers, the present one last."""
    since, found = "", []
    for one in handovers:
        found.append(Served(Ed25519PublicKey.from_public_bytes(one.by), since, one.at))
        since = one.at
    return {signing.key_id(each.key): each for each in (*found, Served(present, since))}


def hand_over(*, at: datetime) -> str:
    """Make a new signing key and retire the present one; the new key's id. Raises as `load`, `OSError`.

    The line first, the key second: cut short in between, the old key goes on and this can be done again.
    """
    earlier, old = load(), signing.load_signing_key()
    new = Ed25519PrivateKey.generate()
    unsigned = Handover(instant(at), old.public_key().public_bytes_raw(), new.public_key().public_bytes_raw())
    signed = Handover(unsigned.at, unsigned.by, unsigned.to, old.sign(unsigned.encoded()))
    with written_whole(path()) as file:
        file.write(b"".join(text(one.as_json()).encode() + b"\n" for one in (*earlier, signed)))
    with written_whole(signing.key_path()) as file:
        file.write(base64.b64encode(new.private_bytes_raw()))
    return signing.key_id(new.public_key())


def _parsed(line: str) -> Handover:
    said = json.loads(line)
    by, to, signature = (bytes.fromhex(said[name]) for name in ("by", "to", "signature"))
    return Handover(str(said["at"]), by, to, signature)
