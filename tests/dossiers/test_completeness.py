"""What is kept about completeness equals a full recount, whatever was done (check 11, C13)."""

import random
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from django.db import transaction

from cast import ROOMS, Cast
from desk import filed
from yihu.cli.proof import gaps
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import CatchUpRollup, Document, Dossier, Gap
from yihu.dossiers.places import Location
from yihu.estate.models import Project, Unit
from yihu.policy.decisions import Problem
from yihu.policy.vocabulary import Carrier, Circumstance, Use

M = TypeVar("M")
LINES = ("A01", "A03", "A06", "A10", "C01", "E05", "G03")
WHY = "隨機"
ACTS = (
    *("receive", "receive", "file", "file", "move", "lose", "find", "supersede", "excuse", "unexcuse"),
    *("begin", "end", "register", "use", "kind", "adopt"),
)


class Walk:
    """Acts chosen by chance, by whoever may; what is refused is refused whole."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.chance, self.at = cast, random.Random(seed), cast.at
        self.labels = ROOMS[:3]

    def step(self) -> bool:
        """One act; whether it was allowed."""
        self.at += timedelta(minutes=1)
        act = getattr(self, self.chance.choice(ACTS))
        try:
            with transaction.atomic():
                act()
        except Problem:
            return False
        return True

    def unit(self) -> Unit:
        return self.cast.unit(self.chance.choice(self.labels))

    def line(self) -> str:
        return self.chance.choice(LINES)

    def one(self, rows: Iterable[M]) -> M:
        """One of the rows, stale or not, if there is any."""
        found = list(rows)
        if not found:
            raise Problem
        return self.chance.choice(found)

    def dossier(self) -> Dossier:
        return self.one(Dossier.objects.select_related("household__unit", "project"))

    def document(self) -> Document:
        return self.one(Document.objects.all())

    def who(self) -> dict[str, Any]:
        return {"by": self.cast.cs_head, "at": self.at}

    def receive(self) -> None:
        dossiers.receive(
            **self.who(), project=self.cast.cj, unit=self.unit(), title="一份", pages=1, carrier=Carrier.PAPER
        )

    def file(self) -> None:
        place = Location("K-01", position=str(self.chance.randint(1, 9)))
        waiting = Document.objects.filter(filing__isnull=True)
        dossiers.file(**self.who(), document=self.one(waiting), line=self.line(), location=place)

    def move(self) -> None:
        target = self.chance.choice((None, self.dossier()))
        dossiers.move(**self.who(), document=self.document(), line=self.line(), reason=WHY, dossier=target)

    def lose(self) -> None:
        dossiers.lose(**self.who(), document=self.document(), reason=WHY)

    def find(self) -> None:
        dossiers.find(**self.who(), document=self.document(), reason=WHY)

    def supersede(self) -> None:
        dossiers.supersede(**self.who(), document=self.document(), successor=self.document(), reason=WHY)

    def excuse(self) -> None:
        dossiers.declare_not_applicable(**self.who(), dossier=self.dossier(), line=self.line(), reason=WHY)

    def unexcuse(self) -> None:
        dossiers.withdraw_not_applicable(**self.who(), dossier=self.dossier(), line=self.line())

    def begin(self) -> None:
        kind = self.chance.choice(list(Circumstance))
        dossiers.declare_circumstance(**self.who(), dossier=self.dossier(), kind=kind)

    def end(self) -> None:
        kind = self.chance.choice(list(Circumstance))
        dossiers.end_circumstance(**self.who(), dossier=self.dossier(), kind=kind)

    def register(self) -> None:
        self.cast.at = self.at
        self.cast.household(self.chance.choice(self.labels))

    def use(self) -> None:
        dossiers.change_use(**self.who(), unit=self.unit(), use=self.chance.choice(list(Use)))

    def kind(self) -> None:
        new = self.chance.choice(("residential", "shop", "parking"))
        dossiers.correct(**self.who(), household=self.dossier().household, field="kind", new=new, reason=WHY)

    def adopt(self) -> None:
        texts = self.chance.sample(["community", "process", "apartment"], self.chance.randint(1, 3))
        manager: dict[str, Any] = {"by": self.cast.project_manager, "at": self.at}
        dossiers.adopt(**manager, project=self.cast.cj, regulations=texts)


@pytest.mark.slow
@pytest.mark.clause("R1.4c", "R1.4b")
@pytest.mark.acceptance("check 11")
@pytest.mark.parametrize("seed", range(4))
def test_it_works(cast: Cast, seed: int) -> None:
    walk = Walk(cast, seed)
    done = sum(walk.step() for _ in range(60))
    assert done > 20
    counted, fault = gaps.recount(at=walk.at)
    assert (counted > 0, fault) == (True, None)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4, 6))
def test_what_was_known_at_going_live_is_kept_across_its_midnight(cast: Cast, seed: int) -> None:
    Project.objects.filter(pk=cast.cj.pk).update(went_live_on=cast.at.date())
    walk = Walk(cast, seed)
    walk.at = cast.later(hours=13, minutes=30)  # 23:30 in Shanghai
    assert sum(walk.step() for _ in range(60)) > 20
    assert CatchUpRollup.objects.filter(missing__gt=0).exists()
    assert gaps.recount(at=walk.at)[1] is None


def test_a_kept_gap_that_is_wrong_is_named(cast: Cast) -> None:
    cast.household()
    Gap.objects.filter(line="A06").delete()
    _, fault = gaps.recount(at=cast.at)
    assert fault is not None
    assert fault.params == {"file_no": "CJ-03-1-1201/01"}


@pytest.mark.clause("R1.4b")
def test_the_catalogue_follows_the_use_of_the_unit(cast: Cast) -> None:
    dossier = cast.household()
    before = set(dossier.required_lines)
    unit = cast.unit("3棟1單元1201")
    dossiers.change_use(by=cast.cs_officer, at=cast.at, unit=unit, use=Use.COMMERCIAL_RESIDENTIAL)
    assert set(cast.refreshed(dossier.pk).required_lines) > before


def test_nothing_is_superseded_by_what_is_superseded(cast: Cast) -> None:
    old, new = filed(cast), filed(cast)
    dossiers.supersede(by=cast.cs_head, at=cast.at, document=old, successor=new, reason=WHY)
    with pytest.raises(Problem):
        dossiers.supersede(by=cast.cs_head, at=cast.at, document=new, successor=old, reason=WHY)
    assert not Gap.objects.filter(line="A06").exists()
