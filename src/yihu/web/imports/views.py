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
from yihu.intake.models import Batch, BatchProblem
from yihu.intake.queries import ProblemRow
from yihu.intake.shapes import Severity
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.web.forms import attempt
from yihu.web.imports.forms import ImportForm
from yihu.web.projects import ProjectRequest, in_project

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@in_project
def imports(request: ProjectRequest) -> HttpResponse:
    """The form, and what was brought in before; a file that can be read leads to its dry run."""
    if request.method == "POST":
        permission.require(request.actor, Object.IMPORTS, Verb.WRITE, project_id=request.project.pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent) if _writes(request) else None
    done = attempt(request, form, lambda data: _try(request, data)) if form else None
    return done or _imports_page(request, form)


def _try(request: ProjectRequest, data: dict[str, Any]) -> HttpResponse:
    upload = operations.Upload(data["file"].file, data["file"].name)
    tried = operations.try_file(
        by=request.actor, at=request.at, project=request.project, kind=Batch.Kind.HOUSEHOLDS, upload=upload
    )
    return redirect("import_batch", request.project.code, tried.pk)


def _imports_page(request: ProjectRequest, form: ImportForm | None) -> HttpResponse:
    rows = queries.list_batches(by=request.actor, project=request.project)
    status = form.status if form and form.is_bound else 200
    return render(request, "imports/imports.html", {"form": form, "rows": rows}, status=status)


@require_GET
@in_project
def batch(request: ProjectRequest, batch_id: UUID) -> HttpResponse:
    """What the dry run found, or what was brought in; every problem by row and cell."""
    return _batch_page(request, _get(request, batch_id))


@require_POST
@in_project
def confirm_batch(request: ProjectRequest, batch_id: UUID) -> HttpResponse:
    """確認導入."""
    result = operations.confirm(by=request.actor, at=request.at, batch=_get(request, batch_id))
    said = {"households": result.counts["households"], "completed": result.counts["completed"]}
    messages.success(request, _("已導入：新增業戶 %(households)s 戶，補齊業主 %(completed)s 戶。") % said)
    return redirect("import_batch", request.project.code, batch_id)


@require_GET
@in_project
def errors(request: ProjectRequest, batch_id: UUID) -> HttpResponse:
    """The refused rows as a workbook, each with its reasons; the taking is an entry of the ledger."""
    found = _get(request, batch_id)
    content = operations.take_errors(
        by=request.actor, at=request.at, batch=found, say=_sentence, reason=_("未讀入的原因")
    )
    headers = {
        "Content-Disposition": f'attachment; filename="errors-{found.pk}.xlsx"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=_XLSX, headers=headers)


def _get(request: ProjectRequest, batch_id: UUID) -> Batch:
    return queries.get_batch(by=request.actor, project=request.project, batch_id=batch_id)


def _batch_page(request: ProjectRequest, found: Batch) -> HttpResponse:
    problems = queries.list_problems(found, cursor=request.GET.get("cursor", ""))
    counts = found.brought_in or found.tried
    known = found.tried.get("known")
    context = {
        "batch": found,
        "counts": [(name, _(title), number) for name, title, number in queries.counted(counts)],
        "problems": [_shown(problem) for problem in problems.items],
        "total": problems.total,
        "next_url": f"?cursor={problems.next}" if problems.next else "",
        "first_url": request.path if request.GET.get("cursor") else "",
        "has_errors": found.problems.filter(severity=Severity.ERROR).exists(),
        "known_url": reverse("import_batch", args=[request.project.code, known]) if known else "",
        "can_confirm": found.confirmed_at is None and _writes(request),
        "changes": any(counts.get(name) for name in ("units", "households", "completed")),
    }
    return render(request, "imports/batch.html", context)


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
