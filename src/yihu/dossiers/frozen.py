"""What the database itself refuses to change: filings, item numbers, read register rows, a document's bytes.

Checks 12 and 13: the day of filing is system time and immutable, filed bytes never change. Destruction, when
it comes, replaces none of these rows.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.database.triggers import functions_of, triggers_of


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


def missing(connection: BaseDatabaseWrapper, tables: tuple[Frozen, ...] = FROZEN + PLANS) -> list[str]:
    """Those of `tables` whose triggers are not all there, or say something else than what is written here.

    A table rebuilt behind the program's back loses them; or somebody has put milder ones in their place.
    """
    found, sources = triggers_of(connection), functions_of(connection)
    return [
        each.table
        for each in tables
        if not _there(_expected(each, connection.vendor), found)
        or (connection.vendor != "sqlite" and not _there(_functions(each), sources))
    ]


def _expected(frozen: Frozen, vendor: str) -> dict[str, str]:
    """The triggers of a table by name, as `triggers_of` tells them."""
    table = frozen.table
    if vendor == "sqlite":
        names = (f"{table}_no_delete", f"{table}_no_change")
        return dict(zip(names, statements(vendor, (frozen,)), strict=True))
    return {
        f"{table}_no_change": f"CREATE TRIGGER {table}_no_change BEFORE DELETE OR UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_frozen()",
        f"{table}_no_truncate": f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept()",
    }


def _functions(frozen: Frozen) -> dict[str, str]:
    """The bodies of a table's functions on PostgreSQL, by name."""
    change, _, keep, _ = statements("postgresql", (frozen,))
    return {
        f"{frozen.table}_{name}": text.split("$$")[1] for name, text in (("frozen", change), ("kept", keep))
    }


def _there(expected: dict[str, str], found: dict[str, str]) -> bool:
    return all(found.get(name) == text for name, text in expected.items())


def _dialect(condition: str, vendor: str) -> str:
    return condition.replace("IS NOT DISTINCT FROM", "IS") if vendor == "sqlite" else condition
