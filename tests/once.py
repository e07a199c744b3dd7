"""What reaches no database is run once: a second kind of database could prove nothing more of it.

pytest-django closes the database to every test that does not ask for it, so the fixtures say which do. In
doubt a test is run on both: when it or a fixture of ours asks for fixtures by itself (`request`) or opens the
database by hand (`django_db_blocker`), and when its module has Django's `connection` at hand.
"""

from collections.abc import Iterator
from types import FunctionType
from typing import Any

import pytest
from django.db import connection

REACHING = {"db", "transactional_db", "live_server"}
DOUBTFUL = {"request", "django_db_blocker"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `once` what reaches no database."""
    for item in items:
        if not reaches_database(item):
            item.add_marker("once")


def reaches_database(item: pytest.Item) -> bool:
    """Whether the test could reach the database."""
    if not isinstance(item, pytest.Function) or item.get_closest_marker("django_db"):
        return True
    at_hand = any(value is connection for value in vars(item.module).values())
    return at_hand or bool(REACHING & {*item.fixturenames}) or bool(DOUBTFUL & {*_asked(item)})


def _asked(item: pytest.Function) -> Iterator[str]:
    """What the test and the fixtures of ours that it uses ask for."""
    yield from _parameters(item.function)
    for makers in item._fixtureinfo.name2fixturedefs.values():
        for maker in makers:
            if not maker.func.__module__.startswith(("_pytest.", "pytest_", "_hypothesis", "xdist", "faker")):
                yield from maker.argnames


def _parameters(function: Any) -> tuple[str, ...]:
    return function.__code__.co_varnames if isinstance(function, FunctionType) else ()
