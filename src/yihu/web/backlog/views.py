"""《紙檔未入電腦》 and the corrected figures that 財務 is to be told of (R1.10a, R1.10d)."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yihu.confidentiality import reading
from yihu.confidentiality.reading import Lack
from yihu.households.models import Correction
from yihu.households.operations import tell_finance
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import NotKnown
from yihu.web import floor_areas
from yihu.web.forms import Form, attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require


class Told(Form):
    """Who of 財務 was told."""

    told = forms.CharField(label=gettext_lazy("知會了誰"), max_length=80)


@require_GET
@in_project
def backlog(request: ProjectRequest) -> HttpResponse:
    """What is behind, by what is lacking, with the file it belongs to."""
    try:
        lack = Lack(request.GET.get("lack", Lack.PAPER))
    except ValueError:
        raise NotKnown from None
    found = reading.open_backlog(by=request.actor, at=request.at, project=request.project, lack=lack)
    context = {
        "tabs": [
            {
                "url": f"?lack={each.value}",
                "title": _(reading.LACK_TITLES[each]),
                "current": each is lack,
                "count": str(found.counts[each]),
                "gap": bool(found.counts[each]),
            }
            for each in Lack
        ],
        "rows": found.rows,
        "total": found.counts[lack],
        "papers": lack is Lack.PAPER,
    }
    return render(request, "backlog/backlog.html", context)


@require_GET
@in_project
def untold(request: ProjectRequest) -> HttpResponse:
    """待知會財務: corrected areas of which 財務 does not know yet."""
    rows, total = reading.list_untold(by=request.actor, at=request.at, project=request.project)
    unit = floor_areas.shown_in(request.project)
    context = {
        "rows": [
            {
                "row": row,
                "old": floor_areas.figure(row.old, unit) if row.old else "—",
                "new": floor_areas.figure(row.new, unit),
            }
            for row in rows
        ],
        "area_title": floor_areas.heading(_("建築面積"), unit),
        "total": total,
        "tells": allows(request, Object.HOUSEHOLD, Verb.WRITE),
    }
    return render(request, "backlog/untold.html", context)


@in_project
def tell(request: ProjectRequest, correction_id: UUID) -> HttpResponse:
    """已知會: who of 財務 was told of this correction."""
    require(request, Object.HOUSEHOLD, Verb.WRITE)
    found = (
        Correction.objects.filter(pk=correction_id, project=request.project).select_related("unit").first()
    )
    if found is None:
        raise NotKnown
    form, back = Told(request.POST or None), reverse("finance_untold", args=[request.project.code])

    def act(asked: dict[str, Any]) -> HttpResponse:
        tell_finance(by=request.actor, at=request.at, correction=found, told=asked["told"])
        messages.success(request, _("已登記知會財務。"))
        return redirect(back)

    return attempt(request, form, act) or form_page(
        request,
        form,
        title=_("已知會財務"),
        verb=_("登記"),
        sub=found.unit.label,
        clause="R1.10d",
        back_url=back,
    )
