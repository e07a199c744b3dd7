"""One household's file on one page, and the forms about it (R1.1, R1.10)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yihu.accounts import queries as accounts
from yihu.confidentiality import reading
from yihu.dossiers import operations as dossiers
from yihu.dossiers import queries
from yihu.estate import queries as estate
from yihu.households.models import Household
from yihu.policy.access import Object, Verb
from yihu.policy.vocabulary import USE_TITLES, Use
from yihu.web.floor_areas import units_of
from yihu.web.forms import attempt, form_page
from yihu.web.households import file_page, forms
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.returns import came_from
from yihu.web.rights import allows, require


@require_GET
@in_project
def household(request: ProjectRequest, household_id: UUID) -> HttpResponse:
    """Summary, catalogue, what waits, history: all on one page."""
    file = reading.open_file(
        by=request.actor, at=request.at, household_id=household_id, policy=request.policy
    )
    context = file_page.context(request, file.household, file.catalogue)
    return render(request, "households/household.html", context)


@in_project
def correction(request: ProjectRequest, household_id: UUID) -> HttpResponse:
    """更正單: mend a mistake in place, with reason (R1.10d)."""
    target = _writable(request, household_id)
    start, units = {"field": request.GET.get("field", "")}, units_of(request.project)
    shown = reading.open_household(by=request.actor, at=request.at, household_id=household_id)
    people = [(owner.id, owner.name) for owner in shown.owners]
    people += [(member.id, member.name) for member in shown.members]
    form = forms.Correction(request.POST or None, initial=start, units=units, people=people)

    def act(_asked: dict[str, Any]) -> HttpResponse:
        dossiers.correct(by=request.actor, at=request.at, household=target, **form.asked())
        messages.success(request, _("已更正，原值和原因都留在紀錄中。"))
        return redirect(back)

    back = came_from(request, reverse("household", args=[request.project.code, target.pk]))
    return attempt(request, form, act) or form_page(
        request,
        form,
        title=_("更正單"),
        verb=_("更正"),
        template="households/form.html",
        kicker=target.unit.label,
        sub=_("更正是改正寫錯的內容；情況有變請辦理變更。"),
        clause_id="R1.10d",
        back_url=back,
    )


@in_project
def register(request: ProjectRequest) -> HttpResponse:
    """Open a household's file with its owners (R1.1); one that exists is named instead."""
    _require_write(request)
    form = forms.NewHousehold(
        request.POST or None, initial={"use": Use.OWNER_OCCUPIED, "unit": request.GET.get("unit", "")}
    )

    def act(asked: dict[str, Any]) -> HttpResponse:
        opened = forms.register(request, form, forms.find_unit(request.project, asked["unit"]))
        messages.success(request, _("檔案 %(file_no)s 已建立。") % {"file_no": opened.dossier.file_no})
        return redirect("household", request.project.code, opened.dossier.household_id)

    return attempt(request, form, act) or form_page(
        request,
        form,
        title=_("建檔"),
        verb=_("建立檔案"),
        template="households/form.html",
        sub=_("一戶一檔：每個房號同時只有一份檔案。"),
        clause_id="R1.1",
        back_url=reverse("households", args=[request.project.code]),
    )


@in_project
def owners(request: ProjectRequest, household_id: UUID) -> HttpResponse:
    """Register the owners of a file that a paper opened (R2.3.1: 業主待補)."""
    target = _writable(request, household_id)
    form = forms.Registration(request.POST or None, initial={"use": target.unit.use})

    def act(asked: dict[str, Any]) -> HttpResponse:
        opened = forms.register(request, form, target.unit)
        messages.success(
            request, _("業主已登記，檔案 %(file_no)s 完整了。") % {"file_no": opened.dossier.file_no}
        )
        return redirect("household", request.project.code, target.pk)

    back = reverse("household", args=[request.project.code, target.pk])
    return attempt(request, form, act) or form_page(
        request,
        form,
        title=_("登記業主"),
        verb=_("登記"),
        template="households/form.html",
        kicker=target.unit.label,
        sub=_("這份檔案由第一份資料開立，業主待補。"),
        clause_id="R2.3.1",
        back_url=back,
    )


@require_GET
@in_project
def without_file(request: ProjectRequest) -> HttpResponse:
    """有戶無檔: sold units that have no file, with who is responsible (R1.1, R3.1)."""
    require(request, Object.HOUSEHOLD_LIST)
    officers = accounts.officers_by_building(request.project, estate.local_date(request.project, request.at))
    rows = [
        {
            "unit": unit,
            "use": _(USE_TITLES[Use(unit.use)]),
            "officer": officers.get(unit.building_id, ("", ""))[0] if unit.building_id else "",
        }
        for unit in queries.units_without_file(request.project)
    ]
    context = {
        "rows": rows,
        "coverage": queries.coverage(request.project),
        "may_register": allows(request, Object.HOUSEHOLD, Verb.WRITE),
    }
    return render(request, "households/without_file.html", context)


def _writable(request: ProjectRequest, household_id: UUID) -> Household:
    _require_write(request)
    return reading.find_household(by=request.actor, household_id=household_id)


def _require_write(request: ProjectRequest) -> None:
    """Ask before the form is shown, so that nobody fills in what he may not send."""
    require(request, Object.HOUSEHOLD, Verb.WRITE)
