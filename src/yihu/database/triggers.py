"""Which triggers and functions stand in the database, word for word, so that none is missing or says less."""

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_POSTGRESQL = (
    "SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
    " AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()))"
)
_FUNCTIONS = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = to_regnamespace(current_schema())"


def triggers_of(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers that are switched on, by name: as they were written on SQLite, as PostgreSQL says them."""
    return _pairs(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def functions_of(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The bodies of the functions, by name; SQLite has none."""
    return {} if connection.vendor == "sqlite" else _pairs(connection, _FUNCTIONS)


def lacking(
    connection: BaseDatabaseWrapper,
    *,
    sqlite: Mapping[str, str],
    postgresql: Mapping[str, str],
    functions: Mapping[str, str],
) -> list[str]:
    """The triggers and functions, of those named, that are gone, switched off, or say something else.

    `functions` are the bodies on PostgreSQL; triggers are written there as `pg_get_triggerdef` writes them.
    """
    triggers, bodies = (sqlite, {}) if connection.vendor == "sqlite" else (postgresql, functions)
    found, sources = triggers_of(connection), functions_of(connection)
    absent = [name for name, statement in triggers.items() if found.get(name) != statement]
    return absent + [name for name, body in bodies.items() if sources.get(name) != body]


def _pairs(connection: BaseDatabaseWrapper, query: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())
