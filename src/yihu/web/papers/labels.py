"""檔案標籤: spines of files, bags and cabinets on sheets of stickers, from any place of a begun sheet."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yihu import registers
from yihu.confidentiality import reading
from yihu.dossiers.models import Cabinet
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_
from yihu.registers import Label
from yihu.web.forms import Form, attempt, form_page
from yihu.web.papers.imprint import printed_at, script, sheet
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import allows, require

SHEETS = (("3x8", gettext_lazy("每張 24 枚（3×8）")), ("2x7", gettext_lazy("每張 14 枚（2×7）")))


class Labels(Form):
    """Whose labels, on which sheet, from which place."""

    whose = forms.ChoiceField(label=gettext_lazy("打印哪些標籤"))
    sheet = forms.ChoiceField(label=gettext_lazy("標籤紙"), choices=SHEETS)
    start = forms.IntegerField(
        label=gettext_lazy("從第幾枚起"),
        initial=1,
        min_value=1,
        max_value=24,
        help_text=gettext_lazy("用過一部分的標籤紙，從剩下的第一枚數起。"),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = choices  # type: ignore[attr-defined]


@in_project
def labels(request: ProjectRequest) -> HttpResponse:
    """Labels of a building's files, of a cabinet's bags, or of the cabinets themselves."""
    choices = _choices(request)
    if not choices:
        require(request, Object.CATALOGUE)
        require(request, Object.HOUSEHOLD_LIST)
    form = Labels(request.POST or None, choices=choices)
    done = attempt(request, form, lambda asked: _print(request, asked, _wanted(request, asked["whose"])))
    return done or form_page(
        request,
        form,
        title=_("檔案標籤"),
        verb=_("打印"),
        form_sub=_("標籤只有檔號、房號和二維碼，沒有姓名和電話；每次打印均有登記。"),
        back_url=reverse("papers", args=[request.project.code]),
    )


@in_project
def file_label(request: ProjectRequest, household_id: UUID) -> HttpResponse:
    """The label of one file."""
    require(request, Object.HOUSEHOLD_LIST)
    reading.find_household(by=request.actor, household_id=household_id)
    form = Labels(request.POST or None, choices=[("file", _("這一戶的檔案"))], initial={"whose": "file"})
    done = attempt(
        request, form, lambda asked: _print(request, asked, _files(request, household_id=household_id))
    )
    return done or form_page(
        request,
        form,
        title=_("檔案標籤"),
        verb=_("打印"),
        back_url=reverse("household", args=[request.project.code, household_id]),
    )


def _choices(request: ProjectRequest) -> list[tuple[str, str]]:
    """What this person may print: files of buildings, bags and cabinets of the own volume."""
    found: list[tuple[str, str]] = []
    if allows(request, Object.HOUSEHOLD_LIST, Verb.READ) and allows(request, Object.CATALOGUE, Verb.READ):
        for code, name in request.project.buildings.order_by("code").values_list("code", "name"):
            found.append((f"building:{code}", _("%(building)s的檔案") % {"building": name}))
    if allows(request, Object.SHELVES, Verb.READ):
        mine = Cabinet.objects.filter(project=request.project).order_by("code")
        own = request.actor.department
        for code, department in mine.values_list("code", "department"):
            if own is None or department == own:
                found.append((f"bags:{code}", _("櫃 %(cabinet)s 的檔案袋") % {"cabinet": code}))
        found.append(("cabinets", _("檔案櫃")))
    return found


def _wanted(request: ProjectRequest, whose: str) -> list[Label]:
    kind, _between, code = whose.partition(":")
    if kind == "building":
        return _files(request, building=code)
    page = request.build_absolute_uri(reverse("shelves", args=[request.project.code]))
    if kind == "bags":
        found = reading.bags_for_labels(
            by=request.actor, at=request.at, project=request.project, cabinet=code
        )
        return [
            registers.bag_label(
                number=bag.number,
                cabinet=bag.cabinet,
                file_nos=bag.file_nos,
                qr_target=page,
                script=script(request),
            )
            for bag in found
        ]
    own = request.actor.department
    rows = Cabinet.objects.filter(project=request.project).order_by("code")
    cabinets = rows.filter(department=own) if own else rows
    return [Label(row.code, (row.place.name,), page) for row in cabinets.select_related("place")]


def _files(request: ProjectRequest, *, building: str = "", household_id: UUID | None = None) -> list[Label]:
    found = reading.files_for_labels(
        by=request.actor, at=request.at, project=request.project, building=building, household_id=household_id
    )
    return [
        registers.file_label(
            file_no=each.file_no,
            room=each.room,
            qr_target=request.build_absolute_uri(
                reverse("household", args=[request.project.code, each.household_id])
            ),
            script=script(request),
        )
        for each in found
    ]


def _print(request: ProjectRequest, asked: dict[str, Any], wanted: list[Label]) -> HttpResponse:
    if not wanted:
        raise Invalid(FieldError("whose", N_("這裡沒有要貼標籤的。"), N_("請另選一項。"), "no_labels"))
    content = registers.labels_pdf(
        wanted,
        company=request.project.name,
        printed_at=printed_at(request),
        printed_by=request.actor.name,
        sheet=asked["sheet"],
        start=asked["start"],
        script=script(request),
    )
    return sheet(content, "labels")
