"""The question every operation asks first: may this person do that here?"""

from uuid import UUID

from yihu.policy import access
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import NotKnown, Refused
from yihu.policy.vocabulary import SYSTEM, Actor, Department


def require(
    by: Actor, thing: Object, verb: Verb, *, project_id: UUID, volume: Department | None = None
) -> None:
    """Raise `NotKnown` for who is of another project, `Refused` for who may not; the program itself may."""
    if by == SYSTEM:
        return
    if by.project_id != project_id:
        raise NotKnown
    decision = access.decide(role=by.role, department=by.department, thing=thing, verb=verb, volume=volume)
    if decision.code == access.NOT_KNOWN.code:
        raise NotKnown
    if not decision:
        raise Refused(decision)
