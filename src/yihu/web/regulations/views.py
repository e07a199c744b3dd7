"""What a project lives by: adoption, effective policy, company rules, calendar."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yihu.dossiers.operations import adopt
from yihu.estate.models import CompanyDay
from yihu.estate.operations import (
    confirm_reading,
    publish_company_rule,
    set_company_day,
    withdraw_company_day,
)
from yihu.estate.queries import (
    adopted_regulations,
    company_days,
    effective_policy,
    local_date,
    rules_in_force,
    unread_rules,
)
from yihu.policy.access import Verb
from yihu.policy.decisions import NotKnown
from yihu.policy.permission import Object, may, require
from yihu.policy.regulations import REGULATIONS
from yihu.web.forms import Form, attempt, form_page
from yihu.web.projects import ProjectRequest, before_reading, in_project
from yihu.web.regulations.forms import AdoptionForm, CompanyDayForm, RuleForm
from yihu.web.regulations.words import parameter_rows, place_facts, value_text


@in_project
def project_regulations(request: ProjectRequest) -> HttpResponse:
    """The texts in force, every parameter with its origin, the company's rules and days."""
    require(request.actor, Object.POLICY, Verb.READ)
    project, today = request.project, local_date(request.project, request.at)
    adopted = adopted_regulations(project, today)
    context = {
        "adopted": [{"code": code, "title": _(REGULATIONS[code].title)} for code in adopted],
        "parameters": parameter_rows(effective_policy(project, today)),
        "rules": [_rule_row(rule) for rule in rules_in_force(project, today)],
        "coming": [_rule_row(rule) for rule in project.company_rules.filter(effective_on__gt=today)],
        "days": company_days(project, today),
        "place": place_facts(project.locality),
        "may_write": may(request.actor, Object.POLICY),
        "may_set_days": may(request.actor, Object.SETTINGS),
        "went_live_on": project.went_live_on,
        "may_see_plans": may(request.actor, Object.CATCH_UP, Verb.READ),
    }
    return render(request, "regulations/project.html", context)


@in_project
def adoption(request: ProjectRequest) -> HttpResponse:
    """Choose the texts."""
    require(request.actor, Object.POLICY)
    today = local_date(request.project, request.at)

    def choose(data: dict[str, Any]) -> HttpResponse:
        adopt(by=request.actor, at=request.at, project=request.project, regulations=data["regulations"])
        return _done(request, _("採用的制度已更改。"))

    start = {"regulations": list(adopted_regulations(request.project, today))}
    return _page(request, AdoptionForm(request.POST or None, initial=start), choose, _("採用制度"))


@in_project
def new_rule(request: ProjectRequest) -> HttpResponse:
    """Publish a version of a company rule (R3.2)."""
    require(request.actor, Object.POLICY)

    def publish(data: dict[str, Any]) -> HttpResponse:
        publish_company_rule(by=request.actor, at=request.at, project=request.project, **data)
        return _done(request, _("公司規定已發布。"))

    return _page(request, RuleForm(request.POST or None), publish, _("發布公司規定"))


@in_project
def new_day(request: ProjectRequest) -> HttpResponse:
    """Set a company day (T15)."""
    require(request.actor, Object.SETTINGS)

    def keep(data: dict[str, Any]) -> HttpResponse:
        set_company_day(by=request.actor, at=request.at, project=request.project, **data)
        return _done(request, _("工作日安排已保存。"))

    return _page(request, CompanyDayForm(request.POST or None), keep, _("設定工作日"))


@require_POST
@in_project
def withdraw_day(request: ProjectRequest, day_id: UUID) -> HttpResponse:
    """Take a company day back."""
    found = CompanyDay.objects.filter(project=request.project, id=day_id).first()
    if found is None:
        raise NotKnown
    withdraw_company_day(by=request.actor, at=request.at, company_day=found)
    return _done(request, _("工作日安排已撤回。"))


@before_reading
def rules_to_read(request: ProjectRequest) -> HttpResponse:
    """The rules a person must confirm as read before going on (R3.2)."""
    today = local_date(request.project, request.at)
    unread = unread_rules(request.actor.account_id, request.project, today)
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    onward = wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else reverse("home")
    if request.method == "POST":
        named = set(request.POST.getlist("rule"))
        for rule in unread:
            if str(rule.id) in named:
                confirm_reading(by=request.actor, at=request.at, rule=rule)
        return redirect(onward)
    if not unread:
        return redirect(onward)
    context = {"rules": [_rule_row(rule) for rule in unread], "next": onward}
    return render(request, "regulations/reading.html", context)


def _rule_row(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "version": rule.version,
        "effective_on": rule.effective_on,
        "parameters": [(id_, value_text(value)) for id_, value in rule.parameters.items()],
    }


def _page(request: ProjectRequest, form: Form, act: Any, title: str) -> HttpResponse:
    back = reverse("project_regulations", args=[request.project.code])
    return attempt(request, form, act) or form_page(
        request, form, title=title, verb=title, clause="R3.2", back_url=back
    )


def _done(request: ProjectRequest, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("project_regulations", request.project.code)
