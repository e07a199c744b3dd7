"""The library: the three texts, and every clause in plain words."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yihu.accounts.queries import projects_of
from yihu.estate.queries import effective_policy, local_date
from yihu.policy.regulations import REGULATIONS, get_clause, get_regulation
from yihu.policy.regulations.model import Clause
from yihu.web.projects import PersonRequest, signed_in
from yihu.web.regulations.words import KIND_TITLES, parameter_rows


@signed_in
def regulations(request: PersonRequest) -> HttpResponse:
    """The texts of the library."""
    rows = [
        {"code": text.code, "title": _(text.title), "version": text.version, "clauses": len(text.clauses)}
        for text in REGULATIONS.values()
    ]
    return render(request, "regulations/library.html", {"regulations": rows})


@signed_in
def regulation(request: PersonRequest, code: str) -> HttpResponse:
    """One text, clause by clause. Raises `NotKnown`."""
    text = get_regulation(code)
    context = {"title": _(text.title), "clauses": [_row(each) for each in text.clauses]}
    return render(request, "regulations/regulation.html", context)


@signed_in
def clause(request: PersonRequest, clause_id: str) -> HttpResponse:
    """One clause: what it asks, what the program does, and its parameters in each project of the person."""
    found = get_clause(clause_id)
    text = next(each for each in REGULATIONS.values() if found in each.clauses)
    projects = [
        {
            "name": project.name,
            "adopted": found in (policy := _policy(request, project)).clauses,
            "parameters": parameter_rows(policy, found.parameters),
        }
        for project, _role in projects_of(request.user)
    ]
    context = {
        "clause": _row(found),
        "text": {"code": text.code, "title": _(text.title)},
        "duties": [_(duty) for duty in found.duties],
        "projects": projects,
    }
    return render(request, "regulations/clause.html", context)


def _policy(request: PersonRequest, project: Any) -> Any:
    return effective_policy(project, local_date(project, request.at))


def _row(each: Clause) -> dict[str, Any]:
    return {
        "id": each.id,
        "number": _(each.number),
        "title": _(each.title),
        "summary": _(each.summary),
        "kind": _(KIND_TITLES[each.kind]),
        "url": f"/regulations/clauses/{each.id}/",
    }
