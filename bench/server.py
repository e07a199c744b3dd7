"""The program's own server in a process of its own, and somebody signed in who asks it for pages."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bench.installation import ROOT
from yihu.accounts.models import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Visitor:
    """A browser of one person: one connection kept open, one cookie."""

    def __init__(self, port: int, cookie: str) -> None:
        self._link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", "Accept-Language": "zh-Hant"}

    def get(self, path: str) -> bytes:
        """The whole answer. `AssertionError` for any status but 200."""
        self._link.request("GET", path, headers=self._headers)
        answer = self._link.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise AssertionError(f"{path} answered {answer.status}: {body[:300]!r}")
        return body


def session_of(account: Account) -> str:
    """The key of a session in which this person is signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


@contextmanager
def serving() -> Iterator[int]:
    """gunicorn with threads, as `yihu serve` runs it, with one worker; the port."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "yihu.config.wsgi:application",
        "-k",
        "gthread",
        "-w",
        "1",
        "--threads",
        "4",
        "-b",
        f"127.0.0.1:{port}",
        "--log-level",
        "warning",
        "--keep-alive",
        "75",
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ.copy())
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise SystemExit("The server ended before it answered.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not answer within half a minute.")
