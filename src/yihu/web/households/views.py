"""《業戶情況一覽表》 and one household's file on one page (R1.1, R1.10)."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yihu.accounts import queries as accounts
from yihu.confidentiality import reading
from yihu.dossiers import operations as dossiers
from yihu.dossiers import queries
from yihu.dossiers.template import template_of
from yihu.estate import queries as estate
from yihu.households.models import Household
from yihu.policy.access import Object, Verb
from yihu.policy.vocabulary import USE_TITLES, Use
from yihu.web.floor_areas import shown_in, units_of
from yihu.web.forms import attempt, form_page
from yihu.web.households import file_page, forms, narrowing, rows, searches
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require


@require_http_methods(["GET", "POST"])
@in_project
def overview(request: ProjectRequest) -> HttpResponse:
    """The list, narrowed by what is asked; what is typed comes by POST and stays out of the address."""
    if request.method == "POST":
        return redirect(f"{request.path}{_address(request)}")
    asked = {name: request.GET.get(name, "").strip()[:20] for name in (*narrowing.FILTERS, "search")}
    text = searches.kept(request, asked["search"])
    filters = reading.Filters(
        q=text,
        use=asked["use"],
        area=asked["area"],
        missing=asked["missing"],
        former=asked["former"] == "1",
        awaiting=asked["awaiting"] == "1",
    )
    found, filters, wrong = narrowing.find(request, filters)
    asked |= dict.fromkeys((error.pointer for error in wrong), "")
    kept, area_unit = {name: value for name, value in asked.items() if value}, shown_in(request.project)
    lines = template_of(request.project, at=request.at, policy=request.policy).lines
    context = {
        "rows": rows.table_rows(request.project.code, found.items, unit=area_unit),
        "area_title": rows.area_title(area_unit),
        "total": found.total,
        "next_url": f"?{urlencode({**kept, 'cursor': found.next})}" if found.next else "",
        "first_url": f"?{urlencode(kept)}" if request.GET.get("cursor") else "",
        "search_text": text,
        "asked": asked,
        "wrong": [error.sentence for error in wrong],
        "uses": rows.options([(use.value, _(USE_TITLES[use])) for use in Use], filters.use),
        "areas": rows.options(accounts.area_names(request.project), filters.area),
        "lines": rows.options(
            [(line.code, f"{line.code} {_(line.title)}") for line in lines], filters.missing
        ),
        "may_register": allows(request, Object.HOUSEHOLD, Verb.WRITE),
    }
    template = (
        "households/overview.html#rows"
        if request.htmx and not request.htmx.boosted
        else "households/overview.html"
    )
    return render(request, template, context, status=422 if wrong else 200)


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
    form = forms.Correction(request.POST or None, initial=start, units=units)

    def act(_asked: dict[str, Any]) -> HttpResponse:
        dossiers.correct(by=request.actor, at=request.at, household=target, **form.asked())
        messages.success(request, _("已更正，原值和原因都留在紀錄中。"))
        return redirect("household", request.project.code, target.pk)

    back = reverse("household", args=[request.project.code, target.pk])
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


def _address(request: ProjectRequest) -> str:
    """The address of what was asked for, the words themselves kept in the session."""
    asked = {name: str(request.POST.get(name, "")).strip() for name in narrowing.FILTERS}
    text = str(request.POST.get("q", "")).strip()
    if text:
        asked["search"] = searches.keep(request, text)
    chosen = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(chosen)}" if chosen else ""


def _writable(request: ProjectRequest, household_id: UUID) -> Household:
    _require_write(request)
    return reading.find_household(by=request.actor, household_id=household_id)


def _require_write(request: ProjectRequest) -> None:
    """Ask before the form is shown, so that nobody fills in what he may not send."""
    require(request, Object.HOUSEHOLD, Verb.WRITE)
