"""Who works in a project: accounts and appointments."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yihu.accounts.models import Account
from yihu.accounts.operations import (
    appoint,
    create_account,
    disable_account,
    enable_account,
    end_appointment,
    set_password,
)
from yihu.accounts.queries import departments_with_records_officer, list_people, person_in
from yihu.policy.access import Verb
from yihu.policy.permission import Object, may, require
from yihu.policy.vocabulary import DEPARTMENT_TITLES, ROLE_TITLES, Department, Role
from yihu.web.forms import attempt, form_page
from yihu.web.people.forms import PasswordForm, PersonForm, RoleForm
from yihu.web.projects import ProjectRequest, in_project


@in_project
def people(request: ProjectRequest) -> HttpResponse:
    """Everybody who holds a role here, and the departments without 檔案專人 (R2.2.1.5)."""
    require(request.actor, Object.PEOPLE, Verb.READ)
    rows = [
        {
            "name": row.name,
            "username": row.username,
            "role": _(ROLE_TITLES[row.role]),
            "department": _title_of(row.department),
            "since": row.appointed_at,
            "disabled": row.disabled,
            "url": reverse("person", args=[request.project.code, row.username]),
        }
        for row in list_people(request.project)
    ]
    missing = set(Department) - departments_with_records_officer(request.project)
    context = {
        "people": rows,
        "missing": [_(DEPARTMENT_TITLES[department]) for department in Department if department in missing],
        "new_url": _new_url(request),
    }
    return render(request, "people/people.html", context)


@in_project
def new_person(request: ProjectRequest) -> HttpResponse:
    """Make an account and appoint it: both, or neither."""
    require(request.actor, Object.PEOPLE)

    @transaction.atomic
    def make(data: dict[str, Any]) -> HttpResponse:
        account = create_account(
            by=request.actor,
            at=request.at,
            username=data["username"],
            name=data["name"],
            password=data["password"],
        )
        _appoint(request, account, data)
        return redirect("people", request.project.code)

    form = PersonForm(request.POST or None)
    return attempt(request, form, make) or form_page(
        request,
        form,
        title=_("新增人員"),
        verb=_("開立帳號並任命"),
        back_url=reverse("people", args=[request.project.code]),
    )


@in_project
def person(request: ProjectRequest, username: str) -> HttpResponse:
    """One person: role, password, and whether the account is in use."""
    require(request.actor, Object.PEOPLE, Verb.READ)
    appointment = person_in(request.project, username)

    def change(data: dict[str, Any]) -> HttpResponse:
        _appoint(request, appointment.account, data)
        messages.success(request, _("任命已更改。"))
        return redirect("person", request.project.code, username)

    chosen = appointment.department if appointment.role == Role.RECORDS_OFFICER else ""
    start = {"role": appointment.role, "department": chosen}
    form = RoleForm(request.POST or None, initial=start)
    context = {
        "person": appointment.account,
        "role": _(ROLE_TITLES[Role(appointment.role)]),
        "department": _title_of(appointment.department),
        "since": appointment.appointed_at,
        "may_change": may(request.actor, Object.PEOPLE),
        "is_self": appointment.account_id == request.actor.account_id,
    }
    return attempt(request, form, change) or form_page(
        request,
        form,
        title=appointment.account.name,
        verb=_("任命"),
        template="people/person.html",
        **context,
    )


@in_project
def person_password(request: ProjectRequest, username: str) -> HttpResponse:
    """Set another person's password; their sessions and tokens end."""
    require(request.actor, Object.PEOPLE)
    account = person_in(request.project, username).account

    def change(data: dict[str, Any]) -> HttpResponse:
        set_password(by=request.actor, at=request.at, account=account, password=data["password"])
        messages.success(request, _("密碼已更改，此人須重新登入。"))
        return redirect("person", request.project.code, username)

    form = PasswordForm(request.POST or None)
    back = reverse("person", args=[request.project.code, username])
    return attempt(request, form, change) or form_page(
        request, form, title=_("更改密碼"), verb=_("更改密碼"), form_sub=account.name, back_url=back
    )


@require_POST
@in_project
def person_act(request: ProjectRequest, username: str, act: str) -> HttpResponse:
    """End an appointment, disable an account (sessions and tokens end at once), or enable it."""
    appointment = person_in(request.project, username)
    who, by, at = appointment.account, request.actor, request.at
    if act == "end":
        end_appointment(by=by, at=at, appointment=appointment)
        messages.success(request, _("任命已結束。"))
        return redirect("people", request.project.code)
    if act == "disable":
        disable_account(by=by, at=at, account=who)
        messages.success(request, _("帳號已停用，所有登入和令牌已同時結束。"))
    else:
        enable_account(by=by, at=at, account=who)
        messages.success(request, _("帳號已恢復。"))
    return redirect("person", request.project.code, username)


def _appoint(request: ProjectRequest, account: Account, data: dict[str, Any]) -> None:
    appoint(
        by=request.actor,
        at=request.at,
        account=account,
        project=request.project,
        role=data["role"],
        department=data["department"],
    )


def _new_url(request: ProjectRequest) -> str:
    writes = may(request.actor, Object.PEOPLE)
    return reverse("person_new", args=[request.project.code]) if writes else ""


def _title_of(department: str) -> str:
    return _(DEPARTMENT_TITLES[Department(department)]) if department else ""
