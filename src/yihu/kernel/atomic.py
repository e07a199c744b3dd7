"""Files that are there whole or not at all.

A file is written under a name ending in `.part`, held by an advisory lock while its writer lives, made
durable, then renamed. A writer that died leaves an unlocked part, which `sweep_parts` removes at any time
without asking a clock.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PART = ".part"


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A binary file that becomes `path`, readable by the owner alone, when the block ends well.

    If the block raises, nothing is left. Raises `OSError` as the operating system does.
    """
    _make_folder(path.parent)
    part, file = _open_part(path)
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            part.rename(path)
        _sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def sweep_parts(root: Path) -> int:
    """Remove the parts under `root` whose writers are gone; how many there were."""
    return sum(_removed(part) for part in root.rglob(f"*{PART}"))


def _open_part(path: Path) -> tuple[Path, BinaryIO]:
    while True:
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
        file = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file.fileno()).st_nlink:
            return part, file
        file.close()  # a sweep took it between its making and its locking


def _removed(part: Path) -> bool:
    with suppress(FileNotFoundError), part.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        part.unlink()
        return True
    return False


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
