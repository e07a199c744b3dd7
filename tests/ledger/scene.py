"""Who acts, on what and when, in the tests of the ledger; and hands that reach behind the program."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from yihu.ledger import operations, triggers
from yihu.policy.vocabulary import Actor, Role

NOON = datetime(2026, 7, 1, 4, tzinfo=UTC)
PROJECT = UUID(int=7)
HOUSEHOLD = UUID(int=70)
OFFICER = Actor(UUID(int=5), "cs_officer", "某某", Role.CS_OFFICER, device="Firefox")


def write(number: int = 0, **changed: Any) -> operations.Written:
    """Append one entry in a transaction of its own."""
    given: dict[str, Any] = {
        "project_id": PROJECT,
        "by": OFFICER,
        "at": NOON + timedelta(minutes=number),
        "action": "document.filed",
        "subjects": {"household": HOUSEHOLD, "document": UUID(int=1000 + number)},
        "detail": {"line": "A01", "number": number},
    }
    with transaction.atomic():
        return operations.append(**(given | changed))


def write_chain(entries: int = 6) -> list[operations.Written]:
    """Entries of a project among those of the company."""
    found = []
    for number in range(entries):
        found.append(write(number))
        write(number, project_id=None, action="account.signed_in")
    return found


@contextmanager
def behind_the_program() -> Iterator[Any]:
    """A cursor for which no trigger is there, as the owner of the database could have."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        yield cursor
    triggers.install(connection)


def stored(identifier: UUID) -> str:
    """A UUID as this database holds it."""
    return identifier.hex if connection.vendor == "sqlite" else str(identifier)
