"""How an import ends without being brought in: somebody cancels it, or its file cannot be read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from yihu.intake import events, staging
from yihu.intake.models import Batch
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, Invalid, Problem, refuse
from yihu.policy.vocabulary import N_, Actor


class Cancelled(Exception):
    """Somebody cancelled the import while it was worked on."""


def still_wanted(batch: Batch, *, lock: bool = True) -> Batch:
    """The batch as it is now, locked if the caller writes it. Raises `Cancelled`."""
    rows = Batch.objects.select_related("project")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.get(pk=batch.pk)
    if found.cancelled_at:
        raise Cancelled
    return found


@transaction.atomic
def cancel(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Give an import up; what was made ready is removed, the file and its problems stay to be looked at.

    Raises `Conflict` (`confirmed`) once it has been brought in, `Refused` for who may not.
    """
    permission.require(by, Object.IMPORTS, Verb.WRITE, project_id=batch.project_id)
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.confirmed_at:
        raise Conflict(_CONFIRMED)
    if locked.cancelled_at or locked.failed_at:
        return locked
    locked.cancelled_at = at
    locked.cancelled_by_id = permission.person(by, N_("導入須由本人進行。"))
    locked.save(update_fields=["cancelled_at", "cancelled_by"])
    staging.forget([locked.pk])
    append(project_id=locked.project_id, by=by, at=at, action=events.CANCELLED, subjects={"batch": locked.pk})
    return locked


@transaction.atomic
def fail(*, by: Actor, at: datetime, batch: Batch, problem: Problem) -> Batch:
    """Keep what was wrong with a whole file that was read in the background. Raises `Cancelled`."""
    locked = still_wanted(batch)
    locked.failed_at = at
    locked.failure = _said(problem)
    locked.save(update_fields=["failed_at", "failure"])
    staging.forget([locked.pk])
    append(
        project_id=locked.project_id,
        by=by,
        at=at,
        action=events.FAILED,
        subjects={"batch": locked.pk},
        detail={"code": locked.failure[0]["code"]},
    )
    return locked


@transaction.atomic
def give_back(*, batch: Batch, problem: Problem) -> Batch:
    """A batch that could not be brought in just now waits to be confirmed again, and says why."""
    locked = still_wanted(batch)
    locked.asked_at = locked.asked_by = None
    locked.failure = _said(problem)
    locked.save(update_fields=["asked_at", "asked_by", "failure"])
    return locked


def _said(problem: Problem) -> list[dict[str, Any]]:
    """What was wrong, as message ids; nothing of what the file says."""
    if isinstance(problem, Invalid):
        return [_one(error.code, error.text, error.mend, error.params) for error in problem.errors]
    decision = getattr(problem, "decision", None) or _UNSAID
    return [_one(decision.code, decision.reason, decision.mend, decision.params)]


def _one(code: str, text: str, mend: str, params: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": code, "text": text, "mend": mend, "params": dict(params)}


_UNSAID = refuse("not_done", N_("這一批沒有導入。"), mend=N_("請再試一次。"))
_CONFIRMED = refuse(
    "confirmed_already",
    N_("這一批已經導入，不能取消。"),
    mend=N_("寫錯的內容請填更正單。"),
    clause="R1.10d",
)
