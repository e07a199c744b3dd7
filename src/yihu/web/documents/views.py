"""A document's facts, and its pages as marked images; there is no download (R1.6d)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from yihu.confidentiality import reading
from yihu.confidentiality.reading.pages import refuse_content
from yihu.policy.access import Object, Verb
from yihu.policy.consultation import idle
from yihu.policy.vocabulary import CARRIER_TITLES, N_, VOLUME_TITLES, Carrier, Department
from yihu.web.names import place_named
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows

ACTS = {
    "move": N_("改歸"),
    "supersede": N_("以新件取代"),
    "lost": N_("登記遺失"),
    "found": N_("登記找回"),
    "unseal": N_("啟封"),
    "reseal": N_("重封"),
}
STATES = {"received": N_("待歸檔"), "filed": N_("在冊"), "superseded": N_("已被取代"), "lost": N_("遺失")}


@require_GET
@in_project
def document(request: ProjectRequest, document_id: UUID) -> HttpResponse:
    """What the document is, where it lies, and its pages."""
    shown = reading.open_document(by=request.actor, at=request.at, document_id=document_id)
    page = _page(request, shown.image_pages)
    context = {
        "document": shown,
        "place": place_named(shown.place),
        "page": page,
        "pages": range(1, shown.image_pages + 1),
        "previous": page - 1 if page > 1 else None,
        "following": page + 1 if page < shown.image_pages else None,
        "state": _(STATES[shown.state]),
        "carrier": _(CARRIER_TITLES[Carrier(shown.carrier)]),
        "volume": _(VOLUME_TITLES[Department(shown.volume)]),
        "acts": _acts(request, shown),
    }
    answer = render(request, "documents/document.html", context)
    if shown.permit_id:  # the view closes itself (T13)
        seconds = int(idle(request.policy).total_seconds()) + 1
        closed = reverse("consultation", args=[request.project.code, shown.permit_id])
        answer["Refresh"] = f"{seconds};url={closed}"
    return answer


@require_GET
@cache_control(private=True, no_store=True)
@in_project
def page(request: ProjectRequest, document_id: UUID, page: int) -> HttpResponse:
    """One page as an image made for this reader now."""
    image = reading.open_page(by=request.actor, at=request.at, document_id=document_id, page=page)
    return HttpResponse(image.content, content_type=image.media_type)


@require_GET
@in_project
def content(request: ProjectRequest, document_id: UUID) -> HttpResponse:
    """Refused to everyone: nothing leaves the room."""
    refuse_content(by=request.actor, at=request.at, document_id=document_id)
    raise AssertionError("a content is never served")


def _acts(request: ProjectRequest, shown: reading.DocumentView) -> list[tuple[str, str]]:
    """What this person may do with a filed document, by where it stands now."""
    allowed = allows(request, Object.DOCUMENT_FILING, Verb.FILE, Department(shown.volume))
    if shown.state == "received" or not allowed:
        return []
    names = ["found"] if shown.state == "lost" else ["move", "supersede", "lost"]
    if shown.bag:
        names.append("unseal" if shown.sealed else "reseal")
    code = request.project.code
    return [(_(ACTS[name]), reverse(f"document_{name}", args=[code, shown.id])) for name in names]


def _page(request: ProjectRequest, last: int) -> int:
    asked = request.GET.get("page", "1")
    return min(max(int(asked), 1), max(last, 1)) if asked.isdecimal() and len(asked) < 6 else 1
