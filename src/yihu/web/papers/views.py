"""Print: 目錄 (F05b), 一覽表 (F05a), 業主信息表 (F04b), blank and filled; 《業戶情況一覽表》 (F04) and
《業戶檔案查閱登記表》 (F01) blank.

These two filled are exports and printed there (R1.8).
"""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yihu import registers
from yihu.confidentiality import events, reading
from yihu.dossiers import operations as dossiers
from yihu.dossiers.template import template_of
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import NotKnown
from yihu.policy.vocabulary import Department
from yihu.web.papers.imprint import imprint, marks, script, sheet, workbook
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import require


@require_GET
@in_project
def papers(request: ProjectRequest) -> HttpResponse:
    """The blank forms there are."""
    forms = [
        ("catalogue", _("業戶檔案目錄"), "F05b"),
        ("accessions", _("業戶檔案一覽表"), "F05a"),
        ("consultations", _("業戶檔案查閱登記表"), "F01"),
        ("owner-form", _("業主信息表"), "F04b"),
        ("overview", _("業戶情況一覽表"), "F04"),
    ]
    return render(request, "papers/papers.html", {"forms": forms})


@require_GET
@in_project
def blank(request: ProjectRequest, form: str) -> HttpResponse:
    """A blank form to be filled by hand."""
    marks = imprint(request)
    match form:
        case "catalogue":
            lines = template_of(request.project, at=request.at).lines
            content = registers.blank_catalogue_pdf(**marks, lines=lines)
        case "accessions":
            content = registers.accessions_pdf(None, **marks, department=request.actor.department)
        case "consultations":
            content = registers.consultations_pdf(None, **marks, project=request.project.name)
        case "owner-form":
            content = registers.owner_form_pdf(None, **marks)
        case "overview":
            content = registers.overview_pdf((), **marks, project=request.project.name)
        case _:
            raise NotKnown
    return sheet(content, form)


@require_POST
@in_project
def catalogue(request: ProjectRequest, dossier_id: UUID) -> HttpResponse:
    """Print a file's 目錄 as its next version (R2.3.2)."""
    found = reading.find_dossier(by=request.actor, dossier_id=dossier_id)
    printed = dossiers.print_catalogue(by=request.actor, at=request.at, dossier=found)
    shown = reading.open_catalogue(
        by=request.actor, at=request.at, dossier_id=dossier_id, action=events.PRINTED
    )
    household = reading.open_household(by=request.actor, at=request.at, household_id=shown.household_id)
    if request.POST.get("as") == "xlsx":
        book = registers.catalogue_xlsx(shown, imprint=marks(request), script=script(request))
        return workbook(book, "catalogue")
    place = reverse("household", args=[request.project.code, shown.household_id])
    content = registers.catalogue_pdf(
        shown,
        **imprint(request),
        version=printed.number,
        qr_target=request.build_absolute_uri(place),
        owners=[f"{owner.name}{owner.share}" for owner in household.owners],
    )
    return sheet(content, "catalogue")


@require_POST
@in_project
def owner_form(request: ProjectRequest, household_id: UUID) -> HttpResponse:
    """Print a household's 業主信息表, its numbers masked."""
    require(request, Object.HOUSEHOLD, Verb.WRITE)
    shown = reading.open_household(
        by=request.actor, at=request.at, household_id=household_id, action=events.PRINTED
    )
    if request.POST.get("as") == "xlsx":
        book = registers.owner_form_xlsx(shown, imprint=marks(request), script=script(request))
        return workbook(book, "owner-form")
    place = reverse("household", args=[request.project.code, household_id])
    content = registers.owner_form_pdf(shown, **imprint(request), qr_target=request.build_absolute_uri(place))
    return sheet(content, "owner-form")


@require_GET
@in_project
def accessions(request: ProjectRequest, volume: str, day: str) -> HttpResponse:
    """Print a department's day of 《業戶檔案一覽表》."""
    try:
        department, on = Department(volume), date.fromisoformat(day)
    except ValueError:
        raise NotKnown from None
    shown = reading.open_register(
        by=request.actor,
        at=request.at,
        project=request.project,
        volume=department,
        day=on,
        action=events.PRINTED,
    )
    return sheet(registers.accessions_pdf(shown, **imprint(request)), f"accessions-{volume}-{day}")
