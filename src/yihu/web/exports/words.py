"""Exports in words: where they stand, and by whose word."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yihu.confidentiality import exports
from yihu.confidentiality.exports import ExportState, Kind
from yihu.confidentiality.exports.scope import Format
from yihu.confidentiality.models import ExportRequest
from yihu.policy.vocabulary import N_, ROLE_TITLES, Role
from yihu.registers.paper import PAPERS
from yihu.web import dates
from yihu.web.households import choices
from yihu.web.projects import ProjectRequest

STATES: dict[ExportState, tuple[str, str]] = {
    ExportState.FREE: (N_("可領取"), "ok"),
    ExportState.WAITING: (N_("待批准"), "due"),
    ExportState.APPROVED: (N_("已批准，可領取"), "ok"),
    ExportState.REFUSED: (N_("不批准"), "late"),
    ExportState.EXPIRED: (N_("已過時限"), ""),
}
_OPEN = frozenset({ExportState.FREE, ExportState.APPROVED})
KINDS = {
    Kind.HOUSEHOLDS: N_("業戶情況一覽表"),
    Kind.ACCESSIONS: N_("業戶檔案一覽表"),
    Kind.CONSULTATIONS: N_("業戶檔案查閱登記表"),
}


def row(request: ProjectRequest, export: ExportRequest) -> dict[str, Any]:
    """A request as a list shows it."""
    state = exports.state_of(export, at=request.at)
    word, tone = STATES[state]
    return {
        "url": reverse("export", args=[request.project.code, export.pk]),
        "number": export.number,
        "kind": _(KINDS[Kind(export.kind)]),
        "format": export.format,
        "reason": export.reason,
        "rows": export.rows,
        "asked_by": export.asked_by.name,
        "asked_at": dates.moment(export.asked_at),
        "state": _(word),
        "tone": tone,
        "times": getattr(export, "times", 0),
        "papers": PAPERS if (export.kind, export.format) == (Kind.HOUSEHOLDS, Format.PDF) else (),
        "takeable": state in (ExportState.FREE, ExportState.APPROVED)
        and export.asked_by_id == request.user.pk,
    }


def narrowed(request: ProjectRequest, export: ExportRequest) -> list[tuple[str, str]]:
    """What of the list: its filters, its day or its month, in words."""
    match export.kind:
        case Kind.HOUSEHOLDS:
            return choices.in_words(request, export.filters)
        case Kind.CONSULTATIONS:
            return [(_("月份"), str(export.filters.get("month", "")))]
    return [(_("日期"), str(export.filters.get("date", "")))]


def needed(role: Role | str | None) -> str:
    """Whose approval it takes; nothing for a free one."""
    return _(ROLE_TITLES[Role(role)]) if role else ""
