"""The databases of the tests: one pristine one a run, and a clone of it wherever one is needed.

The ledger's triggers refuse UPDATE, DELETE and TRUNCATE, so a database in which a test has committed cannot
be flushed. Nor need it be: the schema is migrated once a run into a pristine database; every worker gets a
clone for its ordinary tests (each rolled back), and every test with real commits gets a clone of its own:

- `@pytest.mark.django_db`, or the fixture `db`: rolled back, fast; commits of other threads are not seen.
- the fixture `cast`: the same, in another clone where the cast stands already (`furnished.py`).
- `@pytest.mark.django_db(transaction=True)`, or the fixtures `transactional_db`, `live_server`,
  `live_database`: a fresh clone, real commits, any number of threads, dropped afterwards.

A clone is a file copied (SQLite) or `CREATE DATABASE … TEMPLATE` (PostgreSQL): tens of milliseconds.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase
from psycopg import sql
from pytest_django import DjangoDbBlocker

import postgres
import rehearsal

Place = tuple[str, str]
"""A database's name for Django, and its URL for whatever process reads the environment."""

_numbers = count(1)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Migrate the pristine database once a run; let this worker's ordinary tests run in a clone of it."""
    with django_db_blocker.unblock():
        pristine = build_pristine()
        with clone_of(pristine), clones_instead_of_flushes(pristine):
            yield


@pytest.fixture
def live_database(transactional_db: None) -> str:
    """A freshly migrated database with real commits, for threads, processes and browsers; its URL."""
    return os.environ["YIHU_DATABASE_URL"]


def build_pristine() -> str:
    """Migrate the pristine database, unless another worker has; its name."""
    done = rehearsal.run_directory() / "pristine.done"
    name = name_of("pristine")
    with (rehearsal.run_directory() / "pristine.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            let_go()
            drop(name)  # what a worker that failed has left
            create(name)
            point_at(name)
            call_command("migrate", verbosity=0, interactive=False)
            let_go()
            done.touch()
    return name


@contextmanager
def clone_of(pristine: str) -> Iterator[None]:
    """Point Django, and whatever process reads the environment, at a new clone; drop it at the end."""
    before = where()
    label = f"{rehearsal.worker()}_{next(_numbers)}"
    clone = name_of(label), rehearsal.database_url(f"yihu_{rehearsal.run_directory().name}_{label}")
    let_go()
    create(clone[0], template=pristine)
    stand_in(clone)
    try:
        yield
    finally:
        let_go()
        drop(clone[0])
        stand_in(before)


@contextmanager
def clones_instead_of_flushes(pristine: str) -> Iterator[None]:
    """Give each TransactionTestCase (pytest-django's transactional tests are such) a clone, and no flush."""
    clones: list[object] = []

    def set_up(cls: type[TransactionTestCase]) -> None:
        clone = clone_of(pristine)
        clone.__enter__()
        clones.append(clone)

    def tear_down(case: TransactionTestCase) -> None:
        clones.pop().__exit__(None, None, None)  # type: ignore[attr-defined]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(set_up))
        patch.setattr(TransactionTestCase, "_fixture_teardown", tear_down)
        yield


def name_of(label: str) -> str:
    """What the database `label` of this run is called: a file's path, or a name on the server."""
    name = f"yihu_{rehearsal.run_directory().name}_{label}"
    if connection.vendor == "sqlite":
        return str(rehearsal.run_directory() / f"{name}.sqlite3")
    return name.replace("-", "_")


def where() -> Place:
    """The database that Django is pointed at, and whatever process reads the environment."""
    return str(settings.DATABASES["default"]["NAME"]), os.environ["YIHU_DATABASE_URL"]


def stand_in(place: Place) -> None:
    """Be in that database from now on."""
    let_go()
    point_at(place[0])
    os.environ["YIHU_DATABASE_URL"] = place[1]


def point_at(name: str) -> None:
    """Make every connection opened from now on, in any thread, one to `name`."""
    settings.DATABASES["default"]["NAME"] = name
    connections.settings["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def let_go() -> None:
    """Close this thread's connection, and the pool if there is one."""
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def create(name: str, *, template: str = "template0") -> None:
    """Make the database `name`, empty or as a copy of `template`."""
    if connection.vendor != "sqlite":
        administer("CREATE DATABASE {} TEMPLATE {}", name, template)
    elif template != "template0":
        shutil.copyfile(template, name)


def drop(name: str) -> None:
    """Drop the database `name`, whoever is still connected."""
    if connection.vendor != "sqlite":
        administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        return
    for path in (name, f"{name}-wal", f"{name}-shm"):
        Path(path).unlink(missing_ok=True)


def administer(statement: str, *names: str) -> None:
    """Run one statement about whole databases on the server of the run."""
    server = postgres.with_database(os.environ[rehearsal.SERVER_URL], "postgres")
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
