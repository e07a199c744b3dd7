"""代理: recorded in half a minute before the leave begins, ended at once when one is back (T12)."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yihu.accounts import operations as accounts
from yihu.accounts.models import Delegation
from yihu.accounts.queries import AppointmentRow, list_delegations, list_people, person_in
from yihu.estate.queries import zone
from yihu.faces.problem_text import ProblemText
from yihu.policy.access import Object
from yihu.policy.decisions import NotKnown, Refused, refuse
from yihu.policy.delegation import DELEGATORS, SCOPE_TITLES, Scope, fit_to_stand_in
from yihu.policy.vocabulary import N_, ROLE_TITLES, Role
from yihu.web.forms import Day, Form, attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import require

_POINTERS = {"to": "delegate", "from": "delegator", "ends_at": "ends_on", "starts_at": "starts_on"}


class DelegationForm(Form):
    """For whom, by whom, in what, from when to when, why."""

    delegator = forms.ChoiceField(label=gettext_lazy("委託人"))
    delegate = forms.ChoiceField(label=gettext_lazy("代理人"))
    scope = forms.ChoiceField(label=gettext_lazy("範圍"))
    starts_on = Day(label=gettext_lazy("從"))
    ends_on = Day(label=gettext_lazy("到"), help_text=gettext_lazy("到這一天結束為止。"))
    basis = forms.CharField(
        label=gettext_lazy("依據"), max_length=200, help_text=gettext_lazy("例如「年假」。")
    )

    def __init__(self, *args: Any, people: list[AppointmentRow], request: ProjectRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        manager = request.actor.role is Role.PROJECT_MANAGER
        own = [each for each in people if each.account_id == request.actor.account_id]
        heads = [each for each in people if each.role in DELEGATORS] if manager else own
        fit = [each for each in people if fit_to_stand_in(each.role)]
        self._choose("delegator", [(each.username, _said(each)) for each in heads])
        self._choose("delegate", [(each.username, _said(each)) for each in fit])
        self._choose("scope", [(scope.value, _(SCOPE_TITLES[scope])) for scope in Scope])
        self.fields["delegator"].initial = request.actor.username
        self.fields["scope"].initial = Scope.ALL

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def take(self, problem: ProblemText) -> None:
        """The operation's names are the API's; the form has its own."""
        errors = tuple(
            replace(error, pointer=_POINTERS.get(error.pointer, error.pointer)) for error in problem.errors
        )
        super().take(replace(problem, errors=errors))


@require_GET
@in_project
def delegations(request: ProjectRequest) -> HttpResponse:
    """Every delegation, the running ones first."""
    require(request, Object.DELEGATIONS)
    rows = [
        {
            "row": row,
            "scope": _(SCOPE_TITLES[Scope(row.scope)]),
            "running": _running(row, request.at),
            "to_come": row.revoked_at is None and row.starts_at > request.at,
            "revoke_url": reverse("delegation_revoke", args=[request.project.code, row.pk])
            if _may_revoke(request, row)
            else "",
        }
        for row in list_delegations(request.project.pk)
    ]
    context = {
        "rows": sorted(rows, key=lambda row: not row["running"]),
        "records": request.actor.role in DELEGATORS,
    }
    return render(request, "delegations/delegations.html", context)


@in_project
def new(request: ProjectRequest) -> HttpResponse:
    """Record one."""
    require(request, Object.DELEGATIONS)
    if request.actor.role not in DELEGATORS:
        reason, mend = N_("這個崗位沒有審批權可以委託。"), N_("只有部門負責人和項目經理可以委託代理。")
        raise Refused(refuse("nothing_to_delegate", reason, clause="T12", mend=mend))
    people = [each for each in list_people(request.project) if not each.disabled]
    data = request.POST if request.method == "POST" else None
    form = DelegationForm(data, people=people, request=request)

    def act(data: dict[str, Any]) -> HttpResponse:
        here = zone(request.project)
        begins = datetime.combine(data["starts_on"], time.min, here)
        accounts.delegate(
            by=request.actor,
            at=request.at,
            delegator=person_in(request.project, data["delegator"]),
            delegate=person_in(request.project, data["delegate"]),
            scope=Scope(data["scope"]),
            starts_at=begins,
            ends_at=datetime.combine(data["ends_on"], time.max, here),
            basis=data["basis"],
        )
        messages.success(request, _("代理已登記。"))
        return redirect("delegations", request.project.code)

    return attempt(request, form, act) or form_page(
        request,
        form,
        title=_("登記代理"),
        verb=_("登記"),
        form_sub=_("只有登記過的代理才轉移審批權；代理人不能批准委託人自己的申請。"),
        clause="T12",
        back_url=reverse("delegations", args=[request.project.code]),
    )


@require_POST
@in_project
def revoke(request: ProjectRequest, delegation_id: UUID) -> HttpResponse:
    """End it at once."""
    require(request, Object.DELEGATIONS)
    row = Delegation.objects.filter(pk=delegation_id, project=request.project).first()
    if row is None:
        raise NotKnown
    accounts.revoke_delegation(by=request.actor, at=request.at, delegation=row)
    messages.success(request, _("代理已結束。"))
    return redirect("delegations", request.project.code)


def _running(row: Delegation, at: datetime) -> bool:
    return row.revoked_at is None and row.starts_at <= at < row.ends_at


def _may_revoke(request: ProjectRequest, row: Delegation) -> bool:
    own = row.delegator_id == request.actor.account_id or request.actor.role is Role.PROJECT_MANAGER
    return own and row.revoked_at is None and row.ends_at > request.at


def _said(person: AppointmentRow) -> str:
    return f"{person.name} · {_(ROLE_TITLES[person.role])}"
