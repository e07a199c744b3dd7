"""統一目錄 (R1.4b): its lines and editions; and 不適用 for one line of one file (R1.4c, C13)."""

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
from yihu.confidentiality.reading.dossier import find_dossier
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import CatalogueAddition, NotApplicable
from yihu.dossiers.template import template_for, template_of
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import NotKnown
from yihu.policy.regulations.model import CATEGORY_TITLES, CatalogueLine, Category, Follows, Requirement
from yihu.policy.vocabulary import DEPARTMENT_TITLES, VOLUME_TITLES, Department
from yihu.web.catalogue_template.words import FOLLOWS_TITLES, RULE_TITLES
from yihu.web.forms import Form, attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require


class LineForm(Form):
    """A line the project adds to the template."""

    code = forms.CharField(label=gettext_lazy("代碼"), max_length=8, help_text=gettext_lazy("例如 A12。"))
    title = forms.CharField(label=gettext_lazy("資料名稱"), max_length=80)
    category = forms.ChoiceField(
        label=gettext_lazy("類別"),
        choices=lambda: [(letter, f"{letter} {_(title)}") for letter, title in CATEGORY_TITLES.items()],
    )
    volume = forms.ChoiceField(
        label=gettext_lazy("保管部門"),
        choices=lambda: [(each.value, _(title)) for each, title in DEPARTMENT_TITLES.items()],
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("何時應有"),
        choices=lambda: [(each.value, _(title)) for each, title in RULE_TITLES.items()],
    )
    follows = forms.ChoiceField(
        label=gettext_lazy("業主變更時"),
        choices=lambda: [(each.value, _(title)) for each, title in FOLLOWS_TITLES.items()],
    )


class ReasonForm(Form):
    """Why a line will never have a paper."""

    reason = forms.CharField(
        label=gettext_lazy("原因"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("寫明為何不會有這份資料，例如「開發商自留，未辦入伙」。"),
    )


@require_GET
@in_project
def catalogue(request: ProjectRequest) -> HttpResponse:
    """Every line by category, and the editions that added to them."""
    require(request, Object.POLICY)
    template = template_of(request.project, at=request.at)
    groups = [
        {
            "letter": letter,
            "title": _(title),
            "lines": [_line(line) for line in template.lines if line.category.value == letter],
        }
        for letter, title in CATEGORY_TITLES.items()
    ]
    additions = CatalogueAddition.objects.filter(project=request.project).select_related("published_by")
    may_add = allows(request, Object.CATALOGUE, Verb.WRITE)
    context = {
        "groups": groups,
        "edition": template.edition,
        "total": len(template.lines),
        "additions": additions.order_by("-edition"),
        "may_add": may_add,
    }
    return render(request, "catalogue_template/catalogue.html", context)


@in_project
def new_line(request: ProjectRequest) -> HttpResponse:
    """Publish a new edition with one line more; open files adopt it, closed ones keep theirs."""
    _writer(request)
    form = LineForm(request.POST if request.method == "POST" else None)

    def do(data: dict[str, Any]) -> HttpResponse:
        added = dossiers.publish_line(
            by=request.actor,
            at=request.at,
            project=request.project,
            code=data["code"],
            title=data["title"],
            category=Category(data["category"]),
            volume=Department(data["volume"]),
            rule=Requirement(data["rule"]),
            follows=Follows(data["follows"]),
        )
        messages.success(
            request, _("目錄第 %(edition)s 版已發布，在用的檔案都已列出這一項。") % {"edition": added.edition}
        )
        return redirect("catalogue_template", request.project.code)

    return attempt(request, form, do) or form_page(
        request,
        form,
        title=_("目錄加一項"),
        verb=_("發布新版"),
        form_sub=_("發布後不能改，也不能撤；原業戶的檔案仍按舊版。"),
        clause="R1.4b",
        back_url=reverse("catalogue_template", args=[request.project.code]),
    )


@in_project
def not_applicable(request: ProjectRequest, dossier_id: UUID, line: str) -> HttpResponse:
    """Say that a required line will never have a paper, or take the word back."""
    _writer(request)
    dossier = find_dossier(by=request.actor, dossier_id=dossier_id)
    known = template_for(dossier, at=request.at).line(line)
    if known is None:
        raise NotKnown
    view = reading.open_catalogue(by=request.actor, at=request.at, dossier_id=dossier_id)
    said = (
        NotApplicable.objects.filter(dossier=dossier, line=line, withdrawn_at__isnull=True)
        .select_related("declared_by")
        .first()
    )
    back = f"{reverse('household', args=[request.project.code, dossier.household_id])}#catalogue"
    withdraws = request.POST.get("act") == "withdraw"
    form: Form = (
        Form(request.POST) if withdraws else ReasonForm(request.POST if request.method == "POST" else None)
    )

    def do(data: dict[str, Any]) -> HttpResponse:
        if withdraws:
            dossiers.withdraw_not_applicable(by=request.actor, at=request.at, dossier=dossier, line=line)
            messages.success(request, _("已撤回「不適用」，這一項仍算缺。"))
        else:
            dossiers.declare_not_applicable(
                by=request.actor, at=request.at, dossier=dossier, line=line, reason=data["reason"]
            )
            messages.success(request, _("已標為不適用，原因和人都留在目錄上。"))
        return redirect(back)

    return attempt(request, form, do) or form_page(
        request,
        form,
        title=_("標為不適用"),
        verb=_("標為不適用"),
        template="catalogue_template/not_applicable.html",
        line=f"{known.code} {_(known.title)}",
        unit=view.unit_label,
        said=said,
        back_url=back,
    )


def _line(line: CatalogueLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "title": _(line.title),
        "volume": _("、").join(_(VOLUME_TITLES[volume]) for volume in line.volumes),
        "rule": _(RULE_TITLES[line.rule]),
        "follows": _(FOLLOWS_TITLES[line.follows]),
        "retention": line.retention,
        "clause": line.clauses[0] if line.clauses else "",
    }


def _writer(request: ProjectRequest) -> None:
    require(request, Object.CATALOGUE, Verb.WRITE)
