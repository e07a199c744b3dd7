"""What becomes of a filed document: moved, superseded, lost, found; its bag unsealed and resealed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yihu.confidentiality import reading
from yihu.confidentiality.reading.pages import find_document
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document
from yihu.dossiers.operations.lives import item_no
from yihu.dossiers.template import template_for
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Department
from yihu.web.forms import Form, attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.receipts import offers, rooms
from yihu.web.receipts.forms import Offered, PlaceForm, offer_lines
from yihu.web.rights import department_of, require


class ReasonForm(Form):
    """Every further act on a filed document has its reason."""

    reason = forms.CharField(
        label=gettext_lazy("原因"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("寫明原因，日後可查。"),
    )


class MoveForm(PlaceForm):
    """Another line or household, perhaps another place, and why."""

    line = Offered(label=gettext_lazy("改歸到"), required=False)
    room = forms.CharField(
        label=gettext_lazy("另一戶的房號"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("仍在本戶的，不填。"),
    )
    moves_place = forms.BooleanField(label=gettext_lazy("原件也換位置"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("原因"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["line", "room", "reason", "moves_place"]


class SupersedeForm(ReasonForm):
    """Which newer document of the file takes its place."""

    successor_id = Offered(label=gettext_lazy("取代它的新件"), required=False)
    field_order = ["successor_id", "reason"]


@dataclass(frozen=True, slots=True)
class ByReason:
    """One act that wants no more than a reason."""

    act: Callable[..., Any]
    title: str | Promise
    verb: str | Promise
    done: str
    clause: str


SIMPLE = {
    "lost": ByReason(
        dossiers.lose, gettext_lazy("登記遺失"), gettext_lazy("登記遺失"), N_("已登記遺失。"), "R2.2.1.6"
    ),
    "found": ByReason(
        dossiers.find, gettext_lazy("登記找回"), gettext_lazy("登記找回"), N_("已登記找回。"), "R2.2.1.6"
    ),
    "unseal": ByReason(
        dossiers.unseal,
        gettext_lazy("啟封檔案袋"),
        gettext_lazy("啟封"),
        N_("已登記啟封，用畢請重封。"),
        "R2.3.3.2",
    ),
    "reseal": ByReason(
        dossiers.reseal, gettext_lazy("重封檔案袋"), gettext_lazy("重封"), N_("已登記重封。"), "R2.3.3.2"
    ),
}


@in_project
def simple(request: ProjectRequest, document_id: UUID, act: str) -> HttpResponse:
    """Lost, found, unsealed or resealed, with the reason."""
    document = _enter(request, document_id)
    verb = SIMPLE[act]
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def do(data: dict[str, Any]) -> HttpResponse:
        verb.act(by=request.actor, at=request.at, document=document, reason=data["reason"])
        return _done(request, document, _(verb.done))

    return attempt(request, form, do) or _page(request, form, document, verb.title, verb.verb, verb.clause)


@in_project
def move(request: ProjectRequest, document_id: UUID) -> HttpResponse:
    """改歸: another line or another household's file; both leave their rows in the register (R2.2.1.3)."""
    document = _enter(request, document_id)
    assert document.dossier is not None
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        shelf=offers.shelf_of(request.project, department_of(request), dossier=document.dossier),
        initial={"line": document.line},
    )
    offer_lines(form, offers.lines_for(request.actor, template_for(document.dossier, at=request.at)))

    def do(data: dict[str, Any]) -> HttpResponse:
        dossiers.move(
            by=request.actor,
            at=request.at,
            document=document,
            line=data["line"],
            reason=data["reason"],
            dossier=_target(request, data["room"]),
            location=form.location() if data["moves_place"] else None,
        )
        return _done(request, document, _("已改歸。"))

    return attempt(request, form, do) or _page(request, form, document, _("改歸"), _("改歸"), "R2.2.1.3")


@in_project
def supersede(request: ProjectRequest, document_id: UUID) -> HttpResponse:
    """取代: a newer document of the same file; both stay (R2.2.1.1)."""
    document = _enter(request, document_id)
    others = Document.objects.filter(
        dossier=document.dossier,
        volume=document.volume,
        filing__isnull=False,
        supersession__isnull=True,
    ).exclude(pk=document.pk)
    form = SupersedeForm(request.POST if request.method == "POST" else None)
    successor = form.fields["successor_id"]
    assert isinstance(successor, forms.ChoiceField)
    choices = [(str(each.pk), f"{item_no(each)} {each.title}") for each in others.order_by("-received_at")]
    successor.choices = [("", _("選擇新件")), *choices]

    def do(data: dict[str, Any]) -> HttpResponse:
        dossiers.supersede(
            by=request.actor,
            at=request.at,
            document=document,
            successor=_successor(request, data["successor_id"], dict(choices)),
            reason=data["reason"],
        )
        return _done(request, document, _("已登記取代，兩件都保留。"))

    return attempt(request, form, do) or _page(
        request, form, document, _("由新件取代"), _("登記取代"), "R2.2.1.1"
    )


def _enter(request: ProjectRequest, document_id: UUID) -> Document:
    """The document, for who files in its volume; the sight is registered."""
    require(request, Object.DOCUMENT_FILING, Verb.FILE)
    document = find_document(by=request.actor, document_id=document_id)
    require(request, Object.DOCUMENT_FILING, Verb.FILE, Department(document.volume))
    reading.open_document(by=request.actor, at=request.at, document_id=document_id)
    return document


def _target(request: ProjectRequest, typed: str) -> Any:
    """The file of another household. Raises `Invalid` where the room has none."""
    if not typed:
        return None
    meant = rooms.understand(request.project, typed)
    target = rooms.open_file(meant.unit) if meant.unit else None
    if target is None:
        raise Invalid(
            FieldError(
                "room",
                N_("這個房號沒有唯一的一份在用檔案。"),
                mend=N_("把房號寫完整；還沒有檔案的，先為它收一份資料。"),
                code="no_open_file",
            )
        )
    return target


def _successor(request: ProjectRequest, chosen: str, offered: dict[str, str]) -> Document:
    if chosen not in offered:
        raise Invalid(
            FieldError(
                "successor_id",
                N_("沒有選取代它的新件。"),
                mend=N_("先把新件歸入這份檔案，再從這裡選。"),
                code="successor_missing",
            )
        )
    return find_document(by=request.actor, document_id=UUID(chosen))


def _done(request: ProjectRequest, document: Document, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("document", request.project.code, document.pk)


def _page(
    request: ProjectRequest,
    form: Form,
    document: Document,
    title: str | Promise,
    verb: str | Promise,
    clause: str,
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        verb=verb,
        form_sub=f"{document.title} {item_no(document)}",
        clause=clause,
        back_url=reverse("document", args=[request.project.code, document.pk]),
    )
