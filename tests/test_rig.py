"""The rig itself: every test depends on what these few prove of it."""

import os
import socket
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_socket import SocketConnectBlockedError

import rehearsal


def write(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_content_type (app_label, model) VALUES ('rig', %s)", [name])


def written() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT model FROM django_content_type WHERE app_label = 'rig' ORDER BY model")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["first", "second"])
def test_an_ordinary_test_is_rolled_back(name: str) -> None:
    assert written() == []
    write(name)
    assert written() == [name]


@pytest.mark.parametrize("name", ["first", "second"])
def test_a_live_database_is_fresh_and_has_real_commits(live_database: str, name: str) -> None:
    assert written() == []
    threads = [threading.Thread(target=write_and_leave, args=[f"{name}{n}"]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert written() == [f"{name}{n}" for n in range(8)]


def write_and_leave(name: str) -> None:
    write(name)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_has_a_clone_of_its_own() -> None:
    write("committed")
    assert str(settings.DATABASES["default"]["NAME"]).rsplit("/", 1)[-1] in os.environ[
        "YIHU_DATABASE_URL"
    ].replace("-", "_" if connection.vendor == "postgresql" else "-")


@pytest.mark.django_db
def test_nothing_of_the_live_databases_remains() -> None:
    assert written() == []


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for() -> None:
    wanted = {"sqlite": "sqlite", "postgres": "postgresql"}
    assert connection.vendor == wanted[os.environ.get("YIHU_TEST_DB", "sqlite")]


def test_the_network_is_closed() -> None:
    with pytest.raises((SocketConnectBlockedError, UserWarning), match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_data_goes_to_the_directory_of_the_run() -> None:
    assert Path(settings.YIHU_DATA_DIR).is_relative_to(rehearsal.run_directory())
