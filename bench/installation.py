"""An installation made for the benchmark alone: a directory, keys, a database of the kind asked for."""

import atexit
import base64
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
POSTGRES_SETTINGS = (
    "shared_buffers=1GB",
    "work_mem=32MB",
    "maintenance_work_mem=512MB",
    "random_page_cost=1.1",
    "max_wal_size=8GB",
    "jit=off",
    "max_connections=60",
)
"""A server as one would run it: durable commits; nothing that only a test may want."""


def environment(database: str) -> Mapping[str, str]:
    """The environment of a new installation on `sqlite` or `postgres`; all of it goes when we end."""
    directory = Path(tempfile.mkdtemp(prefix="yihu-bench-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    (directory / "var").mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("YIHU_", "DJANGO_"))}
    chosen = {
        "YIHU_DATA_DIR": str(directory / "var"),
        "YIHU_MASTER_KEY": base64.b64encode(os.urandom(32)).decode(),
        "YIHU_SECRET_KEY": base64.b64encode(os.urandom(32)).decode(),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    if database == "postgres":
        chosen["YIHU_DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL") or _start_postgres(directory)
    return clean | chosen


def set_up() -> None:
    """Bring Django up in this process and the schema into the database, as `yihu init` does."""
    import django
    from django.core.management import call_command

    django.setup()
    from yihu.ledger.signing import make_signing_key

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    make_signing_key()


def postgres_at_hand() -> bool:
    """Whether there is a PostgreSQL to measure on."""
    return bool(os.environ.get("BENCH_DATABASE_URL")) or _programs().find_programs() is not None


def _start_postgres(directory: Path) -> str:
    programs = _programs()
    programs.FAST = POSTGRES_SETTINGS
    return str(programs.start(directory))


def _programs() -> Any:
    """What the tests know about finding and starting a PostgreSQL."""
    if str(ROOT / "tests") not in sys.path:
        sys.path.append(str(ROOT / "tests"))
    return importlib.import_module("postgres")
