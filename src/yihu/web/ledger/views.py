"""操作日誌: every act of a project, newest first, and whether its head still holds (R1.6c)."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yihu.faces.problem_text import describe
from yihu.ledger.checkpoints import sign_head
from yihu.ledger.queries import EntryRead, list_entries
from yihu.policy.access import Object
from yihu.policy.decisions import Unavailable
from yihu.policy.vocabulary import ROLE_TITLES, Role
from yihu.web.households.happenings import WORDS as OF_FILES
from yihu.web.ledger.words import WORDS as OF_PROJECTS
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import require

PAGE = 50
WORDS = OF_FILES | OF_PROJECTS


@require_GET
@in_project
def ledger(request: ProjectRequest) -> HttpResponse:
    """The entries, narrowed by action or username."""
    require(request, Object.LEDGER)
    asked = {name: request.GET.get(name, "").strip()[:150] for name in ("action", "username")}
    found = list_entries(
        project_id=request.project.pk,
        after=request.GET.get("cursor") or None,
        limit=PAGE,
        action=asked["action"] or None,
        username=asked["username"] or None,
    )
    kept = {name: value for name, value in asked.items() if value}
    context = {
        "rows": [_row(entry) for entry in found.items],
        "total": found.total,
        "asked": asked,
        "next_url": f"?{urlencode({**kept, 'cursor': found.next})}" if found.next else "",
        "first_url": f"?{urlencode(kept)}" if request.GET.get("cursor") else "",
        "head": _head(request),
    }
    return render(request, "ledger/ledger.html", context)


def _head(request: ProjectRequest) -> dict[str, Any]:
    """The head signed now, which recomputes it from the last checkpoint; or what stands in the way."""
    try:
        head = sign_head(project_id=request.project.pk, at=request.at)
    except Unavailable as problem:
        return {"problem": describe(problem, get_language() or "zh-hant")}
    return {"size": head.size, "short": head.short, "key_id": head.key_id}


def _row(entry: EntryRead) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "username": entry.username,
        "role": _(ROLE_TITLES[Role(entry.role)]) if entry.role in Role.__members__.values() else "",
        "what": _(WORDS[entry.action]) if entry.action in WORDS else entry.action,
        "action": entry.action,
        "device": entry.device,
        "detail": _("、").join(
            f"{name}: {value}" for name, value in entry.detail.items() if value not in ("", None)
        ),
        "hash": entry.hash[:12],
    }
