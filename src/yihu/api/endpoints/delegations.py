"""代理 (T12): only a recorded delegation moves the right to approve."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router

from yihu.accounts import operations as accounts
from yihu.accounts.models import Appointment, Delegation
from yihu.accounts.queries import list_delegations
from yihu.api.answers import Answer, answer
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import reading, whole, writing
from yihu.api.idempotency import once
from yihu.api.schemas.base import Asked, Page
from yihu.api.schemas.consultations import DelegationOut, NewDelegation, NoBody
from yihu.confidentiality import gate
from yihu.estate.models import Project
from yihu.policy.access import Object
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.delegation import Scope
from yihu.policy.vocabulary import N_

router = Router(tags=["delegations"])


@router.post("", response=writing(DelegationOut, 201))
def record_delegation(request: ApiRequest, body: NewDelegation) -> HttpResponse:
    """Record that one person stands in for another."""
    project, by = enter(request, body.project)
    gate.require(by=by, at=request.caller.at, project_id=project.pk, thing=Object.DELEGATIONS)

    def act() -> Answer:
        row = accounts.delegate(
            by=by,
            at=request.caller.at,
            delegator=_person(project, body.from_, "from"),
            delegate=_person(project, body.to, "to"),
            scope=body.scope,
            starts_at=body.starts_at,
            ends_at=body.ends_at,
            basis=body.basis,
        )
        return answer(_out(Delegation.objects.select_related(*_NEAR).get(pk=row.pk)), status=201)

    return once(request, act)


@router.get("", response=reading(Page[DelegationOut]))
def show_delegations(request: ApiRequest, asked: Query[Asked]) -> Page[DelegationOut]:
    """Every delegation of the project, whole, the latest first."""
    project, by = enter(request, asked.project)
    gate.require(by=by, at=request.caller.at, project_id=project.pk, thing=Object.DELEGATIONS)
    return whole([_out(row) for row in list_delegations(project.pk)], Page[DelegationOut])


@router.post("/{uuid:delegation_id}/revoke", response=writing(DelegationOut))
def revoke_delegation(request: ApiRequest, delegation_id: UUID, body: NoBody | None = None) -> HttpResponse:
    """End it at once."""
    project, by = enter_of(request, row_of(Delegation), delegation_id)
    gate.require(by=by, at=request.caller.at, project_id=project.pk, thing=Object.DELEGATIONS)
    rows = Delegation.objects.select_related(*_NEAR)

    def act() -> Answer:
        accounts.revoke_delegation(by=by, at=request.caller.at, delegation=rows.get(pk=delegation_id))
        return answer(_out(rows.get(pk=delegation_id)))

    return once(request, act)


_NEAR = ("delegator", "delegate", "recorded_by")


def _person(project: Project, username: str, field: str) -> Appointment:
    found = Appointment.objects.filter(
        project=project, account__username=username, ended_at__isnull=True, account__disabled_at__isnull=True
    ).first()
    if found is None:
        text, mend = N_("本項目沒有這個人。"), N_("請填寫本項目同事的賬號。")
        raise Invalid(FieldError(field, text, mend, code="person_unknown"))
    return found


def _out(row: Delegation) -> DelegationOut:
    return DelegationOut(
        id=row.pk,
        delegator=row.delegator.username,
        delegate=row.delegate.username,
        scope=Scope(row.scope),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        basis=row.basis,
        recorded_by=row.recorded_by.username,
        recorded_at=row.recorded_at,
        revoked_at=row.revoked_at,
    )
