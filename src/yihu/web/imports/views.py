"""導入: upload, the dry run's page, 確認導入, and the rows that were not taken."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yihu.faces.problem_text import filled
from yihu.intake import operations, queries
from yihu.intake.examination import UnknownColumns
from yihu.intake.kinds import KINDS
from yihu.intake.models import Batch, BatchProblem, State
from yihu.intake.queries import ProblemRow
from yihu.intake.shapes import Severity
from yihu.kernel import clock
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, NotKnown, refuse
from yihu.policy.vocabulary import N_
from yihu.web.forms import attempt
from yihu.web.imports import forms
from yihu.web.projects import ProjectRequest, in_project

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATES = {
    State.READING: N_("讀取中"),
    State.UNMAPPED: N_("待指明欄位"),
    State.TRIED: N_("試讀"),
    State.BRINGING_IN: N_("導入中"),
    State.CONFIRMED: N_("已導入"),
    State.CANCELLED: N_("已取消"),
    State.FAILED: N_("讀不出"),
}
_UNDER_WAY = (State.READING, State.BRINGING_IN)


@in_project
def imports(request: ProjectRequest) -> HttpResponse:
    """The form, and what was brought in before; a file that can be read leads to its dry run."""
    if request.method == "POST":
        permission.require(request.actor, Object.IMPORTS, Verb.WRITE, project_id=request.project.pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.ImportForm(*sent, kinds=list(KINDS)) if _writes(request) else None
    done = attempt(request, form, lambda data: _try(request, data)) if form else None
    return done or _imports_page(request, form)


def _try(request: ProjectRequest, data: dict[str, Any]) -> HttpResponse:
    """Small files are read at once, larger ones behind the page; unknown columns wait to be named."""
    file = data["file"]
    how: dict[str, Any] = {
        "by": request.actor,
        "at": request.at,
        "project": request.project,
        "kind": data["kind"] or Batch.Kind.HOUSEHOLDS,
        "upload": operations.Upload(file.file, file.name),
        "wishes": operations.Wishes(data["on_existing"] or Batch.OnExisting.SKIP),
    }
    if file.size > operations.LARGE_FILE:
        found = operations.receive(**how)
    else:
        try:
            found = operations.try_file(**how)
        except UnknownColumns as unknown:
            if not unknown.can_be_named:
                raise
            found = operations.set_aside(**how, unknown=unknown)
    return redirect("import_batch", request.project.code, found.pk)


def _imports_page(request: ProjectRequest, form: forms.ImportForm | None) -> HttpResponse:
    rows = [
        {
            "row": row,
            "kind": forms.KINDS[row.kind],
            "state": _(STATES[row.state]),
            "done": row.state is State.CONFIRMED,
            "moving": row.state in _UNDER_WAY,
        }
        for row in queries.list_batches(by=request.actor, project=request.project)
    ]
    status = form.status if form and form.is_bound else 200
    return render(request, "imports/imports.html", {"form": form, "rows": rows}, status=status)


@in_project
def batch(request: ProjectRequest, batch_id: UUID) -> HttpResponse:
    """Where an import stands: how far it is, columns to be named, what was found, what was brought in."""
    found = _get(request, batch_id)
    if found.state is State.UNMAPPED:
        return _columns(request, found)
    if request.method == "POST":
        raise Conflict(_NOTHING_TO_NAME)
    return _batch_page(request, found)


def _columns(request: ProjectRequest, found: Batch) -> HttpResponse:
    """Name the columns; the sheet is the fullest one, or whichever is asked for."""
    sheets = queries.columns_of(found)
    wanted = request.GET.get("sheet", "")
    sheet = next((each for each in sheets if each.name == wanted), sheets[0])
    form = forms.ColumnsForm(request.POST or None, sheet=sheet) if _writes(request) else None
    done = attempt(request, form, lambda _data: _name(request, found, form)) if form else None
    context = {"batch": found, "form": form, "sheet": sheet, "sheets": [each.name for each in sheets]}
    status = form.status if form and form.is_bound else 200
    return done or render(request, "imports/columns.html", context, status=status)


def _name(request: ProjectRequest, found: Batch, form: forms.ColumnsForm) -> HttpResponse:
    mapping = form.mapping()
    if form.errors:
        raise Conflict(_TWICE)
    named = operations.name_columns(by=request.actor, at=request.at, batch=found, mapping=mapping)
    if len(form.sheet.columns) * form.sheet.rows <= _AT_ONCE:
        operations.read(by=request.actor, batch=named, now=clock.now)
    return redirect("import_batch", request.project.code, found.pk)


_AT_ONCE = 200_000
"""Cells: with more, the file is read behind the page."""


@require_POST
@in_project
def confirm_batch(request: ProjectRequest, batch_id: UUID) -> HttpResponse:
    """確認導入; a large one is brought in behind the page."""
    found = _get(request, batch_id)
    if operations.is_large(found):
        operations.ask(by=request.actor, at=request.at, batch=found)
        return redirect("import_batch", request.project.code, batch_id)
    result = operations.confirm(by=request.actor, at=request.at, batch=found)
    counts = {"households": 0, "completed": 0, "updated": 0} | result.counts
    said = _("已導入：新增業戶 %(households)s 戶，補齊業主 %(completed)s 戶，更新 %(updated)s 戶。")
    messages.success(request, said % counts)
    return redirect("import_batch", request.project.code, batch_id)


@require_POST
@in_project
def cancel_batch(request: ProjectRequest, batch_id: UUID) -> HttpResponse:
    """取消: nothing of it is brought in."""
    operations.cancel(by=request.actor, at=request.at, batch=_get(request, batch_id))
    messages.success(request, _("已取消，什麼都沒有導入。"))
    return redirect("import_batch", request.project.code, batch_id)


@require_GET
@in_project
def errors(request: ProjectRequest, batch_id: UUID) -> HttpResponse:
    """The refused rows as a workbook, each with its reasons; the taking is an entry of the ledger."""
    found = _get(request, batch_id)
    content = operations.take_errors(by=request.actor, at=request.at, batch=found, say=_sentence, words=_)
    headers = {
        "Content-Disposition": f'attachment; filename="errors-{found.pk}.xlsx"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=_XLSX, headers=headers)


def _get(request: ProjectRequest, batch_id: UUID) -> Batch:
    return queries.get_batch(by=request.actor, project=request.project, batch_id=batch_id)


def _batch_page(request: ProjectRequest, found: Batch) -> HttpResponse:
    severity = request.GET.get("show", "")
    if severity not in ("", *Severity):
        raise NotKnown
    problems = queries.list_problems(found, severity=severity, cursor=request.GET.get("cursor", ""))
    counts, state = found.brought_in or found.tried, found.state
    known = found.tried.get("known")
    stops = found.on_existing == Batch.OnExisting.STOP and bool(found.tried.get("stops"))
    kept = f"show={severity}&" if severity else ""
    context = {
        "batch": found,
        "state": _(STATES[state]),
        "moving": state in _UNDER_WAY,
        "tried": state is State.TRIED,
        "finished": state is State.CONFIRMED,
        "on_existing": forms.ON_EXISTING[found.on_existing],
        "failures": [_failure(each) for each in found.failure or ()],
        "counts": [(name, _(title), number) for name, title, number in queries.counted(counts)],
        "problems": [_shown(problem) for problem in problems.items],
        "show": severity,
        "total": problems.total,
        "next_url": f"?{kept}cursor={problems.next}" if problems.next else "",
        "first_url": f"{request.path}?{kept}" if request.GET.get("cursor") else "",
        "has_errors": found.problems.filter(severity=Severity.ERROR).exists(),
        "has_warnings": found.problems.filter(severity=Severity.WARNING).exists(),
        "known_url": reverse("import_batch", args=[request.project.code, known]) if known else "",
        "can_confirm": state is State.TRIED and _writes(request) and not stops,
        "can_cancel": state in (*_UNDER_WAY, State.TRIED) and _writes(request),
        "stops": stops,
        "changes": any(counts.get(name) for name in _CHANGES),
    }
    return render(request, "imports/batch.html", context)


_CHANGES = ("units", "households", "completed", "updated", "vehicles", "documents")


def _failure(each: dict[str, Any]) -> str:
    return filled(each["text"], each["params"]) + filled(each["mend"], each["params"])


def _shown(problem: ProblemRow) -> dict[str, Any]:
    return {
        "place": f"{problem.column}{problem.row}",
        "sheet": problem.sheet,
        "header": problem.header,
        "error": problem.severity == Severity.ERROR,
        "what": filled(problem.text, problem.params),
        "mend": filled(problem.mend, problem.params),
    }


def _sentence(problem: BatchProblem) -> str:
    mend = str(problem.params.get("mend", ""))
    return filled(problem.text, problem.params) + filled(mend, problem.params)


def _writes(request: ProjectRequest) -> bool:
    return permission.may(request.actor, Object.IMPORTS, Verb.WRITE)


_NOTHING_TO_NAME = refuse("columns_named", N_("這個檔案的欄位已經指明。"), mend=N_("請看試讀的結果。"))
_TWICE = refuse("mapping_twice", N_("同一個意思指給了兩欄。"), mend=N_("每一欄只能有一個意思。"))
