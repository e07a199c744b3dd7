"""One run of the tests: its directory, and the environment in which the settings are read.

The first process makes the directory (and starts PostgreSQL, if the run is on PostgreSQL); the workers of
pytest-xdist inherit both through the environment. Each worker has a data directory of its own.
"""

import atexit
import base64
import os
import shutil
import tempfile
from pathlib import Path

import postgres

RUN_DIRECTORY = "YIHU_TEST_RUN"
SERVER_URL = "YIHU_TEST_SERVER"
MASTER_KEY = base64.b64encode(b"a master key only for the tests.").decode()
SECRET_KEY = base64.b64encode(b"a secret key only for the tests.").decode()


def prepare() -> None:
    """Set the environment that `yihu.config.settings` reads; nothing of the caller's own settings remains."""
    run = run_directory()
    for name in [
        name for name in os.environ if name.startswith("YIHU_") and not name.startswith("YIHU_TEST_")
    ]:
        del os.environ[name]
    data = run / worker()
    (data / "static").mkdir(parents=True, exist_ok=True)
    os.environ["YIHU_DATA_DIR"] = str(data)
    os.environ["YIHU_MASTER_KEY"] = MASTER_KEY
    os.environ["YIHU_SECRET_KEY"] = SECRET_KEY
    os.environ["YIHU_DATABASE_URL"] = database_url(f"yihu_{run.name}_{worker()}")


def run_directory() -> Path:
    """The directory of this run, made by whoever asks first and removed when that process ends."""
    if RUN_DIRECTORY not in os.environ:
        directory = tempfile.mkdtemp(prefix="yihu-tests-")
        os.environ[RUN_DIRECTORY] = directory
        atexit.register(shutil.rmtree, directory, ignore_errors=True)
    return Path(os.environ[RUN_DIRECTORY])


def worker() -> str:
    """The name of this process among the workers of the run."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def database_url(name: str) -> str:
    """The URL of the database `name` of this run, on the kind of database that YIHU_TEST_DB selects."""
    kind = os.environ.get("YIHU_TEST_DB", "sqlite")
    if kind == "sqlite":
        return f"sqlite://{run_directory() / name}.sqlite3"
    if kind != "postgres":
        raise SystemExit(f"YIHU_TEST_DB must be sqlite or postgres, not {kind!r}.")
    if SERVER_URL not in os.environ:
        os.environ[SERVER_URL] = os.environ.get("TEST_DATABASE_URL") or postgres.start(run_directory())
    return postgres.with_database(os.environ[SERVER_URL], name.replace("-", "_"))
