"""Questions put into words once.

Django takes about a millisecond to write a statement that the database answers in a tenth of one, and a page
of a file asks some thirty. A prepared question is written as any other, in the words of the models; its
statement is kept, and later calls only hand over their values.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID, SafeUUID

from django.db import connection
from django.db.models import QuerySet, UUIDField
from django.db.models.query import FlatValuesListIterable, ModelIterable, get_related_populators
from django.utils import timezone

P = ParamSpec("P")
Row = TypeVar("Row")

_UUID = UUIDField()
_Shape = tuple[Any, ...]


class Prepared(Generic[P, Row]):
    """A question that gives the rows of its query: instances (with what `select_related` names) or values.

    Positional arguments are values that the statement compares with (ids, words, numbers, instants, days) and
    change from call to call; keyword arguments belong to its words (limits, columns, choices of way), and
    each combination has a statement of its own. So has `None`, which asks whether something is missing.
    `TypeError` at the first call for a value that does not reach the database as it is.
    """

    def __init__(self, question: Callable[P, "QuerySet[Any, Row]"]) -> None:
        self._question = question
        self._statements: dict[_Shape, _Statement] = {}
        update_wrapper(self, question)

    def __call__(self, *values: P.args, **words: P.kwargs) -> list[Row]:
        zone = timezone.get_current_timezone_name()  # stands in the statements that ask for days
        shape = (connection.vendor, zone, tuple(map(type, values)), tuple(sorted(words.items())))
        statement = self._statements.get(shape)
        if statement is None:
            statement = self._statements[shape] = _written(self._question, values, words)
        return list(statement.rows(values))

    def first(self, *values: P.args, **words: P.kwargs) -> Row | None:
        """The first row of the answer, or None."""
        return next(iter(self(*values, **words)), None)


def prepared(question: Callable[P, "QuerySet[Any, Row]"]) -> Prepared[P, Row]:
    """Make a prepared question of a function that gives a query."""
    return Prepared(question)


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL with a plan of which argument stands at which place, and of what to make of a row."""

    sql: str
    places: tuple[tuple[int | None, Any], ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
    make: Callable[[tuple[Any, ...]], Any]

    def rows(self, values: Sequence[Any]) -> Iterator[Any]:
        """Ask the database, and make of each row what the query says."""
        given = [_adapted(value) for value in values]
        params = [fixed if place is None else given[place] for place, fixed in self.places]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        if not found:
            return iter(())
        columns: list[Sequence[Any]] = list(zip(*found, strict=True))
        for column, converters, expression in self.converters:
            for convert in converters:
                columns[column] = [convert(value, expression, connection) for value in columns[column]]
        return map(self.make, zip(*columns, strict=True))


def _written(
    question: Callable[..., "QuerySet[Any, Any]"], values: Sequence[Any], words: dict[str, Any]
) -> _Statement:
    stand_ins = [_stand_in(value, place) for place, value in enumerate(values)]
    asked = question(*stand_ins, **words)
    compiler = asked.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    known = [_adapted(value) for value in stand_ins]
    places = tuple(_place_of(param, known) for param in params)
    unused = {n for n, value in enumerate(stand_ins) if value is not None} - {place for place, _ in places}
    if unused:
        raise TypeError(
            f"{question.__qualname__}: argument {min(unused)} does not reach the database as it is"
        )
    expressions = [column for column, _, _ in compiler.select]
    converters = compiler.get_converters(expressions)
    return _Statement(
        sql=sql,
        places=places,
        converters=tuple(
            (column, tuple(map(_quick, found)), about) for column, (found, about) in converters.items()
        ),
        make=_maker(asked, compiler),
    )


def _place_of(param: Any, known: Sequence[Any]) -> tuple[int | None, Any]:
    for place, value in enumerate(known):
        if value is not None and type(value) is type(param) and value == param:
            return place, None
    for place, value in enumerate(known):
        if isinstance(value, int) and isinstance(param, int) and value == param:
            return place, None
    return None, param


def _maker(asked: "QuerySet[Any, Any]", compiler: Any) -> Callable[[tuple[Any, ...]], Any]:
    """How a row becomes an instance, a tuple, or a single value."""
    if not issubclass(asked._iterable_class, ModelIterable):
        return _single if issubclass(asked._iterable_class, FlatValuesListIterable) else _whole
    plan, alias = compiler.klass_info, connection.alias
    model, fields = plan["model"], plan["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    populators = get_related_populators(plan, compiler.select, alias)  # type: ignore[call-arg]

    def instance(row: tuple[Any, ...]) -> Any:
        made = model.from_db(alias, names, row[start:end])
        for populator in populators:
            populator.populate(row, made)
        return made

    return instance


def _single(row: tuple[Any, ...]) -> Any:
    return row[0]


def _whole(row: tuple[Any, ...]) -> Any:
    return row


def _quick(convert: Callable[..., Any]) -> Callable[..., Any]:
    """A converter as it is, or our own where the library's takes three times as long: ids on SQLite."""
    return _uuid if getattr(convert, "__name__", "") == "convert_uuidfield_value" else convert


def _uuid(value: str | None, _expression: Any, _connection: Any) -> UUID | None:
    """The id of 32 hexadecimal digits, which the field has written; `UUID` would look at each form again."""
    if value is None:
        return None
    made = object.__new__(UUID)
    object.__setattr__(made, "int", int(value, 16))
    object.__setattr__(made, "is_safe", SafeUUID.unknown)
    return made


def _adapted(value: Any) -> Any:
    """A value as the driver takes it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return _UUID.get_db_prep_value(value, connection)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


_FIRST = datetime(1801, 1, 1, 1, 2, 3, 456789, tzinfo=UTC)


def _stand_in(value: Any, place: int) -> Any:
    """A value of the same type that no statement says of itself."""
    match value:
        case None:
            return None
        case UUID():
            return UUID(int=(0xFACADE << 100) + place)
        case datetime():
            return _FIRST + timedelta(days=place)
        case date():
            return (_FIRST + timedelta(days=place)).date()
        case bool():
            raise TypeError("yes or no belongs to the words of a question: hand it over by keyword")
        case int():
            return 1_999_999_000 + place
        case str():
            return f"⟨{place}⟩"
    raise TypeError(f"a {type(value).__name__} cannot be handed to a prepared question")
