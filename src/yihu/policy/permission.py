"""The question every operation asks first: may this person do that here, and whose act is it?"""

from uuid import UUID

from yihu.policy.access import NOT_KNOWN, Object, Verb, decide
from yihu.policy.decisions import NotKnown, Refused, refuse
from yihu.policy.vocabulary import N_, SYSTEM, Actor, Department

__all__ = ["Object", "Verb", "may", "person", "require"]


def may(by: Actor, thing: Object, verb: Verb = Verb.WRITE) -> bool:
    """Whether this person's role does `verb` to such things; the program itself may."""
    return by == SYSTEM or decide(role=by.role, department=by.department, thing=thing, verb=verb).allowed


def require(
    by: Actor,
    thing: Object,
    verb: Verb = Verb.WRITE,
    *,
    project_id: UUID | None = None,
    volume: Department | None = None,
) -> None:
    """Raise `Refused` with the clause unless `by` may; the program itself may.

    `NotKnown` for a stranger, and where `project_id` is another project than the one `by` acts in.
    """
    if by == SYSTEM:
        return
    if project_id is not None and by.project_id != project_id:
        raise NotKnown
    decision = decide(role=by.role, department=by.department, thing=thing, verb=verb, volume=volume)
    if decision == NOT_KNOWN:
        raise NotKnown
    if not decision:
        raise Refused(decision)


def person(by: Actor, what: str = N_("這件事須由本人辦理。")) -> UUID:
    """Whose act it is. Raises `Refused` (`person_needed`, saying `what`) where the program itself acts."""
    if by.account_id is None:
        raise Refused(refuse("person_needed", what))
    return by.account_id
