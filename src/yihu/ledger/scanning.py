"""Reading the whole ledger as of one moment, in the order it was written, a batch at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

ENTRIES = (
    "SELECT id, CAST(chain_id AS text), seq, at, CAST(actor_id AS text), username, role, action, body,"
    " prev_hash, hash FROM ledger_entry ORDER BY id"
)
SUBJECTS = "SELECT subject, entry_id FROM ledger_entrysubject"
CHAINS = "SELECT CAST(id AS text), size, head_hash FROM ledger_chain ORDER BY id"
CHECKPOINTS = (
    "SELECT CAST(chain_id AS text), size, at, root_hash, head_hash, frontier, previous, key_id, signature"
    " FROM ledger_checkpoint ORDER BY chain_id, size"
)
_BATCH = 1000


def dashed(stored: str) -> str:
    """A UUID as people write it, however the database stores it; what is none stays as it is."""
    try:
        return str(UUID(stored))
    except ValueError:
        return stored


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """One unmoving view of the database that keeps no writer waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def stream(connection: BaseDatabaseWrapper, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query without holding them all."""
    for batch in batches(connection, query):
        yield from batch


def batches(connection: BaseDatabaseWrapper, query: str) -> Iterator[list[tuple[Any, ...]]]:
    """The same rows some at a time, for whoever cannot wait for a generator at each."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while batch := cursor.fetchmany(_BATCH):
            yield batch
