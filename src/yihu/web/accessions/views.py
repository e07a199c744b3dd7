"""登記表: a department's days, one day as its form, 已閱, and its print (R2.3.3.4)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yihu.confidentiality import reading
from yihu.confidentiality.reading import DayRegister
from yihu.dossiers import operations as dossiers
from yihu.dossiers import queries
from yihu.dossiers.template import day_of
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import NotKnown
from yihu.policy.vocabulary import CARRIER_TITLES, DEPARTMENT_TITLES, VOLUME_TITLES, Carrier, Department
from yihu.web import dates
from yihu.web.forms import Day, Form, attempt
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require

DAYS_SHOWN = 60


class ReadForm(Form):
    """已閱, with what the head remarks."""

    remark = forms.CharField(label=gettext_lazy("批註"), max_length=400, required=False)


class DayForm(forms.Form):
    """Which day of which volume to open."""

    volume = forms.ChoiceField(label=gettext_lazy("分卷"))
    day = Day(label=gettext_lazy("日期"))


@require_GET
@in_project
def registers(request: ProjectRequest) -> HttpResponse:
    """The days of every volume the person may see, newest first."""
    register = Object.ACCESSION_REGISTER
    volumes = [volume for volume in Department if allows(request, register, Verb.READ, volume)]
    if not volumes:
        require(request, register)
    if "day" in request.GET:
        return _jump(request, volumes)
    context = {
        "volumes": [_volume(request, volume) for volume in volumes],
        "choices": [(volume.value, _(VOLUME_TITLES[volume])) for volume in volumes],
        "actions": _further(request),
        "days_shown": DAYS_SHOWN,
        "today": day_of(request.project, request.at),
    }
    return render(request, "accessions/registers.html", context)


@in_project
def accessions(request: ProjectRequest, volume: str, day: str) -> HttpResponse:
    """One day of one department; its head reads it here."""
    which, when = _which(volume), _when(day)
    form = ReadForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request, Object.ACCESSION_REGISTER, Verb.ACKNOWLEDGE, which)

    def read(data: dict[str, Any]) -> HttpResponse:
        done = dossiers.read_register(
            by=request.actor,
            at=request.at,
            project=request.project,
            volume=which,
            day=when,
            remark=data["remark"],
        )
        messages.success(request, _("已閱 %(rows)s 條。") % {"rows": done.rows})
        return redirect("accessions", request.project.code, volume, day)

    answered = attempt(request, form, read)
    if answered:
        return answered
    shown = reading.open_register(
        by=request.actor, at=request.at, project=request.project, volume=which, day=when
    )
    status = form.status if request.method == "POST" else 200
    return render(request, "accessions/accessions.html", _context(request, shown, form), status=status)


def _context(request: ProjectRequest, shown: DayRegister, form: ReadForm) -> dict[str, Any]:
    volume = Department(shown.volume)
    reads = allows(request, Object.ACCESSION_REGISTER, Verb.ACKNOWLEDGE, volume)
    return {
        "register": shown,
        "rows": [
            {
                "row": row,
                "carrier": _(CARRIER_TITLES[Carrier(row.carrier)]),
                "note": _(row.note) if row.note else "",
            }
            for row in shown.rows
        ],
        "department": _(DEPARTMENT_TITLES[volume]),
        "company": request.project.name,
        "meta": [
            f"{_('部門')}{_('：')}{_(DEPARTMENT_TITLES[volume])}",
            f"{_('日期')}{_('：')}{dates.day(shown.day)}",
            f"{_('增')} {shown.plus}　{_('減')} {shown.minus}",
        ],
        "form": form if shown.unread and reads else None,
        "refused": form if form.is_bound and not shown.unread else None,
        "head_title": _("%(department)s負責人") % {"department": _(DEPARTMENT_TITLES[volume])},
    }


def _volume(request: ProjectRequest, volume: Department) -> dict[str, Any]:
    code = request.project.code
    return {
        "title": _(DEPARTMENT_TITLES[volume]),
        "unread": sum(rows for _day, rows in queries.unread_days(request.project, volume)),
        "days": [
            {
                "day": day,
                "url": reverse("accessions", args=[code, volume.value, day.isoformat()]),
                "plus": plus,
                "minus": minus,
                "unread": unread,
            }
            for day, plus, minus, unread in queries.register_days(request.project, volume, limit=DAYS_SHOWN)
        ],
    }


def _further(request: ProjectRequest) -> list[dict[str, str]]:
    """What else is kept beside the registers: shelves, and standing permits for who may know of them."""
    code = request.project.code
    found = [{"url": reverse("shelves", args=[code]), "title": _("存放")}]
    if allows(request, Object.CONSULTATION_REGISTER):
        found.insert(
            0, {"url": reverse("consultation_register", args=[code]), "title": _("業戶檔案查閱登記表")}
        )
    if allows(request, Object.PEOPLE):
        found.append({"url": reverse("permits", args=[code]), "title": _("常設授權")})
    return found


def _jump(request: ProjectRequest, volumes: list[Department]) -> HttpResponse:
    form = DayForm(request.GET)
    volume = form.fields["volume"]
    assert isinstance(volume, forms.ChoiceField)
    volume.choices = [(each.value, each.value) for each in volumes]
    if not form.is_valid():
        messages.error(request, _("日期無效。請按 2026-01-31 的樣子填寫。"))
        return redirect("registers", request.project.code)
    asked = form.cleaned_data
    return redirect("accessions", request.project.code, asked["volume"], asked["day"].isoformat())


def _which(volume: str) -> Department:
    if volume not in Department.__members__.values():
        raise NotKnown
    return Department(volume)


def _when(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise NotKnown from None
