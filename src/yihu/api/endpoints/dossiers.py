"""Files and their catalogues; ticks are derived: no call sets one."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from ninja import Query, Router

from yihu.accounts.queries import projects_of
from yihu.api.answers import Answer, answer, require_current, shown, version_tag
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import reading, whole, writing
from yihu.api.endpoints.dossier_views import catalogue_out, dossier_out
from yihu.api.idempotency import once
from yihu.api.schemas.base import Page
from yihu.api.schemas.dossiers import (
    CatalogueOut,
    DossierOut,
    DossiersAsked,
    LineCode,
    LineDeclared,
    NotApplicableBody,
)
from yihu.api.schemas.households import FileRef
from yihu.confidentiality import gate
from yihu.confidentiality import reading as eyes
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Dossier
from yihu.estate.models import Project
from yihu.policy.access import Object
from yihu.policy.vocabulary import Actor, LineState

router = Router(tags=["dossiers"])


@router.get("", response=reading(Page[DossierOut]))
def find_dossiers(request: ApiRequest, asked: Query[DossiersAsked]) -> Page[DossierOut]:
    """The file with this 檔號 in those of the caller's projects where files are his to see, or none.

    Whether it exists where they are not makes no difference: such projects are not looked into.
    """
    codes = [asked.project] if asked.project else [one.code for one, _ in projects_of(request.caller.account)]
    places = [enter(request, code) for code in codes]
    open_to_him = [(project, by) for project, by in places if _may(request, by, project)]
    if not open_to_him:
        project, by = enter(request, asked.project)
        gate.require(
            by=by, at=request.caller.at, project_id=project.id, thing=Object.CATALOGUE, volume=by.department
        )
    views = [
        eyes.open_catalogue(by=by, at=request.caller.at, dossier_id=one)
        for project, by in open_to_him
        for one in Dossier.objects.filter(project=project, file_no=asked.file_no.strip()).values_list(
            "pk", flat=True
        )
    ]
    return whole([dossier_out(view) for view in views], Page[DossierOut])


@router.get("/{uuid:dossier_id}", response=reading(DossierOut))
def show_dossier(request: ApiRequest, dossier_id: UUID) -> HttpResponse:
    """A file with the lines of the volumes that are the caller's to see (C1); the sight is registered."""
    view = _view(request, dossier_id)
    return shown(dossier_out(view), etag=version_tag(view.version))


@router.get("/{uuid:dossier_id}/catalogue", response=reading(CatalogueOut))
def show_catalogue(request: ApiRequest, dossier_id: UUID) -> HttpResponse:
    """A file's catalogue, whole (R1.4)."""
    view = _view(request, dossier_id)
    return shown(catalogue_out(view), etag=version_tag(view.version))


@router.put("/{uuid:dossier_id}/catalogue/{code}/not-applicable", response=writing(LineDeclared))
def declare_not_applicable(
    request: ApiRequest, dossier_id: UUID, code: LineCode, body: NotApplicableBody
) -> HttpResponse:
    """Say with a reason that a required line will never have a paper (C13)."""
    _, by = enter_of(request, row_of(Dossier), dossier_id)

    def act() -> Answer:
        with transaction.atomic():
            dossier = Dossier.objects.select_for_update().get(pk=dossier_id)
            require_current(request, version_tag(dossier.version))
            dossiers.declare_not_applicable(
                by=by, at=request.caller.at, dossier=dossier, line=code, reason=body.reason
            )
            dossier.refresh_from_db(fields=["version"])
        done = LineDeclared(
            dossier=FileRef(id=dossier.pk, file_no=dossier.file_no),
            code=code,
            state=LineState.NOT_APPLICABLE,
        )
        return answer(done, etag=version_tag(dossier.version))

    return once(request, act)


def _may(request: ApiRequest, by: Actor, project: Project) -> bool:
    decision = gate.decide(
        by=by, at=request.caller.at, project_id=project.id, thing=Object.CATALOGUE, volume=by.department
    )
    return bool(decision)


def _view(request: ApiRequest, dossier_id: UUID) -> eyes.CatalogueView:
    _, by = enter_of(request, row_of(Dossier), dossier_id)
    return eyes.open_catalogue(by=by, at=request.caller.at, dossier_id=dossier_id)
