"""A refusal is an entry of the ledger too, in a transaction of its own after the refused one is gone."""

from datetime import datetime

from django.db import transaction

from yihu.ledger import operations as ledger
from yihu.policy.decisions import Conflict, NotKnown, Problem, Refused, Stale
from yihu.policy.vocabulary import Actor

ACCESS_REFUSED = "access.refused"


def is_refusal(problem: Problem) -> bool:
    """Whether the ledger keeps it: what a rule or the state forbids, what was not theirs to know."""
    return isinstance(problem, Refused | NotKnown) and not isinstance(problem, Stale)


def record_refusal(problem: Problem, *, by: Actor, at: datetime, view: str) -> None:
    """Write the refusal under the chain of the actor's project: code, clause and the view's name, no more.

    Raises `Unavailable` (503) where the ledger cannot be written.
    """
    code, clause = "not_known", ""
    if isinstance(problem, Refused):
        code, clause = problem.decision.code, problem.decision.clause
    kind = "conflict" if isinstance(problem, Conflict) else "refused"
    with transaction.atomic():
        ledger.append(
            project_id=by.project_id,
            by=by,
            at=at,
            action=ACCESS_REFUSED,
            detail={"code": code, "clause": clause, "view": view, "kind": kind, "status": problem.status},
        )
