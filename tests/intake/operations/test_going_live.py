"""The first import brings most of what is missing at going live (P21)."""

from datetime import date, timedelta

import pytest

from cast import Cast
from intake.books import person
from intake.files import brought
from yihu.cli.proof import gaps
from yihu.dossiers import plans
from yihu.dossiers.models import CatchUpRollup, Gap
from yihu.estate.models import Project

LIVE = date(2026, 7, 6)


def go_live(cast: Cast, on: date = LIVE) -> None:
    Project.objects.filter(pk=cast.cj.pk).update(went_live_on=on)
    cast.cj.refresh_from_db()


def known(cast: Cast) -> dict[str, int]:
    """By building: what was missing at going live and is still."""
    return {row.code: row.left for row in plans.list_plans(cast.cj, at=cast.at) if row.left}


@pytest.mark.clause("R1.10")
def test_it_works(cast: Cast) -> None:
    go_live(cast)
    brought(cast, person(), person(房间="1002"), person(房间="704", 楼号="7"))
    in_07 = Gap.objects.filter(dossier__household__unit__building__code="07").count()
    assert (known(cast)["07"], sum(known(cast).values())) == (in_07, Gap.objects.count())
    assert in_07 > 0
    assert gaps.recount(at=cast.at)[1] is None


def test_a_unit_that_was_there_counts_in_its_building(cast: Cast) -> None:
    go_live(cast)
    brought(cast, person(楼号="7", 房间="704"))
    assert set(known(cast)) == {"07"}
    assert gaps.recount(at=cast.at)[1] is None


@pytest.mark.parametrize("on", [LIVE - timedelta(days=1), None])
def test_what_comes_later_is_ordinary(cast: Cast, on: date | None) -> None:
    go_live(cast, on)  # type: ignore[arg-type]
    brought(cast, person())
    assert not CatchUpRollup.objects.exists()
    assert gaps.recount(at=cast.at)[1] is None
