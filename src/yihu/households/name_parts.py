"""The tails of every name, kept by the database itself, so that a part of a name is the beginning of one.

`王小芳` is kept as `王小芳`, `小芳` and `芳`. A name with a dot is kept without it too: who leaves the dot of
`阿不都·熱合曼` out finds him. Whatever writes a person, a form or a file of 100,000 rows, writes its tails:
the triggers here see to it. `missing` tells when one is not there, `mend` puts it right (`yihu init`).
"""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.database.triggers import lacking

LONGEST = 80
"""As long as a name may be."""
_PERSON, _PART = "households_person", "households_namepart"
_PLACES = ", ".join(f"({place})" for place in range(1, LONGEST + 1))


def _tails(person: str, source: str) -> str:
    """The statement that writes the tails of the names in `source`, where a person is called `person`."""
    name, undotted = f"{person}.name_fold", f"REPLACE({person}.name_fold, '·', '')"
    each = "SELECT {0}.project_id, {0}.id, SUBSTR({1}, places.place), places.place = 1 FROM {2} WHERE "
    return (
        f"INSERT INTO {_PART} (project_id, person_id, part, is_whole) "
        + each.format(person, name, source)
        + f"places.place <= LENGTH({name}) UNION "
        + each.format(person, undotted, source)
        + f"places.place <= LENGTH({undotted}) AND {name} LIKE '%·%'"
    )


_NUMBERS = {
    "sqlite": f"(SELECT column1 AS place FROM (VALUES {_PLACES})) places",
    "postgresql": f"generate_series(1, {LONGEST}) AS places(place)",
}
_FORGET = f"DELETE FROM {_PART} WHERE person_id = OLD.id"
_RENAMED = "OLD.name_fold <> NEW.name_fold OR OLD.project_id <> NEW.project_id"

SQLITE = {
    f"{_PART}_added": f"CREATE TRIGGER {_PART}_added AFTER INSERT ON {_PERSON}"
    f" BEGIN {_tails('NEW', _NUMBERS['sqlite'])}; END",
    f"{_PART}_changed": f"CREATE TRIGGER {_PART}_changed AFTER UPDATE ON {_PERSON} WHEN {_RENAMED}"
    f" BEGIN {_FORGET}; {_tails('NEW', _NUMBERS['sqlite'])}; END",
    f"{_PART}_removed": f"CREATE TRIGGER {_PART}_removed AFTER DELETE ON {_PERSON} BEGIN {_FORGET}; END",
}
FUNCTIONS = {
    f"{_PART}_add": f"BEGIN {_tails('added', 'added, ' + _NUMBERS['postgresql'])}; RETURN NULL; END",
    f"{_PART}_change": f"BEGIN {_FORGET}; {_tails('NEW', _NUMBERS['postgresql'])}; RETURN NULL; END",
    f"{_PART}_remove": f"BEGIN {_FORGET}; RETURN NULL; END",
}
# Written as `pg_get_triggerdef` writes them, so that `missing` can compare them word for word.
POSTGRESQL = {
    f"{_PART}_added": f"CREATE TRIGGER {_PART}_added AFTER INSERT ON {_PERSON}"
    f" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION {_PART}_add()",
    f"{_PART}_changed": f"CREATE TRIGGER {_PART}_changed AFTER UPDATE ON {_PERSON} FOR EACH ROW"
    f" WHEN (old.name_fold::text <> new.name_fold::text OR old.project_id <> new.project_id)"
    f" EXECUTE FUNCTION {_PART}_change()",
    f"{_PART}_removed": f"CREATE TRIGGER {_PART}_removed AFTER DELETE ON {_PERSON} FOR EACH ROW"
    f" EXECUTE FUNCTION {_PART}_remove()",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers and functions of this database into place, anew."""
    sqlite = connection.vendor == "sqlite"
    remove(connection)
    with connection.cursor() as cursor:
        for name, body in () if sqlite else FUNCTIONS.items():
            cursor.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
        for statement in (SQLITE if sqlite else POSTGRESQL).values():
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers and functions away: for a migration's way back."""
    sqlite = connection.vendor == "sqlite"
    table = "" if sqlite else f" ON {_PERSON}"
    with connection.cursor() as cursor:
        for name in SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")
        for name in () if sqlite else FUNCTIONS:
            cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def fill(connection: BaseDatabaseWrapper) -> None:
    """Write the tails of every name from nothing."""
    source = f"{_PERSON} person, {_NUMBERS[connection.vendor]}"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_PART}")
        cursor.execute(_tails("person", source))


def mend(connection: BaseDatabaseWrapper) -> None:
    """Where something is missing, install it and write the tails anew: names may have come meanwhile."""
    if missing(connection):
        with transaction.atomic(using=connection.alias):
            install(connection)
            fill(connection)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers and functions that are not there, are switched off, or say something else."""
    return lacking(connection, sqlite=SQLITE, postgresql=POSTGRESQL, functions=FUNCTIONS)
