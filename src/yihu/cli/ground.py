"""What is laid before the settings are read: by `yihu init` the data directory and its keys; TLS."""

import base64
import os
import secrets
from pathlib import Path

from yihu.policy.decisions import Unavailable, refuse
from yihu.policy.vocabulary import N_

_KEYS = {"secret.key": "YIHU_SECRET_KEY", "master.key": "YIHU_MASTER_KEY", "ledger.key": ""}
_NEEDS = {"master.key": ("keyring.sqlite3", "yihu.sqlite3"), "ledger.key": ("checkpoints",)}
"""What lies in the data directory only if there was such a key before."""


def prepare() -> None:
    """Make the data directory (0700) and whatever key is absent (0600). Idempotent.

    Raises `Unavailable` (`key_lost`) where data is there whose key is gone, `OSError` as the machine does.
    """
    root = data_directory()
    for folder in (root, root / "keys"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    absent = [
        name
        for name, variable in _KEYS.items()
        if not _given(variable) and not (root / "keys" / name).exists()
    ]
    for name in absent:
        if any((root / left).exists() for left in _NEEDS.get(name, ())):
            raise Unavailable(_LOST)
    for name in absent:
        _make(root / "keys" / name)


def data_directory() -> Path:
    """Where the settings will look: `YIHU_DATA_DIR`, or the file that `YIHU_DATA_DIR_FILE` names."""
    if path := os.environ.get("YIHU_DATA_DIR_FILE"):
        return Path(Path(path).read_text(encoding="utf-8").strip()).resolve()
    return Path(os.environ.get("YIHU_DATA_DIR", "./var")).resolve()


def use_tls() -> None:
    """Let the settings, not read yet, know that people come by https: secure cookies, HSTS."""
    os.environ.pop("YIHU_TLS_FILE", None)
    os.environ["YIHU_TLS"] = "true"


def _given(variable: str) -> bool:
    return bool(variable and (os.environ.get(variable) or os.environ.get(f"{variable}_FILE")))


def _make(path: Path) -> None:
    """Thirty-two random bytes in base64; never over a key that is there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(32)))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink()  # half a key would be taken for a whole one
        raise


_LOST = refuse(
    "key_lost",
    N_("資料目錄中已有資料，金鑰卻不在；另造金鑰，原有資料便再也讀不出來。"),
    mend=N_("請把金鑰備份放回資料目錄的 keys 資料夾，再執行 yihu init。"),
)
