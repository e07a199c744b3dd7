"""What waits for me, what is unfiled, what is missing: by role, every demand with its clause."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yihu.confidentiality import consultations, reading
from yihu.confidentiality.exports import count_waiting
from yihu.dossiers import plans, queries
from yihu.dossiers.template import day_of, template_of
from yihu.policy.access import Object, Verb
from yihu.policy.catching_up import judge_plan
from yihu.policy.vocabulary import DEPARTMENT_TITLES, Department
from yihu.web import dates, pictures
from yihu.web.consultations import words
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows

HEADS = frozenset({"cs_head", "eng_head", "sec_head"})


@require_GET
@in_project
def today(request: ProjectRequest) -> HttpResponse:
    """The first page of the day."""
    local = timezone.localtime(request.at)
    decisions, filing, exports = _decisions(request), _filing(request), _exports_waiting(request)
    reading_ = _consultations(request)
    context = {
        "decisions": decisions,
        "exports_waiting": exports,
        "reading": reading_,
        "filing": filing,
        "owners_awaited": _owners_awaited(request),
        "coverage": _coverage(request),
        "gaps": _gaps(request),
        "catch_up": _catch_up(request),
        "rate": _rate(request),
        "behind": _behind(request),
        "day": dates.headline(local),
        "weekday": date_format(local, "l"),
        "waiting": len(decisions or ())
        + exports
        + reading_["waiting"]
        + (filing["waiting_count"] if filing else 0),
        "may_register": allows(request, Object.HOUSEHOLD, Verb.WRITE),
        "may_import": allows(request, Object.IMPORTS, Verb.WRITE),
    }
    return render(request, "today/today.html", context)


def _behind(request: ProjectRequest) -> dict[str, int] | None:
    """What is still to be entered (R1.10a), and corrections that 財務 is to be told of (R1.10d)."""
    if not allows(request, Object.HOUSEHOLD, Verb.WRITE):
        return None
    backlog = reading.count_backlog(project=request.project, at=request.at)
    untold = reading.count_untold(request.project)
    return {"backlog": backlog, "untold": untold} if backlog or untold else None


def _decisions(request: ProjectRequest) -> list[dict[str, Any]] | None:
    """Days of 《業戶檔案一覽表》 that wait for this head's 已閱 (R2.3.3.4)."""
    volume = request.actor.department
    if volume is None or not allows(request, Object.ACCESSION_REGISTER, Verb.ACKNOWLEDGE):
        return None
    here = day_of(request.project, request.at)
    return [
        {
            "url": reverse("accessions", args=[request.project.code, volume, day.isoformat()]),
            "day": dates.day(day),
            "rows": rows,
            "late": day < here,
        }
        for day, rows in queries.unread_days(request.project, volume)
    ]


def _exports_waiting(request: ProjectRequest) -> int:
    """Exports that wait for this person's word (R1.8, P19)."""
    return count_waiting(by=request.actor, project=request.project)


def _consultations(request: ProjectRequest) -> dict[str, Any]:
    """Requests to read that wait for this person's word, and the own permits that run (R1.6b)."""
    who: dict[str, Any] = {"by": request.actor, "at": request.at, "project": request.project}
    own = consultations.list_own(**who)
    items = consultations.items_of(own)
    return {
        "waiting": len(consultations.list_waiting(**who)),
        "own": [words.row(request, each, items[each.pk]) for each in own],
    }


def _filing(request: ProjectRequest) -> dict[str, Any] | None:
    """How the own department's day of filing stands."""
    volume = request.actor.department
    if volume is None or not allows(request, Object.RECEIPT, Verb.WRITE):
        return None
    counts = queries.day_counts(request.project, volume, day_of(request.project, request.at))
    rows = queries.waiting_documents(request.project, frozenset({volume}), at=request.at, limit=8)
    return {
        "received": counts.received,
        "filed": counts.filed,
        "waiting_count": counts.waiting,
        "rows": [
            {
                "title": row.title,
                "unit": row.unit_label or _("未歸屬"),
                "when": f"{timezone.localtime(row.received_at):%m-%d %H:%M}",
                "overdue": row.overdue_days,
                "url": reverse("filing", args=[request.project.code, row.id]),
            }
            for row in rows
        ],
        "files": allows(request, Object.DOCUMENT_FILING, Verb.FILE),
        "department": _(DEPARTMENT_TITLES[volume]),
    }


def _owners_awaited(request: ProjectRequest) -> dict[str, Any] | None:
    """客服部's notice: files that another department's paper opened (R2.3.1): the first, and how many."""
    if not allows(request, Object.HOUSEHOLD, Verb.WRITE):
        return None
    rows = _first_awaited(request)
    if not rows:
        return None
    return {
        "rows": rows,
        "total": queries.count_files_without_owners(request.project),
        "url": f"{reverse('households', args=[request.project.code])}?awaiting=1",
    }


def _first_awaited(request: ProjectRequest) -> list[dict[str, str]]:
    return [
        {
            "url": reverse("household_owners", args=[request.project.code, dossier.household_id]),
            "unit": dossier.household.unit.label,
            "file_no": dossier.file_no,
            "by": _(DEPARTMENT_TITLES[Department(dossier.opened_by_department)]),
            "when": f"{timezone.localtime(dossier.opened_at):%m-%d %H:%M}",
        }
        for dossier in queries.files_without_owners(request.project)
    ]


def _coverage(request: ProjectRequest) -> queries.Coverage | None:
    """應建、已建、未建 (R3.1)."""
    return queries.coverage(request.project) if allows(request, Object.HOUSEHOLD_LIST, Verb.READ) else None


def _gaps(request: ProjectRequest) -> list[dict[str, Any]] | None:
    """What is missing most, by line (R3.6)."""
    if not allows(request, Object.HOUSEHOLD_LIST, Verb.READ) or request.actor.role == "front_desk":
        return None
    titles = {line.code: line.title for line in template_of(request.project, at=request.at).lines}
    households = reverse("households", args=[request.project.code])
    return [
        {
            "url": f"{households}?missing={code}",
            "code": code,
            "title": _(titles[code]),
            "missing": gap.missing.ordinary,
            "catch_up": gap.missing.catch_up,
            "required": gap.required,
        }
        for gap in plans.gaps_by_line(request.project, at=request.at)[:6]
        if (code := gap.line) in titles
    ]


def _catch_up(request: ProjectRequest) -> dict[str, Any] | None:
    """How far the catch-up plans are, apart from ordinary gaps (P21)."""
    if request.project.went_live_on is None or not allows(request, Object.CATCH_UP, Verb.READ):
        return None
    summary = plans.summarise(request.project, at=request.at)
    unplanned = summary.unplanned if _plans_open(request) else 0
    if not (summary.planned or unplanned):
        return None
    return {
        "url": reverse("catch_up", args=[request.project.code]),
        "done": summary.planned - summary.left,
        "total": summary.planned,
        "left": summary.left,
        "unplanned": unplanned,
        "next_end": summary.next_end,
    }


def _plans_open(request: ProjectRequest) -> bool:
    today = day_of(request.project, request.at)
    live = request.project.went_live_on
    return bool(judge_plan(went_live_on=live, as_of=today, policy=request.policy))


def _rate(request: ProjectRequest) -> dict[str, Any] | None:
    """當日歸檔率 of the last thirty days, drawn."""
    if request.actor.role not in HEADS | {"project_manager", "auditor"}:
        return None
    volumes = frozenset({request.actor.department}) if request.actor.department else frozenset(Department)
    series = queries.same_day_series(request.project, volumes, until=day_of(request.project, request.at))
    if len(series) < 2:
        return None
    mean = 100 * sum(series) / len(series)
    said = _("近三十日當日歸檔率，平均 %(percent).1f%%") % {"percent": mean}
    drawn = pictures.sparkline([100 * each for each in series], title=said, limit_text="100%")
    return {"percent": f"{mean:.1f}%", "picture": drawn}
