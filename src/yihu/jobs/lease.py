"""One worker at a time: whoever holds the lease works, and loses it by dying."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

_LOCK_NUMBER = 0x79696875  # "yihu"


@contextmanager
def lease() -> Iterator[bool]:
    """Whether this process holds the lease, for as long as the block runs."""
    with _server_lease() if connection.vendor == "postgresql" else _file_lease() as held:
        yield held


@contextmanager
def _file_lease() -> Iterator[bool]:
    with (Path(settings.YIHU_DATA_DIR) / "worker.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def _server_lease() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK_NUMBER])
        row = cursor.fetchone()
        held = bool(row and row[0])
        try:
            yield held
        finally:
            if held:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_NUMBER])
