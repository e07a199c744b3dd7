"""The decision before every sight of household data, and its entry in the ledger.

A face asks `admit`, which decides by policy and appends one entry in one short transaction of its own; only
then are rows read and a page rendered, so that a thousand readers never wait for one template.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from yihu.confidentiality import register_rows as rows
from yihu.confidentiality.models import StandingPermit
from yihu.database.prepared import prepared
from yihu.ledger.operations import append
from yihu.policy import access
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Decision, NotKnown, Refused
from yihu.policy.vocabulary import Actor, Department, Role

NEEDS_STANDING_PERMIT = frozenset({Role.PROJECT_MANAGER, Role.AUDITOR, Role.VIEWER})
_IN_A_FILE = frozenset({Object.HOUSEHOLD, Object.IDENTITY, Object.CATALOGUE, Object.DOCUMENT_CONTENT})


def own_project(by: Actor) -> UUID:
    """The project somebody acts in. Raises `NotKnown` for nobody."""
    if by.project_id is None:
        raise NotKnown
    return by.project_id


def decide(
    *,
    by: Actor,
    at: datetime,
    project_id: UUID,
    thing: Object,
    verb: Verb = Verb.READ,
    volume: Department | None = None,
) -> Decision:
    """Whether this person may do that here, under a standing permit if it takes one (C15)."""
    if by.project_id != project_id:
        return access.NOT_KNOWN
    permitted = by.role in NEEDS_STANDING_PERMIT and has_standing_permit(by=by, at=at, project_id=project_id)
    return access.decide(
        role=by.role,
        department=by.department,
        thing=thing,
        verb=verb,
        volume=volume,
        has_standing_permit=permitted,
    )


def require(
    *,
    by: Actor,
    at: datetime,
    project_id: UUID,
    thing: Object,
    verb: Verb = Verb.READ,
    volume: Department | None = None,
) -> None:
    """Raise `NotKnown` or `Refused` unless it may be done."""
    decision = decide(by=by, at=at, project_id=project_id, thing=thing, verb=verb, volume=volume)
    if decision:
        return
    if decision.code == access.NOT_KNOWN.code:
        raise NotKnown
    raise Refused(decision)


def admit(
    *,
    by: Actor,
    at: datetime,
    project_id: UUID,
    thing: Object,
    action: str,
    volume: Department | None = None,
    subjects: Mapping[str, UUID | str] | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Decide a reading and register it, in one short transaction (R1.6c, C15). Raises as `require` does."""
    require(by=by, at=at, project_id=project_id, thing=thing, volume=volume)
    with transaction.atomic():
        _enter_in_register(by=by, at=at, project_id=project_id, thing=thing, subjects=subjects or {})
        append(
            project_id=project_id, by=by, at=at, action=action, subjects=subjects or {}, detail=detail or {}
        )


def _enter_in_register(
    *, by: Actor, at: datetime, project_id: UUID, thing: Object, subjects: Mapping[str, UUID | str]
) -> None:
    """C15: who reads a file under a standing permit stands in 《業戶檔案查閱登記表》 each time."""
    if by.role not in NEEDS_STANDING_PERMIT or thing not in _IN_A_FILE or "dossier" not in subjects:
        return
    assert by.account_id is not None
    for permit_id in _permits(by.account_id, project_id, at):
        rows.enter_sight(by=by, at=at, project_id=project_id, permit_id=permit_id, subjects=subjects)


def has_standing_permit(*, by: Actor, at: datetime, project_id: UUID) -> bool:
    """Whether a standing permit in writing covers this person now (C15)."""
    return by.account_id is not None and bool(_permits(by.account_id, project_id, at))


@prepared
def _permits(account: UUID, project: UUID, at: datetime) -> "QuerySet[StandingPermit, UUID]":
    found = StandingPermit.objects.filter(
        account=account, project=project, starts_at__lte=at, ends_at__gt=at, withdrawn_at__isnull=True
    )
    return found.values_list("pk", flat=True)[:1]
