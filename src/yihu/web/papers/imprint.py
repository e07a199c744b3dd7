"""What every printed paper carries: whose it is, who printed it and when, and the ledger's head."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from yihu.ledger.checkpoints import sign_head
from yihu.policy.decisions import Unavailable
from yihu.registers import Script
from yihu.registers.paper import Imprint
from yihu.web.projects import ProjectRequest

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def imprint(request: ProjectRequest) -> dict[str, Any]:
    """The arguments that every form of `yihu.registers` takes."""
    return {
        "company": request.project.name,
        "printed_at": printed_at(request),
        "printed_by": request.actor.name,
        "anchor": _anchor(request),
        "script": script(request),
    }


def printed_at(request: ProjectRequest) -> datetime:
    """When, in the project's zone."""
    return timezone.localtime(request.at)


def script(request: ProjectRequest) -> Script:
    """Forms stay Chinese in every language; Simplified for who reads Simplified."""
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return "hans" if language == "zh-hans" else "hant"


def sheet(content: bytes, name: str) -> HttpResponse:
    """A PDF to be shown and printed; its name says no person."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def marks(request: ProjectRequest) -> Imprint:
    """The same for a form that is a workbook."""
    return Imprint(request.project.name, printed_at(request), request.actor.name, _anchor(request))


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to be kept; its name says no person."""
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _anchor(request: ProjectRequest) -> str:
    """The short form of the ledger's signed head; a paper can still be printed while the key is away."""
    try:
        head = sign_head(project_id=request.project.pk, at=request.at)
    except Unavailable:
        return ""
    return f"{head.size} {head.short}"
