"""Many rows at once: COPY on PostgreSQL, executemany on SQLite; no object a row.

Rows hold plain values that both databases take as they are: ids as hexadecimal text, dates, numbers and
instants as text, bytes as bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one kind: the table they go to, and the columns (attributes of the model) they give.

    `running` is a column that numbers them when they are written.
    """

    model: type[Model]
    columns: tuple[str, ...]
    running: str = ""


def insert(sheet: Sheet, rows: Sequence[Row], *, same: Mapping[str, Any], first: int = 1) -> None:
    """Insert `rows`; `same` are the columns that have one value in all of them, `first` the first number."""
    if sheet.running:
        sheet, rows = (
            replace(sheet, columns=(*sheet.columns, sheet.running), running=""),
            [(*row, number) for number, row in enumerate(rows, start=first)],
        )
    table = connection.ops.quote_name(sheet.model._meta.db_table)
    columns = {field.attname: str(field.column) for field in sheet.model._meta.concrete_fields}
    names = ", ".join(connection.ops.quote_name(columns[name]) for name in (*sheet.columns, *same))
    whole = _joined(rows, tuple(map(plain, same.values())))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in whole:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * (len(sheet.columns) + len(same)))
        statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608  (our own names)
        cursor.executemany(statement, whole)  # type: ignore[arg-type]  # any iterable will do


def _joined(rows: Iterable[Row], same: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield (*row, *same)


def plain(value: Any) -> Any:
    """A value as both databases take it."""
    match value:
        case UUID():
            return value.hex
        case datetime():
            at = value.astimezone(UTC)
            return f"{at:%Y-%m-%d %H:%M:%S.%f}" if at.microsecond else f"{at:%Y-%m-%d %H:%M:%S}"
        case Decimal():
            return str(value)
    return value
