"""Background work: idempotent, by one worker at a time, sweeping only what nobody names."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from cast import Cast
from desk import filed, scan
from intake.files import tried
from yihu.dossiers.operations import Upload
from yihu.dossiers.store import get_store
from yihu.jobs.lease import lease
from yihu.jobs.work import forget_sessions, sweep
from yihu.jobs.worker import Round
from yihu.kernel import clock
from yihu.policy.vocabulary import Carrier


def test_it_works(cast: Cast) -> None:
    sweep(at=clock.now())  # what tests of broken uploads have left in the store they share
    kept = filed(cast, upload=Upload(scan(), "a.pdf"), carrier=Carrier.BOTH)  # type: ignore[arg-type]
    batch = tried(cast)
    left = get_store().add(scan())  # type: ignore[arg-type]
    now = clock.now()
    assert sweep(at=now) == 0, "an upload of today may still be on its way"
    assert sweep(at=now + timedelta(days=2)) >= 2
    assert kept.key_id
    assert get_store().read(kept.content_id, kept.key_id)
    assert get_store().read(batch.content_id, batch.key_id)
    assert not get_store().verify(left.content_id, left.key_id, sha256=left.sha256)


@pytest.mark.django_db
def test_only_one_holds_the_lease() -> None:
    with lease() as first:
        assert first
    with lease() as again:
        assert again


def test_a_round_comes_when_its_time_has_come() -> None:
    done: list[object] = []

    def work(at: object) -> int:
        done.append(at)
        return 0

    each = Round(work, timedelta(minutes=1))
    start = clock.now()
    for seconds in (0, 30, 61):
        each.do(start + timedelta(seconds=seconds))
    assert len(done) == 2


def test_trouble_does_not_end_the_worker(caplog: pytest.LogCaptureFixture) -> None:
    tried_at: list[object] = []

    def fails(at: object) -> int:
        tried_at.append(at)
        raise OSError("no space left for 張曉芸")

    each, start = Round(fails, timedelta(minutes=1)), clock.now()
    times = [start, start + timedelta(minutes=1)]
    for at in times:
        each.do(at)
    assert tried_at == times, "it comes round again"
    assert caplog.messages == ["fails did not run: OSError"] * 2


def test_ended_sessions_are_forgotten_with_their_searches(db: None) -> None:
    at = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)
    for key, day in (("ended", 5), ("living", 7)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=datetime(2026, 7, day, tzinfo=UTC)
        )
    assert forget_sessions(at=at) == 1
    assert Session.objects.get().session_key == "living"
