"""Many rows at once: COPY on PostgreSQL, executemany on SQLite; no object a row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows`, whose values stand in the order of `columns` (attribute names of the model)."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(_column(model, name)) for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608  (our own names)
        cursor.executemany(statement, _plain(rows))  # type: ignore[arg-type]  # any iterable will do


def _column(model: type[Model], attribute: str) -> str:
    fields = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    return fields[attribute]


def _plain(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """SQLite keeps ids as hexadecimal text, instants and numbers as Django writes them."""
    for row in rows:
        yield [_TYPES[type(value)](value) if type(value) in _TYPES else value for value in row]


@lru_cache(maxsize=64)
def _instant(at: datetime) -> str:
    return str(connection.ops.adapt_datetimefield_value(at))


_TYPES: dict[type, Callable[[Any], Any]] = {
    UUID: lambda value: value.hex,
    datetime: _instant,
    Decimal: str,
}
