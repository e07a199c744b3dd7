"""Who may change the estate, its rules and its people: asked first by every operation that writes them."""

from enum import StrEnum
from uuid import UUID

from yihu.policy.decisions import Refused, refuse
from yihu.policy.vocabulary import N_, SYSTEM, Actor, Role


class Object(StrEnum):
    """What administration changes."""

    ESTATE = "estate"
    PEOPLE = "people"
    POLICY = "policy"
    PROJECTS = "projects"
    SETTINGS = "settings"


_WRITERS: dict[Object, frozenset[Role]] = {
    Object.ESTATE: frozenset({Role.CS_OFFICER, Role.CS_HEAD}),
    Object.PEOPLE: frozenset({Role.SYSADMIN}),
    Object.POLICY: frozenset({Role.SYSADMIN, Role.PROJECT_MANAGER}),
    Object.PROJECTS: frozenset({Role.SYSADMIN}),
    Object.SETTINGS: frozenset({Role.SYSADMIN, Role.PROJECT_MANAGER, Role.CS_HEAD}),
}


def may(by: Actor, thing: Object) -> bool:
    """Whether this person's role changes such things."""
    return by == SYSTEM or by.role in _WRITERS[thing]


def person(by: Actor, what: str) -> UUID:
    """Whose act it is. Raises `Refused` (`person_needed`, saying `what`) where the program itself acts."""
    if by.account_id is None:
        raise Refused(refuse("person_needed", what))
    return by.account_id


def require(by: Actor, thing: Object) -> None:
    """Raise `Refused` (`role_forbids`) unless `by` may change `thing`; the program itself may."""
    if not may(by, thing):
        raise Refused(
            refuse(
                "role_forbids",
                N_("您的職責不包括這項操作。"),
                mend=N_("請聯繫項目經理或系統管理員。"),
                clause="R1.8",
            )
        )
