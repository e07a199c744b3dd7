"""May this person do that? Deny by default; strangers learn nothing, colleagues learn the clause (R1.6a)."""

from yihu.policy.access_table import HOUSEHOLD_DATA, TABLE, Object, Row, Scope, Seat, Verb
from yihu.policy.decisions import ALLOWED, NOT_FOUND_TEXT, Decision, refuse
from yihu.policy.vocabulary import DEPARTMENT_TITLES, N_, ROLE_DEPARTMENTS, Department, Role

__all__ = ["NOT_KNOWN", "Object", "Scope", "Verb", "decide", "scope_of"]

NOT_KNOWN = Decision(False, code="not_known", reason=NOT_FOUND_TEXT)
"""For whoever may not even know of it: faces answer 404, the same for what exists and what does not."""

_UNKNOWING = frozenset({Role.VIEWER, Role.SYSADMIN})
"""Roles that are as strangers to household data unless something is granted (contract §3)."""


def scope_of(*, role: Role | None, department: Department | None, thing: Object, verb: Verb) -> Scope:
    """How far the role's grant reaches, before permits and volumes are looked at."""
    row = TABLE.get((thing, verb))
    if role is None or row is None:
        return Scope.NONE
    return row.scope(_seat(role, department))


def decide(
    *,
    role: Role | None,
    department: Department | None = None,
    thing: Object,
    verb: Verb = Verb.READ,
    volume: Department | None = None,
    has_standing_permit: bool = False,
) -> Decision:
    """Whether a role may do `verb` to `thing`, of `volume` where a volume is meant.

    `NOT_KNOWN` for who has no role in the project, and for visitors and system administrators on household
    data; for everyone else a refusal with its clause (C1, C15, R1.2a, R1.6a, R2.1.1).
    """
    if role is None:
        return NOT_KNOWN
    row = TABLE.get((thing, verb))
    scope = scope_of(role=role, department=department, thing=thing, verb=verb)
    match scope:
        case Scope.ALL | Scope.DESK:
            return ALLOWED
        case Scope.PERMIT if has_standing_permit:
            return ALLOWED
        case Scope.OWN_VOLUME if volume is None or volume is _department(role, department):
            return ALLOWED
    if role in _UNKNOWING and thing in HOUSEHOLD_DATA:
        return NOT_KNOWN
    return _refusal(row, scope, volume)


def _seat(role: Role, department: Department | None) -> Seat:
    return (role, department if role is Role.RECORDS_OFFICER else None)


def _department(role: Role, department: Department | None) -> Department | None:
    return ROLE_DEPARTMENTS.get(role, department)


def _refusal(row: Row | None, scope: Scope, volume: Department | None) -> Decision:
    if row is None:
        return refuse("not_granted", N_("您的崗位沒有這項權限。"), clause="R1.6a")
    if scope is Scope.PERMIT:
        reason, mend = N_("須有書面的常設授權。"), N_("請向客服部負責人申請常設授權。")
        return refuse("permit_required", reason, clause=row.clause, mend=mend)
    if scope is Scope.OWN_VOLUME and volume:
        title = DEPARTMENT_TITLES[volume]
        reason = N_("這部分屬%(department)s分卷，您只能處理本部門的分卷。")
        return refuse("not_own_volume", reason, clause=row.clause, mend=row.mend, department=title)
    return refuse("not_granted", row.reason, clause=row.clause, mend=row.mend)
