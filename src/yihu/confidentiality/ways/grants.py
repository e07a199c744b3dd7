"""By which ways somebody may look, and what of it he may know: every way is a grant of its own (R1.6a)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yihu.confidentiality import gate
from yihu.confidentiality.ways.meaning import Way
from yihu.policy.access import Object, Scope, Verb, scope_of
from yihu.policy.vocabulary import Actor

_NAMED = frozenset({Way.NAME, Way.FORMER_NAME, Way.INITIALS, Way.PHONE, Way.PHONE_TAIL})
_IDENTITY = frozenset({Way.ID_NUMBER, Way.ID_TAIL})


@dataclass(frozen=True, slots=True)
class Grants:
    """The ways open to somebody; `people`: who holds a unit may be said, `members`: who else lives there.

    What is not granted is not asked, so that it changes neither hits nor counts nor the time it takes.
    """

    ways: frozenset[Way]
    people: bool
    members: bool


NOTHING = Grants(frozenset(), people=False, members=False)


def grants_of(*, by: Actor, at: datetime, project_id: UUID) -> Grants:
    """What policy grants this person in the project; the front desk: rooms, owners' names, phones (C10)."""

    def may(thing: Object) -> bool:
        return bool(gate.decide(by=by, at=at, project_id=project_id, thing=thing))

    people = may(Object.HOUSEHOLD_LIST)
    scope = scope_of(role=by.role, department=by.department, thing=Object.HOUSEHOLD_LIST, verb=Verb.READ)
    everything = people and scope is not Scope.DESK
    ways = {Way.ROOM} if may(Object.ESTATE) else set()
    ways |= _NAMED if people else set()
    ways |= _IDENTITY if everything and may(Object.IDENTITY) else set()
    ways |= {Way.FILE_NO} if everything and may(Object.CATALOGUE) else set()
    ways |= {Way.PLATE} if may(Object.VEHICLE) else set()
    return Grants(frozenset(ways), people=people, members=everything)
