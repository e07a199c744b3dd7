"""What the database itself refuses: changing or removing what was written. `verify` looks whether it does.

`install` replaces whatever is there by what is written here. A migration that rebuilds a table on SQLite
drops the table's triggers: it ends by calling `install` again.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.database.triggers import lacking

_FIXED = ("ledger_entry", "ledger_entrysubject", "ledger_checkpoint")
_REFUSAL = "the ledger is append-only"
_ONWARD = "new.id <> old.id OR new.size <> (old.size + 1)"

SQLITE = {
    **{
        f"{table}_{verb}": f"CREATE TRIGGER {table}_{verb} BEFORE {verb.upper()} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for table in _FIXED
        for verb in ("update", "delete")
    },
    "ledger_chain_update": f"CREATE TRIGGER ledger_chain_update BEFORE UPDATE ON ledger_chain WHEN {_ONWARD}"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    "ledger_chain_delete": "CREATE TRIGGER ledger_chain_delete BEFORE DELETE ON ledger_chain"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
}

FUNCTIONS = {
    "ledger_refuse": (
        "() RETURNS trigger LANGUAGE plpgsql",
        f"\nBEGIN\n  RAISE EXCEPTION '{_REFUSAL}';\nEND\n",
    ),
    "ledger_append": (
        "(chain uuid, moment text, actor uuid, username text, role text, action text, body text,"
        " subjects text[], OUT entry_seq bigint, OUT entry_hash bytea) LANGUAGE plpgsql",
        """
DECLARE
  previous bytea;
  entry bigint;
BEGIN
  SELECT size + 1, head_hash INTO entry_seq, previous FROM ledger_chain c WHERE c.id = $1 FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO ledger_chain (id, size, head_hash) VALUES ($1, 0, decode(repeat('00', 32), 'hex'))
      ON CONFLICT DO NOTHING;
    SELECT size + 1, head_hash INTO STRICT entry_seq, previous FROM ledger_chain c WHERE c.id = $1 FOR UPDATE;
  END IF;
  entry_hash := sha256(previous || int8send(entry_seq) || convert_to($7, 'UTF8'));
  INSERT INTO ledger_entry (chain_id, seq, at, actor_id, username, role, action, body, prev_hash, hash)
    VALUES ($1, entry_seq, $2, $3, $4, $5, $6, $7, previous, entry_hash) RETURNING id INTO entry;
  INSERT INTO ledger_entrysubject (subject, entry_id) SELECT unnest($8), entry;
  UPDATE ledger_chain c SET size = entry_seq, head_hash = entry_hash WHERE c.id = $1;
END
""",
    ),
}

_ROW, _STATEMENT = "FOR EACH ROW", "FOR EACH STATEMENT"
_WHEN = f"{_ROW} WHEN ({_ONWARD})"

# Written as `pg_get_triggerdef` writes them, so that `missing` can compare them word for word.
POSTGRESQL = {
    f"{table}_{name}": f"CREATE TRIGGER {table}_{name} BEFORE {events} ON {table} {when}"
    " EXECUTE FUNCTION ledger_refuse()"
    for table, name, events, when in (
        *((table, "change", "DELETE OR UPDATE", _ROW) for table in _FIXED),
        *((table, "truncate", "TRUNCATE", _STATEMENT) for table in (*_FIXED, "ledger_chain")),
        ("ledger_chain", "update", "UPDATE", _WHEN),
        ("ledger_chain", "delete", "DELETE", _ROW),
    )
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger and function of this database into place, anew."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a migration's way back, and for tests that act behind the program."""
    with connection.cursor() as cursor:
        for name in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(_drop(connection.vendor, name))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers and functions that are not there, are switched off, or say something else."""
    bodies = {name: source for name, (_, source) in FUNCTIONS.items()}
    return lacking(connection, sqlite=SQLITE, postgresql=POSTGRESQL, functions=bodies)


def _statements(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        for name, (signature, source) in FUNCTIONS.items():
            yield f"CREATE OR REPLACE FUNCTION {name}{signature} AS $ledger${source}$ledger$"
    for name, statement in (SQLITE if vendor == "sqlite" else POSTGRESQL).items():
        yield _drop(vendor, name)
        yield statement


def _drop(vendor: str, name: str) -> str:
    table = name.rpartition("_")[0]
    return f"DROP TRIGGER IF EXISTS {name}" + ("" if vendor == "sqlite" else f" ON {table}")
