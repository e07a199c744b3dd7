"""The one box (R1.10c): what is typed comes by POST and stays out of the address (ADR 7)."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yihu.confidentiality.ways import grants_of
from yihu.policy.access import Object
from yihu.policy.decisions import Invalid
from yihu.search import KIND_TITLES, LONGEST, MOST_COUNTED, Findings, Group, Kind, find, offer, overview
from yihu.web.households import searches
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import require
from yihu.web.search import rows


@require_http_methods(["GET", "POST"])
@in_project
def results(request: ProjectRequest) -> HttpResponse:
    """Everything found, group by group; straight to it where all of it is one household."""
    require(request, Object.SEARCH)
    if request.method == "POST":
        return _kept(request)
    text = searches.kept(request, request.GET.get("search", ""))
    if not text:
        return render(request, "search/results.html", _context(request, "", None))
    found = _found(request, text)
    if request.GET.get("go") and (target := _only(request, found)):
        field = rows.named(found.hits[0].field)
        messages.info(request, _("按%(field)s只找到這一處，已直接打開。") % {"field": field})
        return redirect(target)
    return render(request, "search/results.html", _context(request, text, found))


@require_POST
@in_project
def suggestions(request: ProjectRequest) -> HttpResponse:
    """The first few of what is being typed, for the list under the box."""
    text = str(request.POST.get("q", ""))[: LONGEST + 1]
    try:
        found = offer(by=request.actor, at=request.at, project=request.project, q=text)
    except Invalid:
        return render(request, "search/_offers.html", {"offers": [], "total": 0})
    offers = rows.hit_rows(request.project.code, found.hits)
    return render(request, "search/_offers.html", {"offers": offers, "total": _said(found.total)})


def _kept(request: ProjectRequest) -> HttpResponse:
    text = str(request.POST.get("q", "")).strip()
    if len(text) > LONGEST:
        too_long = _("要找的內容過長，最多 %(limit)s 個字。") % {"limit": LONGEST}
        context = _context(request, text, None) | {"wrong": too_long}
        return render(request, "search/results.html", context, status=422)
    if not text:
        return redirect(request.path)
    return redirect(f"{request.path}?{urlencode({'search': searches.keep(request, text), 'go': 1})}")


def _found(request: ProjectRequest, text: str) -> Findings:
    former = request.GET.get("former") == "1"
    asked: dict[str, Any] = {"by": request.actor, "at": request.at, "project": request.project, "q": text}
    kind = request.GET.get("kind", "")
    if kind in set(Kind):
        return find(**asked, former=former, kind=Kind(kind), cursor=request.GET.get("cursor", ""))
    return overview(**asked, former=former)


def _only(request: ProjectRequest, found: Findings) -> str | None:
    """The one place to which everything found leads."""
    places = {rows.url_of(request.project.code, hit) for hit in found.hits}
    return places.pop() if len(places) == 1 and found.total == len(found.hits) else None


def _context(request: ProjectRequest, text: str, found: Findings | None) -> dict[str, Any]:
    kept = {name: request.GET[name] for name in ("search", "former", "kind") if request.GET.get(name)}
    grants = grants_of(by=request.actor, at=request.at, project_id=request.project.pk)
    return {
        "search_text": text,
        "asked": bool(found),
        "total": _said(found.total) if found else "",
        "groups": [_group(request, group, kept) for group in found.groups] if found else [],
        "understood": [(rows.named(way), said) for way, said in found.understood] if found else [],
        "examples": rows.examples(grants),
        "former_url": f"?{urlencode({**kept, 'former': 1})}" if found and "former" not in kept else "",
        "all_url": f"?{urlencode({**kept, 'kind': ''})}" if "kind" in kept else "",
        "next_url": f"?{urlencode({**kept, 'cursor': found.next})}" if found and found.next else "",
        "may_see_people": grants.people,
    }


def _group(request: ProjectRequest, group: Group, kept: dict[str, str]) -> dict[str, Any]:
    further = group.total > len(group.hits) and "kind" not in kept
    return {
        "title": _(KIND_TITLES[group.kind]),
        "total": _said(group.total),
        "rows": rows.hit_rows(request.project.code, group.hits),
        "url": f"?{urlencode({**kept, 'kind': group.kind.value})}" if further else "",
    }


def _said(total: int) -> str:
    """A total as far as it is counted."""
    return str(total) if total <= MOST_COUNTED else _("%(most)s 以上") % {"most": f"{MOST_COUNTED:,}"}
