"""Reading a great part of the database through, without keeping it in this process's memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def read_through() -> Iterator[None]:
    """On SQLite, no mapping of the file for the while: its pages would count as this process's own.

    PostgreSQL keeps its pages to itself.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        row = cursor.fetchone()
        cursor.execute("PRAGMA mmap_size=0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size={int(row[0]) if row else 0}")
