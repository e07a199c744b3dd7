"""Many rows at once by the driver itself: executemany on SQLite, COPY on PostgreSQL.

Ids are 32 hexadecimal digits and instants are UTC without offset: both databases take them as they are.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


class Loader:
    """Loads rows of one model; the order of `fields` is the order of each row's values."""

    def __init__(self, model: type[models.Model], *fields: str) -> None:
        names = [_column(model, name) for name in fields]
        self._table = model._meta.db_table
        self._columns = ", ".join(f'"{name}"' for name in names)
        self._places = ", ".join("?" for _ in names)

    def load(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write the rows, with every constraint looking."""
        connection.ensure_connection()
        raw: Any = connection.connection
        if connection.vendor == "sqlite":
            raw.executemany(
                f'INSERT INTO "{self._table}" ({self._columns}) VALUES ({self._places})', rows
            ).close()
            return
        with (
            raw.cursor() as cursor,
            cursor.copy(f'COPY "{self._table}" ({self._columns}) FROM STDIN') as copy,
        ):
            for row in rows:
                copy.write_row(row)


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.column)
