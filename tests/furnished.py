"""The fixture `cast`, and the database in which the cast stands already.

To engage the cast takes a fifth of a second, and some eight hundred tests begin with it. So each worker
engages it once, in a clone of its own. A test with the fixture `cast` is rolled back there and gets a copy
of who is who; every other test runs where nobody stands.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from cast import Cast, engage
from databases import build_pristine, clone_of, stand_in, where


class Rooms:
    """The clones in which this worker's ordinary tests run: the plain one, and the furnished one."""

    def __init__(self) -> None:
        self.plain = self.furnished = where()
        self.cast: Cast | None = None
        self.ends = ExitStack()

    def enter(self, *, furnished: bool) -> None:
        """Be in the room that is wanted; stay where a module is amid a transaction of its own."""
        if connection.in_atomic_block:
            return
        if furnished and self.cast is None:
            self.ends.enter_context(clone_of(build_pristine()))
            self.furnished, self.cast = where(), engage()
        wanted = self.furnished if furnished else self.plain
        if wanted != where():
            stand_in(wanted)

    def leave(self) -> None:
        """Go back, and drop the furnished one."""
        self.enter(furnished=False)
        self.ends.close()


@pytest.fixture(scope="session")
def rooms(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rooms]:
    """The rooms of this worker."""
    rooms = Rooms()
    yield rooms
    with django_db_blocker.unblock():
        rooms.leave()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """Enter the room of a test just before the fixture that opens the database, pytest-django's or ours."""
    if fixturedef.scope != "session" and "django_db_blocker" in fixturedef.argnames:
        rooms: Rooms = request.getfixturevalue("rooms")
        with request.getfixturevalue("django_db_blocker").unblock():
            rooms.enter(furnished="cast" in request.fixturenames)


@pytest.fixture
def cast(db: None, rooms: Rooms) -> Cast:
    """The standing cast in a database that is rolled back after the test."""
    there = rooms.cast is not None and where() == rooms.furnished
    return deepcopy(rooms.cast) if rooms.cast and there else engage()
