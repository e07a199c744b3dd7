"""《業戶情況一覽表》: live, narrowed, in the columns somebody chose; and what of that is kept (R1.10b)."""

from functools import cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yihu.confidentiality import reading
from yihu.confidentiality.reading.columns import Wording, offered_to, require_offered
from yihu.dossiers.template import template_of
from yihu.policy.access import Object, Verb
from yihu.web.floor_areas import shown_in
from yihu.web.forms import Form
from yihu.web.households import choices, looks, narrowing, rows, searches, tools
from yihu.web.households.choices import FILTERS
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require
from yihu.web.submissions import once

_MOST_IN_SIGHT = 10
"""More columns than these are moved sideways within the panel, whose heads then do not stay."""


@require_http_methods(["GET", "POST"])
@in_project
def overview(request: ProjectRequest) -> HttpResponse:
    """The list, narrowed by what is asked; what is typed comes by POST and stays out of the address."""
    if request.method == "POST":
        return redirect(f"{request.path}{_address(request)}")
    asked = {name: request.GET.get(name, "").strip()[:20] for name in (*FILTERS, "search")}
    text = searches.kept(request, asked["search"])
    look = looks.look_of(request)
    found, wrong = narrowing.find(request, asked, look, text=text)
    asked |= dict.fromkeys((error.pointer for error in wrong), "")
    kept = {name: value for name, value in asked.items() if value}
    if look.view:
        kept["view"] = str(look.view.id)
    words = Wording(cache(_), shown_in(request.project), _line_titles(request, look))
    part = bool(request.htmx and not request.htmx.boosted)
    writes = allows(request, Object.HOUSEHOLD, Verb.WRITE)
    context = {
        "rows": rows.table_rows(
            request.project.code,
            found.items,
            look.columns,
            words,
            correct=_correct(request) if writes else "",
        ),
        "heads": rows.heads(look.columns, words.area_unit),
        "dense": look.dense,
        "wide": len(look.columns) > _MOST_IN_SIGHT,
        "view": look.view,
        "pager": _pager(found, kept),
        "total": found.total,
        "search_text": text,
        "wrong": [error.sentence for error in wrong],
        "tools": "" if part else _tools(request, asked, look, text),
        "export_query": _export_query(request, look, kept, text),
        "may_register": writes,
    }
    template = f"households/overview.html{'#rows' if part else ''}"
    return render(request, template, context, status=422 if wrong else 200)


@require_POST
@in_project
def keep(request: ProjectRequest) -> HttpResponse:
    """Keep the chosen columns: as the own choice, or with the filters as a view under a name."""
    require(request, Object.HOUSEHOLD_LIST)
    columns = request.POST.getlist("columns")
    require_offered(columns, offered_to(request.actor.role))
    dense = request.POST.get("dense") == "1"
    asked = {name: value for name in FILTERS if (value := request.POST.get(name, "").strip()[:20])}

    def act() -> HttpResponse:
        if "save" in request.POST:
            kept = looks.keep_view(
                request,
                name=request.POST.get("name", ""),
                columns=columns,
                dense=dense,
                shared=request.POST.get("shared") == "1",
                filters=asked,
            )
            messages.success(request, _("視圖「%(name)s」已保存。") % {"name": kept.name})
            return redirect(_list(request, {**asked, "view": str(kept.pk)}))
        looks.keep_choice(request, columns=columns, dense=dense)
        return redirect(_list(request, asked))

    return once(request, Form(request.POST), act)


@require_POST
@in_project
def drop_view(request: ProjectRequest, view_id: UUID) -> HttpResponse:
    """Take an own view away; the list stays as it is."""

    def act() -> HttpResponse:
        looks.drop_view(request, view_id)
        messages.success(request, _("視圖已刪去。"))
        return redirect(_list(request, {}))

    return once(request, Form(request.POST), act)


def _tools(request: ProjectRequest, asked: dict[str, str], look: looks.Look, text: str) -> SafeString:
    filters = choices.filters_offered(request, asked)
    return tools.tools(request.project.code, filters, look, token=get_token(request), search_text=text)


def _list(request: ProjectRequest, asked: dict[str, str]) -> str:
    address = f"/{request.project.code}/households/"
    return f"{address}?{urlencode(asked)}" if asked else address


def _address(request: ProjectRequest) -> str:
    """The address of what was asked for, the words themselves kept in the session."""
    names = (*FILTERS, "view")
    asked = {name: str(request.POST.get(name, "")).strip()[:40] for name in names}
    text = str(request.POST.get("q", "")).strip()
    if text:
        asked["search"] = searches.keep(request, text)
    chosen = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(chosen)}" if chosen else ""


def _correct(request: ProjectRequest) -> str:
    """Where a correction comes back to: this very page of the list."""
    return urlencode({"next": request.get_full_path()})


def _line_titles(request: ProjectRequest, look: looks.Look) -> dict[str, str]:
    if not any(column.code == "gaps" for column in look.columns):
        return {}
    return {
        line.code: line.title
        for line in template_of(request.project, at=request.at, policy=request.policy).lines
    }


def _pager(found: reading.OverviewPage, kept: dict[str, str]) -> dict[str, Any]:
    """Which rows these are of how many, and the ways on and back."""
    size = narrowing.PAGE
    return {
        "first": found.first,
        "last": found.first + len(found.items) - 1,
        "total": found.total,
        "page": (found.first - 1) // size + 1,
        "pages": max(1, -(-found.total // size)),
        "first_url": f"?{urlencode(kept)}" if found.previous else "",
        "previous_url": f"?{urlencode({**kept, 'before': found.previous})}" if found.previous else "",
        "next_url": f"?{urlencode({**kept, 'cursor': found.next})}" if found.next else "",
    }


def _export_query(request: ProjectRequest, look: looks.Look, kept: dict[str, str], text: str) -> str | None:
    """The question with which the page of an export is opened; None where one may not, or has searched."""
    if text or not allows(request, Object.EXPORTS, Verb.WRITE):
        return None
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in kept.items() if name in FILTERS})
    asked["columns"] = ".".join(column.code for column in look.columns)
    return asked.urlencode()
