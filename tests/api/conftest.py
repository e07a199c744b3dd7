"""The API as each of the cast calls it, at one standing instant."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from api.calls import Calls
from api.stage import Request, staged
from cast import AT, Cast, engage


@pytest.fixture
def api(cast: Cast) -> Iterator[Calls]:
    """Calls by anybody of the cast: `api.cs_officer.get("/units")`."""
    with time_machine.travel(AT, tick=False) as clock:
        yield Calls(cast, clock)


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Calls, dict[str, Request]]]:
    """The cast and something of everything, set up once for a module; each test undoes what it does."""
    with (
        time_machine.travel(AT, tick=False) as clock,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        api = Calls(engage(), clock)
        yield api, staged(api)
        transaction.set_rollback(True)
