"""常設授權: who may read under one, until when; 客服部負責人 grants and withdraws (C15)."""

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
from django.views.decorators.http import require_GET

from yihu.accounts.queries import find_account, list_people
from yihu.confidentiality.gate import NEEDS_STANDING_PERMIT
from yihu.confidentiality.models import StandingPermit
from yihu.confidentiality.operations import grant_standing_permit, withdraw_standing_permit
from yihu.estate.queries import zone
from yihu.faces.problem_text import ProblemText
from yihu.policy.access import Object
from yihu.policy.decisions import NotKnown, Refused, refuse
from yihu.policy.vocabulary import N_, ROLE_TITLES, Role
from yihu.web.forms import Day, Form, attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import require


class PermitForm(Form):
    """To whom, for what, until when."""

    username = forms.ChoiceField(label=gettext_lazy("授權給"))
    purpose = forms.CharField(
        label=gettext_lazy("用途"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("寫明為何需要常設授權，例如「季度檢查」。"),
    )
    ends_on = Day(label=gettext_lazy("有效至"), help_text=gettext_lazy("最長一年，到這一天為止。"))

    def take(self, problem: ProblemText) -> None:
        """The operation knows the instant; the form asks for its day."""
        errors = tuple(
            replace(error, pointer="ends_on") if error.pointer == "ends_at" else error
            for error in problem.errors
        )
        super().take(replace(problem, errors=errors))


class WithdrawForm(Form):
    """Nothing to ask but whether."""


@require_GET
@in_project
def permits(request: ProjectRequest) -> HttpResponse:
    """Every permit of the project, the running ones first."""
    require(request, Object.PEOPLE)
    roles = {person.account_id: person.role for person in list_people(request.project)}
    found = StandingPermit.objects.filter(project=request.project).select_related(
        "account", "granted_by", "withdrawn_by"
    )
    rows = [
        {
            "permit": permit,
            "role": _(ROLE_TITLES[roles[permit.account_id]]) if permit.account_id in roles else "",
            "running": permit.withdrawn_at is None and permit.ends_at > request.at,
            "withdraw_url": reverse("permit_withdraw", args=[request.project.code, permit.pk]),
        }
        for permit in found.order_by("withdrawn_at", "-ends_at", "-id")
    ]
    context = {"rows": sorted(rows, key=lambda row: not row["running"]), "grants": _grants(request)}
    return render(request, "permits/permits.html", context)


@in_project
def grant(request: ProjectRequest) -> HttpResponse:
    """Give leave in writing, for a year at most."""
    _only_head(request)
    people = [person for person in list_people(request.project) if person.role in NEEDS_STANDING_PERMIT]
    form = PermitForm(request.POST if request.method == "POST" else None)
    field = form.fields["username"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(person.username, f"{person.name} · {_(ROLE_TITLES[person.role])}") for person in people]

    def do(data: dict[str, Any]) -> HttpResponse:
        grant_standing_permit(
            by=request.actor,
            at=request.at,
            project=request.project,
            account=find_account(data["username"]),
            purpose=data["purpose"],
            ends_at=datetime.combine(data["ends_on"], time.max, zone(request.project)),
        )
        messages.success(request, _("常設授權已給予。"))
        return redirect("permits", request.project.code)

    return attempt(request, form, do) or form_page(
        request,
        form,
        title=_("給予常設授權"),
        verb=_("給予授權"),
        form_sub=_("授權期間每次查看仍有登記，可隨時撤回。"),
        clause="C15",
        back_url=reverse("permits", args=[request.project.code]),
    )


@in_project
def withdraw(request: ProjectRequest, permit_id: UUID) -> HttpResponse:
    """End a permit at once."""
    _only_head(request)
    found = StandingPermit.objects.filter(pk=permit_id, project=request.project)
    permit = found.select_related("account").first()
    if permit is None:
        raise NotKnown

    def do(_data: dict[str, Any]) -> HttpResponse:
        withdraw_standing_permit(by=request.actor, at=request.at, permit=permit)
        messages.success(request, _("常設授權已撤回，即時生效。"))
        return redirect("permits", request.project.code)

    form = WithdrawForm(request.POST if request.method == "POST" else None)
    return attempt(request, form, do) or form_page(
        request,
        form,
        title=_("撤回常設授權"),
        verb=_("撤回"),
        form_sub=_("%(name)s 從現在起不能再查看本項目的檔案。") % {"name": permit.account.name},
        clause="C15",
        back_url=reverse("permits", args=[request.project.code]),
    )


def _grants(request: ProjectRequest) -> bool:
    return request.actor.role == Role.CS_HEAD


def _only_head(request: ProjectRequest) -> None:
    """Raise `Refused` for who is not 客服部負責人."""
    if not _grants(request):
        raise Refused(
            refuse(
                "not_head",
                N_("常設授權由客服部負責人書面給予。"),
                clause="C15",
                mend=N_("請客服部負責人辦理。"),
            )
        )
