"""What the database itself refuses to change: filings, item numbers, read register rows, a document's bytes.

Checks 12 and 13: the day of filing is system time and immutable, filed bytes never change. Destruction, when
it comes, replaces none of these rows.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Frozen:
    """A table whose rows are never deleted, and changed only where `may_change` (SQL of OLD, NEW) holds."""

    table: str
    may_change: str = "1=0"


CONTENT = ("content_id", "key_id", "content_sha256", "content_size", "received_at", "recorded_at", "pages")
ROW = (
    *("project_id", "volume", "day", "number", "dossier_id", "document_id", "sign", "item_no", "title"),
    *("pages", "carrier", "location", "formed_on", "received_at", "entered_at", "entered_by_id"),
    *("on_the_day", "note"),
)


def _same(columns: tuple[str, ...]) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


FROZEN = (
    Frozen("dossiers_filing"),
    Frozen("dossiers_itemnumber"),
    Frozen("dossiers_accessionreading"),
    Frozen("dossiers_accessionrow", f"OLD.reading_id IS NULL AND {_same(ROW)}"),
    Frozen("dossiers_document", _same(CONTENT)),
)
PLANS = (Frozen("dossiers_catchupplan"), Frozen("dossiers_catchuprevision"))
"""P21: a plan changes only by a later row; frozen since 0004."""

_SQLITE = (
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table}: rows are never deleted'); END",
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} WHEN NOT ({may_change}) "
    "BEGIN SELECT RAISE(ABORT, '{table}: this never changes'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' THEN IF {may_change} THEN RETURN NEW; END IF; END IF; "
    "RAISE EXCEPTION '{table}: this never changes'; END $$",
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_frozen()",
    "CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION '{table}: rows are never deleted'; END $$",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_kept()",
)


def statements(vendor: str, tables: tuple[Frozen, ...] = FROZEN) -> list[str]:
    """The SQL that freezes `tables`, for `sqlite` or `postgresql`."""
    templates = _SQLITE if vendor == "sqlite" else _POSTGRESQL
    return [
        template.format(table=frozen.table, may_change=_dialect(frozen.may_change, vendor))
        for frozen in tables
        for template in templates
    ]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose triggers are not all there: a table rebuilt behind the program's back loses them."""
    if connection.vendor == "sqlite":
        found, needed = "SELECT name FROM sqlite_master WHERE type = 'trigger'", ("no_delete", "no_change")
    else:
        found = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
        needed = ("no_change", "no_truncate")
    with connection.cursor() as cursor:
        cursor.execute(found)
        there = {name for (name,) in cursor.fetchall()}
    return [
        each.table for each in FROZEN + PLANS if any(f"{each.table}_{name}" not in there for name in needed)
    ]


def _dialect(condition: str, vendor: str) -> str:
    return condition.replace("IS NOT DISTINCT FROM", "IS") if vendor == "sqlite" else condition
