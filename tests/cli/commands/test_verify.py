"""`yihu verify`: intact, or the first fault named."""

import json
from typing import Any

import pytest
from django.db import connection

from cast import Cast
from cli.conftest import Run
from desk import filed, scan
from yihu.dossiers.models import Document, Dossier, Gap, GapRollup
from yihu.dossiers.operations import Upload
from yihu.dossiers.store import get_store
from yihu.ledger import triggers
from yihu.policy.vocabulary import Carrier


def with_a_scan(cast: Cast) -> Document:
    upload = Upload(scan(), "a.pdf")  # type: ignore[arg-type]
    return filed(cast, upload=upload, carrier=Carrier.BOTH)


def verified(run: Run) -> tuple[int, dict[str, Any]]:
    code, out, _err = run("verify", "--json")
    return code, json.loads(out)


def test_it_works(cast: Cast, run: Run) -> None:
    with_a_scan(cast)
    cast.household()
    code, answer = verified(run)
    assert (code, answer["intact"], answer["documents"], answer["files"]) == (0, True, 1, 2)
    assert run("verify")[1].startswith("完好")


@pytest.mark.acceptance("check 26")
def test_an_edited_entry_is_named(cast: Cast, run: Run) -> None:
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET body = replace(body, 'CJ', 'XX') WHERE seq = 1")
    triggers.install(connection)
    code, answer = verified(run)
    assert (code, answer["fault"]["where"], answer["fault"]["seq"]) == (1, "ledger", 1)


def test_bytes_that_are_gone_are_named(cast: Cast, run: Run) -> None:
    document = with_a_scan(cast)
    assert document.key_id
    get_store().discard(document.content_id, document.key_id)
    code, answer = verified(run)
    assert (code, answer["fault"]["where"], answer["fault"]["id"]) == (1, "documents", str(document.pk))


@pytest.mark.acceptance("check 11")
def test_a_gap_taken_away_is_named(cast: Cast, run: Run) -> None:
    dossier = cast.household()
    Gap.objects.filter(dossier=dossier, line="A06").delete()
    code, answer = verified(run)
    assert (code, answer["fault"]["file_no"]) == (1, dossier.file_no)


def test_counts_that_do_not_add_up_are_named(cast: Cast, run: Run) -> None:
    cast.household()
    GapRollup.objects.filter(line="A06").update(missing=9)
    assert verified(run)[1]["fault"]["line"] == "A06"
    GapRollup.objects.filter(line="A06").update(missing=1)
    Dossier.objects.update(present_count=0, required_count=1)
    assert verified(run)[1]["fault"]["code"] == "gaps_differ"
