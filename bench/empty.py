"""The limits of pages: empty answers to somebody signed in, with and without one entry in the ledger."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse

from yihu.estate.models import Project
from yihu.faces.requests import device_of
from yihu.ledger.operations import append
from yihu.policy.vocabulary import Actor
from yihu.web.projects import signed_in

_projects: dict[str, Project] = {}


@signed_in
def page(request: Any) -> HttpResponse:
    """Nothing, said to somebody signed in, and registered."""
    person = request.user
    project_id = _project(request.GET["project"]).pk
    by = Actor(person.pk, person.username, person.name, role=None, device=device_of(request))
    with transaction.atomic():
        append(project_id=project_id, by=by, at=request.at, action="bench.empty_page_seen")
    return HttpResponse("")


@signed_in
def unledgered(request: Any) -> HttpResponse:
    """Nothing, said to somebody signed in."""
    return HttpResponse(request.user.username)


def _project(code: str) -> Project:
    """Looked up once, so that it is no part of the limit."""
    if code not in _projects:
        _projects[code] = Project.objects.get(code=code)
    return _projects[code]
