"""Settings read from the environment, each also as `NAME_FILE`; nonsense is refused with its mend."""

import base64
import binascii
import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of `name`, or the content of the file that `name`_FILE names."""
    if path := os.environ.get(f"{name}_FILE"):
        return _content(f"{name}_FILE", Path(path))
    return os.environ.get(name, default)


def choice(name: str, *values: str) -> str:
    """One of `values`, the first without it."""
    value = text(name, values[0])
    if value not in values:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(values)}, not {value!r}.")
    return value


def time_zone(name: str, default: str) -> str:
    """The name of a time zone that this machine knows."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} must be a time zone such as Asia/Shanghai, not {value!r}."
        ) from error
    return value


def flag(name: str, *, default: bool) -> bool:
    """True or False, written exactly `true` or `false`."""
    value = text(name, "true" if default else "false")
    if value not in ("true", "false"):
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value == "true"


def words(name: str) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def key(name: str, path: Path) -> bytes:
    """The 32 bytes of a key: base64 in the environment, else in the file `path`, else nothing yet."""
    encoded = text(name)
    if not encoded and path.exists():
        encoded = _content(name, path)
    if not encoded:
        return b""
    try:
        value = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is not base64; `yihu init` makes a good one.") from error
    if len(value) != 32:
        raise ImproperlyConfigured(f"{name} must be 32 bytes in base64; it holds {len(value)}.")
    return value


def database(name: str, data_directory: Path) -> dict[str, object]:
    """Django's description of the database that `name` names; SQLite in the data directory without it."""
    url = text(name)
    if not url:
        return sqlite(data_directory / "yihu.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(parts.path))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite://, not {parts.scheme}://.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or (parts.hostname or ""),
        "PORT": _port(name, parts),
        "OPTIONS": {"pool": False, **query},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, object]:
    """SQLite as a server wants it: write-ahead log, one writer at a time from the first statement on."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY"
            ),
        },
        "CONN_MAX_AGE": None,
    }


def _port(name: str, parts: SplitResult) -> str:
    try:
        return str(parts.port or "")
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} has a port that is no number up to 65535.") from error


def _content(name: str, path: Path) -> str:
    """What the file holds that `name` asks for."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ImproperlyConfigured(f"{name}: {path} cannot be read ({why}).") from error
