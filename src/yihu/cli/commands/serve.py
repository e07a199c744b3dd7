"""`yihu serve`: gunicorn in this process; on the embedded store also a worker beside it."""

import argparse
import errno
import importlib
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from yihu.cli.output import DONE, say
from yihu.policy.decisions import FieldError, Invalid, Unavailable, refuse
from yihu.policy.vocabulary import N_

_GRACE_SECONDS = 20


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to end.

    Raises `Invalid` for half a certificate, `Unavailable` for an old schema or an address that is taken.
    """
    _check_certificate(arguments)
    _check_schema()
    _check_address(arguments.host, arguments.port)
    connection.close()  # nothing of this process is shared with the workers it forks
    scheme = "https" if arguments.tls_cert else "http"
    say(_("一戶一檔在 %(url)s") % {"url": f"{scheme}://{arguments.host}:{arguments.port}"})
    sys.stdout.flush()
    Server(options(arguments)).run()
    return DONE


def options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Gunicorn's settings: threads, a request's time limit, no header that names the server."""
    worker = Worker() if connection.vendor == "sqlite" else None
    chosen: dict[str, Any] = {
        "bind": f"{arguments.host}:{arguments.port}",
        "workers": arguments.workers,
        "threads": arguments.threads,
        "worker_class": "gthread",
        "timeout": 120,
        "graceful_timeout": _GRACE_SECONDS,
        "loglevel": "warning",
        "certfile": str(arguments.tls_cert) if arguments.tls_cert else None,
        "keyfile": str(arguments.tls_key) if arguments.tls_key else None,
    }
    return chosen | ({"on_starting": worker.start, "on_exit": worker.stop} if worker else {})


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, told what to do by us and by no file of its own."""

    def __init__(self, chosen: dict[str, Any]) -> None:
        self._chosen = chosen
        super().__init__()

    def load_config(self) -> None:
        """Take the options; what is None stays gunicorn's default."""
        for name, value in self._chosen.items():
            if value is not None:
                self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """The application, by the name that the settings give it."""
        module, _dot, name = str(settings.WSGI_APPLICATION).rpartition(".")
        return cast(Callable[..., Any], getattr(importlib.import_module(module), name))


class Worker:
    """The background worker as a child; it ends with its parent, even if that is killed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, _server: object) -> None:
        """Begin it, before any worker of the web is forked."""
        command = [sys.executable, "-m", "yihu.cli.main", "worker", "--with-parent"]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603  (our own program)

    def stop(self, _server: object) -> None:
        """Ask it to end, and wait."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()


def _check_certificate(arguments: argparse.Namespace) -> None:
    given = {"tls-cert": arguments.tls_cert, "tls-key": arguments.tls_key}
    if not any(given.values()):
        return
    errors = [
        FieldError(name, N_("沒有這個檔案，或不能讀取。"), N_("證書與私鑰要一同給出，並可由本程式讀取。"))
        for name, path in given.items()
        if path is None or not path.is_file()
    ]
    if errors:
        raise Invalid(*errors)


def _check_schema() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unavailable(
            refuse(
                "schema_old", N_("資料庫還沒有準備好，或屬於較舊的版本。"), mend=N_("請先執行 yihu init。")
            )
        )


def _check_address(host: str, port: int) -> None:
    """Take the address for a moment, so that a taken one is said before anybody is told to go there."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(address)
    except OSError as error:
        raise Unavailable(
            refuse(
                "port_taken",
                N_("%(port)s 埠已被其他程式佔用。請先結束該程式，或用 --port 另選一個。"),
                port=port,
            )
            if error.errno == errno.EADDRINUSE
            else refuse(
                "address_unusable",
                N_("不能在 %(host)s 的 %(port)s 埠開啟服務。請用 --host 與 --port 另選。"),
                host=host,
                port=port,
            )
        ) from error
