"""導出與列印: asked with a purpose, approved by another where P19 asks for it, taken within a day (R1.8)."""

import tempfile
from typing import Any, BinaryIO, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yihu.confidentiality import exports as acts
from yihu.confidentiality.exports import ExportState, Scope
from yihu.confidentiality.exports.scope import Format, count_rows, kept_of
from yihu.confidentiality.models import ExportRequest
from yihu.confidentiality.reading.columns import BY_CODE, chosen_from, offered_to
from yihu.faces.export_files import MEDIA_TYPES, file_name, paper_of, write_export
from yihu.policy.access import Object, Verb
from yihu.web import dates
from yihu.web.exports import words
from yihu.web.exports.forms import DecisionForm, ExportForm
from yihu.web.forms import attempt
from yihu.web.households import choices, narrowing
from yihu.web.households.choices import FILTERS
from yihu.web.papers.imprint import script
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import require

_IN_MEMORY = 2 << 20


@require_GET
@in_project
def exports(request: ProjectRequest) -> HttpResponse:
    """What waits for one's word, and the requests one may know of, newest first."""
    who: dict[str, Any] = {"by": request.actor, "at": request.at, "project": request.project}
    found = acts.list_exports(**who, cursor=request.GET.get("cursor", ""))
    waiting = acts.list_exports(**who, waiting=True, limit=200)
    context = {
        "waiting": [words.row(request, each) for each in waiting.items],
        "rows": [words.row(request, each) for each in found.items],
        "total": found.total,
        "next_url": f"?{urlencode({'cursor': found.next})}" if found.next else "",
        "first_url": request.path if request.GET.get("cursor") else "",
    }
    return render(request, "exports/exports.html", context)


@in_project
def new(request: ProjectRequest) -> HttpResponse:
    """What would be taken, the form it is asked for with, and whose word it will take."""
    require(request, Object.EXPORTS, Verb.WRITE)
    asked = {name: value for name in FILTERS if (value := request.GET.get(name, "").strip()[:20])}
    codes = tuple(code for code in request.GET.get("columns", "").split(".") if code)
    columns = chosen_from(codes, offered_to(request.actor.role))
    filters = kept_of(narrowing.filters_of(asked))
    form = ExportForm(request.POST or None, initial={"format": request.GET.get("format", "xlsx")})

    def act(data: dict[str, Any]) -> HttpResponse:
        scope = Scope(format=data["format"], columns=codes, filters=filters)
        export = acts.ask_export(
            by=request.actor, at=request.at, project=request.project, scope=scope, reason=data["reason"]
        )
        if export.needs:
            said = {"number": export.number, "who": words.needed(export.needs)}
            messages.info(request, _("申請 %(number)s 已提交，等 %(who)s 批准。") % said)
        return redirect("export", request.project.code, export.pk)

    done = attempt(request, form, act)
    if done:
        return done
    context = {
        "form": form,
        "rows": count_rows(
            by=request.actor,
            at=request.at,
            project=request.project,
            kind=acts.Kind.HOUSEHOLDS,
            filters=filters,
        ),
        "columns": [_(column.title) for column in columns],
        "narrowed": choices.in_words(request, asked),
        "back_url": f"{reverse('households', args=[request.project.code])}?{urlencode(asked)}",
    }
    return render(request, "exports/new.html", context, status=form.status if form.is_bound else 200)


@require_GET
@in_project
def export(request: ProjectRequest, export_id: UUID) -> HttpResponse:
    """One request: what of, why, where it stands; its file, or the word it waits for."""
    return _page(request, _find(request, export_id), DecisionForm())


@require_POST
@in_project
def decide(request: ProjectRequest, export_id: UUID) -> HttpResponse:
    """批准 or 不批准."""
    found, form = _find(request, export_id), DecisionForm(request.POST)
    approve = request.POST.get("act") == "approve"

    def act(data: dict[str, Any]) -> HttpResponse:
        acts.decide_export(
            by=request.actor, at=request.at, export=found, approve=approve, reason=data["reason"]
        )
        said = {"number": found.number}
        told = _("導出 %(number)s 已批准。") if approve else _("導出 %(number)s 沒有批准，理由已告知申請人。")
        messages.success(request, told % said)
        return redirect("exports", request.project.code)

    return attempt(request, form, act) or _page(request, found, form)


@require_GET
@in_project
def take(request: ProjectRequest, export_id: UUID) -> HttpResponse:
    """The file, made now from what its asker may see now; the taking is registered first."""
    found, paper = _find(request, export_id), paper_of(request.GET.get("paper", ""))
    taken = acts.take_export(by=request.actor, at=request.at, export=found)
    content = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (the answer closes it)
    who: dict[str, Any] = {"by": request.actor, "at": request.at}
    write_export(taken, cast(BinaryIO, content), **who, script=script(request), paper=paper)
    content.seek(0)
    answer = FileResponse(
        content,
        as_attachment=taken.export.format != Format.PDF,
        filename=file_name(taken),
        content_type=MEDIA_TYPES[Format(taken.export.format)],
    )
    answer["Cache-Control"] = "private, no-store"
    return cast(HttpResponse, answer)


def _find(request: ProjectRequest, export_id: UUID) -> ExportRequest:
    return acts.find_export(by=request.actor, at=request.at, export_id=export_id)


def _page(request: ProjectRequest, found: ExportRequest, form: DecisionForm) -> HttpResponse:
    state = acts.state_of(found, at=request.at)
    context = {
        "export": words.row(request, found),
        "narrowed": words.narrowed(request, found),
        "columns": [_(BY_CODE[code].title) for code in found.columns if code in BY_CODE],
        "needs": words.needed(found.needs),
        "waits": state is ExportState.WAITING,
        "decided_by": found.decided_by.name if found.decided_by else "",
        "decided_at": dates.moment(found.decided_at) if found.decided_at else "",
        "decision_reason": found.decision_reason,
        "until": dates.moment(found.expires_at) if found.expires_at else "",
        "may_decide": acts.may_decide(by=request.actor, export=found),
        "form": form,
        "file_url": reverse("export_file", args=[request.project.code, found.pk]),
        "decide_url": reverse("export_decide", args=[request.project.code, found.pk]),
    }
    return render(request, "exports/export.html", context, status=form.status if form.is_bound else 200)
