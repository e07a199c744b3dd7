"""The key that signs the ledger's heads, and the statement it signs."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from yihu.kernel.atomic import written_whole
from yihu.ledger.canonical import text
from yihu.policy.decisions import Unavailable, refuse
from yihu.policy.vocabulary import N_

NO_KEY = refuse(
    "ledger_key_missing",
    N_("台帳的簽章金鑰不在，或已損壞，所以不能簽章。"),
    mend=N_("請系統管理員執行 yihu init；若從前有金鑰，請先由金鑰備份還原。"),
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a signature says of a chain: its first `size` entries had this root and this head at this time."""

    chain: str
    size: int
    root_hash: bytes
    head_hash: bytes
    previous: bytes
    at: str
    key_id: str

    def encoded(self) -> bytes:
        """The bytes that are signed."""
        return text(
            {
                "at": self.at,
                "chain": self.chain,
                "head": self.head_hash.hex(),
                "key_id": self.key_id,
                "previous": self.previous.hex(),
                "root": self.root_hash.hex(),
                "size": self.size,
                "v": 1,
            }
        ).encode()


def key_path() -> Path:
    """Where the key lies: 32 bytes in base64, readable by the owner alone."""
    return Path(settings.YIHU_DATA_DIR) / "keys" / "ledger.key"


def make_signing_key() -> bool:
    """Make the key unless there is one (`yihu init`); whether it was made. Raises `OSError`."""
    if key_path().exists():
        return False
    with written_whole(key_path()) as file:
        file.write(base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()))
    return True


def load_signing_key() -> Ed25519PrivateKey:
    """The installation's key; `Unavailable` (ledger_key_missing) where there is none."""
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(key_path().read_bytes(), validate=True))
    except (OSError, ValueError, binascii.Error) as error:
        raise Unavailable(NO_KEY) from error


def key_id(key: Ed25519PublicKey) -> str:
    """The first sixteen hexadecimal digits of the SHA-256 of the public key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def short_form(root_hash: bytes) -> str:
    """Eighty bits of a root as people can read them off paper: ABCD-EFGH-IJKL-MNOP."""
    letters = base64.b32encode(root_hash[:10]).decode()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))
