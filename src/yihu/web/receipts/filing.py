"""歸檔: the line and the place of one paper; afterwards the next that waits."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.forms import MultipleChoiceField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yihu.confidentiality import reading
from yihu.confidentiality.reading.pages import find_document
from yihu.dossiers.models import Document
from yihu.dossiers.template import day_of, template_for, template_of
from yihu.policy.access import Object, Verb
from yihu.policy.vocabulary import CARRIER_TITLES, Carrier, Department
from yihu.web.forms import Form, attempt
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.receipts import acts, offers, rooms, signing, waiting
from yihu.web.receipts.forms import FilingForm
from yihu.web.rights import allows, department_of, require

_TYPED = "filing_typed"


@in_project
def filing(request: ProjectRequest, document_id: UUID) -> HttpResponse:
    """File one received paper (R1.4a, R2.3.3.4)."""
    require(request, Object.DOCUMENT_FILING, Verb.FILE)
    document = find_document(by=request.actor, document_id=document_id)
    shown = reading.open_document(by=request.actor, at=request.at, document_id=document_id)
    if shown.filed_at:
        messages.info(request, _("這份資料已經歸檔。"))
        return redirect("document", request.project.code, document.pk)
    meant = rooms.understand(
        request.project, request.POST.get("room", ""), chosen=request.POST.get("unit", "")
    )
    form = _form(request, document, meant)
    rooms.ask_which(form, meant, chosen=request.POST.get("unit", ""))
    done = attempt(request, form, lambda _data: _act(request, form, document, meant))
    return done or render(
        request,
        "receipts/filing.html",
        _context(request, form, shown),
        status=form.status if request.method == "POST" else 200,
    )


def remember(request: HttpRequest, document: Document, form: Form) -> None:
    """Keep what was typed about a receipt's filing, and what was wrong with it, for the filing page."""
    kept = request.session.get(_TYPED, {})
    errors = [(name, str(error)) for name, found in form.errors.items() for error in found]
    kept[str(document.pk)] = {
        "data": {name: _typed(form, name) for name in form.fields},
        "errors": errors,
    }
    request.session[_TYPED] = kept


def _typed(form: Form, name: str) -> str | list[str]:
    """What was typed into a field; of ticks, all."""
    several = [str(value) for value in cast(QueryDict, form.data).getlist(name)]
    return several if isinstance(form.fields[name], MultipleChoiceField) else "".join(several[-1:])


def _act(request: ProjectRequest, form: FilingForm, document: Document, meant: rooms.Meant) -> HttpResponse:
    if document.dossier is None and meant.unit is None:
        raise rooms.fault(meant)
    signing.need_answer(request, form)
    filed = acts.place_and_file(request, form, document, meant.unit if document.dossier is None else None)
    _forget(request, document)
    acts.say_filed(request, filed, template_of(request.project, at=request.at))
    following = waiting.next_waiting(request, but=document.pk)
    if following:
        return redirect("filing", request.project.code, following.pk)
    messages.success(request, _("都歸檔了，沒有待歸檔的資料。"))
    return redirect("receipts", request.project.code)


def _form(request: ProjectRequest, document: Document, meant: rooms.Meant) -> FilingForm:
    template = (
        template_for(document.dossier, at=request.at)
        if document.dossier
        else template_of(request.project, at=request.at)
    )
    likely = offers.likely_line(document.title, template)
    kept = request.session.get(_TYPED, {}).get(str(document.pk))
    again = kept is not None and request.method != "POST"
    form = FilingForm(
        request.POST if request.method == "POST" else kept["data"] if again else None,
        lines=offers.lines_for(request.actor, template),
        placed=document.dossier is not None,
        shelf=offers.shelf_of(request.project, department_of(request), dossier=document.dossier),
        initial={"line": document.line or (likely.code if likely else ""), "title": document.title},
    )
    line = template.line(str(form["line"].value() or ""))
    dossier = document.dossier or acts.settled_file(meant.unit)
    signing.ask(request, form, line, dossier, named=document.signers.values_list("person_id", flat=True))
    if again:
        form.is_valid()
        for name, error in kept["errors"]:
            form.add_error(name if name in form.fields else None, error)
    return form


def _forget(request: ProjectRequest, document: Document) -> None:
    kept = request.session.get(_TYPED, {})
    if kept.pop(str(document.pk), None) is not None:
        request.session[_TYPED] = kept


def _context(request: ProjectRequest, form: FilingForm, shown: reading.DocumentView) -> dict[str, Any]:
    days = (day_of(request.project, request.at) - day_of(request.project, shown.received_at)).days
    may_look = allows(request, Object.DOCUMENT_CONTENT, volume=Department(shown.volume))
    code = request.project.code
    return {
        "form": form,
        "document": shown,
        "carrier": _(CARRIER_TITLES[Carrier(shown.carrier)]),
        "days": max(days, 0),
        "picture_url": reverse("document_page", args=[code, shown.id, 1])
        if may_look and shown.image_pages
        else "",
        "waiting": waiting.waiting_in(request).count(),
    }
