"""The recount asks as much of one file as of many, and names what is kept wrongly (check 11)."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import ROOMS, Cast
from desk import filed
from yihu.cli.proof import files, gaps
from yihu.cli.proof.fault import ProofFault
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Dossier, Gap, GapRollup


def named(cast: Cast) -> ProofFault:
    fault = gaps.recount(at=cast.at)[1]
    assert fault is not None
    return fault


def asked(cast: Cast) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert gaps.recount(at=cast.at)[1] is None
    return len(queries)


def test_it_works(cast: Cast) -> None:
    cast.household()
    filed(cast)
    few = asked(cast)
    for room in ROOMS[2:]:
        cast.household(room)
        filed(cast)
    assert asked(cast) == few
    assert gaps.recount(at=cast.at)[0] == Dossier.objects.count() > 2


def test_every_file_is_met_once_whatever_a_chunk_holds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ROOMS[:3]:
        cast.household(room)
    whole = [asdict(file) for file in files.files_of(cast.cj)]
    monkeypatch.setattr(files, "CHUNK", 1)
    assert [asdict(file) for file in files.files_of(cast.cj)] == whole
    assert len(whole) == 3


@pytest.mark.acceptance("check 11")
def test_what_is_kept_wrongly_is_named(cast: Cast) -> None:
    dossier = cast.household()
    spare = Gap.objects.create(project=cast.cj, dossier=dossier, line="G09", since=cast.at)
    assert named(cast).params == {"file_no": dossier.file_no}
    spare.delete()
    moved = Gap.objects.filter(dossier=dossier, line="A06")
    moved.update(project=cast.xq)
    assert named(cast).code == "gaps_differ"
    moved.update(project=cast.cj)
    Dossier.objects.filter(pk=dossier.pk).update(required_lines=dossier.required_lines[1:])
    assert named(cast).code == "gaps_differ"


@pytest.mark.acceptance("check 11")
def test_sums_that_are_kept_wrongly_are_named(cast: Cast) -> None:
    cast.household()
    GapRollup.objects.filter(project=cast.cj, line="A06").update(required=9)
    assert named(cast).params == {"project": "CJ", "line": "A06"}
    GapRollup.objects.filter(project=cast.cj, line="A06").update(required=1)
    GapRollup.objects.create(project=cast.xq, line="G09", missing=1, required=1)
    assert named(cast).params == {"project": "XQ", "line": "G09"}


def test_what_was_lost_counts(cast: Cast) -> None:
    cast.household()
    document, at = filed(cast), cast.at + timedelta(hours=1)
    dossiers.lose(by=cast.cs_head, at=at, document=document, reason="找不到")
    assert gaps.recount(at=at)[1] is None
    assert Gap.objects.filter(line="A06").delete()[0] == 2
    assert named(cast).code == "gaps_differ"
