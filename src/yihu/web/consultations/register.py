"""《業戶檔案查閱登記表》 on the screen: filled by itself, never changed (R1.6c, F01)."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yihu.confidentiality.consultations import RegisterRow, open_register
from yihu.policy.consultation import MODE_TITLES, Mode
from yihu.policy.vocabulary import DEPARTMENT_TITLES, Department
from yihu.web import dates
from yihu.web.consultations import words
from yihu.web.projects import ProjectRequest, in_project


@require_GET
@in_project
def register(request: ProjectRequest) -> HttpResponse:
    """The rows, newest first, of a year or of all."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    found = open_register(
        by=request.actor,
        at=request.at,
        project=request.project,
        year=year,
        cursor=request.GET.get("cursor", ""),
    )
    query = {"year": year} if year else {}
    context = {
        "rows": [_shown(request, row) for row in found.items],
        "total": found.total,
        "year": year or "",
        "next_url": f"?{urlencode(query | {'cursor': found.next})}" if found.next else "",
        "first_url": f"{request.path}?{urlencode(query)}" if request.GET.get("cursor") else "",
    }
    return render(request, "consultations/register.html", context)


def _shown(request: ProjectRequest, row: RegisterRow) -> dict[str, object]:
    department = _(DEPARTMENT_TITLES[Department(row.department)]) if row.department else ""
    place = [request.project.code, row.consultation_id]
    return {
        "row": row,
        "url": reverse("consultation", args=place) if row.consultation_id else "",
        "department": department or (_("訪客") if row.outsider else _("常設授權")),
        "items": "、".join(words.titled(item) for item in row.items) or _("檔案"),
        "mode": _(MODE_TITLES[Mode(row.mode)]),
        "asked_at": dates.moment(row.asked_at),
        "approved_at": dates.moment(row.approved_at),
        "until": dates.moment(row.valid_until) if row.valid_until else "",
        "started_at": dates.moment(row.started_at) if row.started_at else "",
        "ended_at": dates.moment(row.ended_at) if row.ended_at else "",
    }
