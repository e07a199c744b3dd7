"""Which triggers and functions stand in the database, word for word, so that none is missing or says less."""

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


def _pairs(connection: BaseDatabaseWrapper, query: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())
