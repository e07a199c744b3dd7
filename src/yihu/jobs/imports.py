"""Large imports, worked on behind the pages: read when they were received, brought in when that was asked.

Nothing is lost when a worker dies: the batch says where it stands, and the next worker takes it up.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from yihu.accounts.queries import membership
from yihu.intake import operations as intake
from yihu.intake.models import Batch, State
from yihu.intake.queries import forgettable, unended
from yihu.intake.staging import forget
from yihu.kernel import clock
from yihu.policy.decisions import Conflict, Problem, Refused, refuse
from yihu.policy.vocabulary import N_, SYSTEM, Actor

KEPT_READY = timedelta(days=30)
"""How long what was made ready waits to be confirmed; the file itself stays, and is read again then."""

_GONE = refuse("no_longer_here", N_("送出這個檔案的人已不在本項目任職，這一批沒有導入。"))


def take_up_imports(*, at: datetime) -> int:
    """Read what was received and bring in what was asked for; how many batches came to an end."""
    return sum(1 for batch in _waiting() if _take_up(batch, at))


def forget_ready(*, at: datetime) -> int:
    """Remove rows made ready that nobody confirmed for a month, and those of ended batches; how many."""
    return forget(forgettable(before=at - KEPT_READY))


def _waiting() -> Iterator[Batch]:
    for batch in unended():
        if batch.state in (State.READING, State.BRINGING_IN):
            yield batch


def _take_up(batch: Batch, at: datetime) -> bool:
    try:
        if batch.state is State.READING:
            intake.read(by=_person(batch), batch=batch, now=clock.now)
        else:
            intake.confirm(by=_person(batch), at=clock.now(), batch=batch)
    except intake.Cancelled:
        return True
    except Refused as problem:
        return _refused(batch, problem, at)
    return True


def _person(batch: Batch) -> Actor:
    """Whoever asked for it, in the project as it is now. Raises `Refused` for who has left."""
    account = batch.asked_by or batch.created_by
    found = membership(account=account, code=batch.project.code, device="worker")
    if found is None:
        raise Refused(_GONE)
    return found[1]


def _refused(batch: Batch, problem: Problem, at: datetime) -> bool:
    try:
        if isinstance(problem, Conflict):
            intake.give_back(batch=batch, problem=problem)
        else:
            intake.fail(by=SYSTEM, at=at, batch=batch, problem=problem)
    except intake.Cancelled:
        pass
    return True
