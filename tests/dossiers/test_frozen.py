"""The triggers that keep filings as they were are looked for."""

import pytest
from django.db import connection

from cast import Cast
from yihu.dossiers import frozen


def test_it_works(db: None) -> None:
    assert frozen.missing(connection) == []


def test_a_dropped_trigger_is_named(live_cast: Cast) -> None:
    on = "" if connection.vendor == "sqlite" else " ON dossiers_filing"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER dossiers_filing_no_change{on}")
    assert frozen.missing(connection) == ["dossiers_filing"]


def test_a_milder_trigger_of_the_same_name_is_named(live_cast: Cast) -> None:
    """Behind the program's back: what may change is widened to everything, under the names that are known."""
    milder = frozen.Frozen("dossiers_document", "1=1")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER dossiers_document_no_change")
            cursor.execute(frozen.statements("sqlite", (milder,))[1])
        else:
            function = frozen.statements("postgresql", (milder,))[0]
            cursor.execute(function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    assert frozen.missing(connection) == ["dossiers_document"]


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_every_frozen_table_has_its_statements(vendor: str) -> None:
    text = " ".join(frozen.statements(vendor))
    assert all(f" ON {each.table} " in text for each in frozen.FROZEN)
