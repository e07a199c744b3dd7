"""《業戶檔案查閱登記表》 on the screen: filled by itself, never changed (R1.6c, F01)."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yihu.confidentiality.consultations import RegisterRow, open_register
from yihu.confidentiality.exports import Kind, Scope, ask_export
from yihu.estate.queries import local_date
from yihu.policy.access import Object, Verb
from yihu.policy.consultation import MODE_TITLES, Mode
from yihu.policy.vocabulary import DEPARTMENT_TITLES, Department
from yihu.web import dates
from yihu.web.consultations import words
from yihu.web.forms import Form, attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require


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
        "prints": allows(request, Object.EXPORTS, Verb.WRITE),
        "rows": [_shown(request, row) for row in found.items],
        "total": found.total,
        "year": year or "",
        "next_url": f"?{urlencode(query | {'cursor': found.next})}" if found.next else "",
        "first_url": f"{request.path}?{urlencode(query)}" if request.GET.get("cursor") else "",
    }
    return render(request, "consultations/register.html", context)


class PrintForm(Form):
    """Which month, in which form, for what."""

    month = forms.RegexField(
        r"^[0-9]{4}-(0[1-9]|1[0-2])$",
        label=gettext_lazy("月份"),
        help_text=gettext_lazy("例如 2026-07。"),
        error_messages={"invalid": gettext_lazy("月份無效。請按 2026-07 的樣子填寫。")},
    )
    format = forms.ChoiceField(
        label=gettext_lazy("格式"),
        choices=(("pdf", gettext_lazy("列印（PDF，A4）")), ("xlsx", gettext_lazy("試算表（.xlsx）"))),
    )
    reason = forms.CharField(
        label=gettext_lazy("用途"),
        max_length=200,
        help_text=gettext_lazy("會印在每一頁上，例如「每月 5 日前審閱」。"),
    )


@in_project
def print_register(request: ProjectRequest) -> HttpResponse:
    """Ask for a month on paper: it leaves as any other list does (R1.8)."""
    require(request, Object.CONSULTATION_REGISTER)
    require(request, Object.EXPORTS, Verb.WRITE)
    today = local_date(request.project, request.at)
    form = PrintForm(request.POST or None, initial={"month": f"{today:%Y-%m}"})

    def act(data: dict[str, Any]) -> HttpResponse:
        scope = Scope(Kind.CONSULTATIONS, data["format"], filters={"month": data["month"]})
        export = ask_export(
            by=request.actor, at=request.at, project=request.project, scope=scope, reason=data["reason"]
        )
        return redirect("export", request.project.code, export.pk)

    return attempt(request, form, act) or form_page(
        request,
        form,
        title=_("列印《業戶檔案查閱登記表》"),
        verb=_("提交"),
        form_sub=_("超過限額的行數須另一位負責人批准。"),
        clause="R1.8",
        back_url=reverse("consultation_register", args=[request.project.code]),
    )


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
