"""What the forms of receiving and filing do when they are sent."""

from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from yihu.accounts.queries import has_records_officer
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document, Dossier, Filing
from yihu.dossiers.operations import Received, Upload
from yihu.dossiers.operations.lives import item_no, where
from yihu.dossiers.template import Template
from yihu.estate.models import Unit
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_
from yihu.web.projects import ProjectRequest
from yihu.web.receipts import drafts, rooms, signing
from yihu.web.receipts.forms import FilingForm, PlaceForm, ReceiptForm
from yihu.web.receipts.offers import likely_line, shelf_of
from yihu.web.rights import department_of


def receive(request: ProjectRequest, form: ReceiptForm, unit: Unit | None, template: Template) -> Received:
    """Register what the form says has arrived. Raises as the operation does."""
    data = form.cleaned_data
    line = template.line(data["line"])
    upload = _upload(request, form)
    return dossiers.receive(
        by=request.actor,
        at=request.at,
        project=request.project,
        unit=unit,
        title=data["title"] or (line.title if line else ""),
        pages=data["pages"],
        carrier=form.carrier_of(has_file=upload is not None),
        line=data["line"],
        received_at=data["received_at"],
        late_reason=data["late_reason"],
        formed_on=data["formed_on"],
        is_copy=data["is_copy"],
        signers=signing.ticked(form) or (),
        note=data["note"],
        upload=upload,
    )


def file(request: ProjectRequest, form: PlaceForm, document: Document, *, title: str = "") -> Filing:
    """File in the line and place of the form; a place left as proposed follows the file's own."""
    dossier = document.dossier
    assert dossier is not None
    department = department_of(request)
    return dossiers.file(
        by=request.actor,
        at=request.at,
        document=document,
        line=form.cleaned_data["line"],
        location=form.location(fresh=shelf_of(request.project, department, dossier=dossier).next),
        title=title,
        signers=signing.ticked(form),
        without_records_officer=not has_records_officer(request.project, department, request.at),
    )


@transaction.atomic
def place_and_file(
    request: ProjectRequest, form: FilingForm, document: Document, unit: Unit | None
) -> Filing:
    """From the 未歸屬 box into a file and its place, both or neither."""
    if unit is not None:
        dossiers.place_in_file(by=request.actor, at=request.at, document=document, unit=unit)
        document.refresh_from_db()
    return file(request, form, document, title=form.cleaned_data["title"])


def need_room(unit: Unit | None) -> None:
    """Filing wants a household (R1.4a). Raises `Invalid`."""
    if unit is None:
        raise Invalid(
            FieldError(
                "room",
                N_("要歸檔，須先填房號。"),
                mend=N_("不知道房號的，按「只收件」，先放入未歸屬盒。"),
                code="without_file",
                clause="R1.4a",
            )
        )


def say_received(request: ProjectRequest, received: Received) -> None:
    """What came of a receipt: a file opened, a paper that is there already (R2.3.1, R2.2.1.3)."""
    if received.dossier_created and received.dossier:
        messages.success(request, _("已同時建立檔案 %(file_no)s。") % {"file_no": received.dossier.file_no})
    for one in received.duplicates:
        messages.warning(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("這份檔案中已有內容完全相同的一件，請核對是否重複收件："),
                reverse("document", args=[request.project.code, one.pk]),
                item_no(one) or one.title,
            ),
        )


def say_filed(request: ProjectRequest, filed: Filing, template: Template) -> None:
    """Where it went, whether it was late, and whether it looks misfiled."""
    document = Document.objects.select_related("dossier").get(pk=filed.document_id)
    said = {"title": document.title, "item_no": item_no(document), "where": where(document)}
    if said["where"]:
        messages.success(request, _("已歸檔：%(title)s，件號 %(item_no)s，存放 %(where)s。") % said)
    else:
        messages.success(request, _("已歸檔：%(title)s，件號 %(item_no)s，只有電子檔。") % said)
    if filed.late:
        messages.warning(request, _("逾期 %(days)s 天歸檔，已如實記錄。") % {"days": filed.days_late})
    likely = likely_line(document.title, template)
    if likely and likely.category.value != document.line[:1]:
        messages.warning(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("標題像「%(line)s」，這類資料通常歸 %(letter)s 類。")
                % {
                    "line": _(likely.title),
                    "letter": likely.category.value,
                },
                reverse("document_move", args=[request.project.code, document.pk]),
                _("歸錯了，改歸"),
            ),
        )


def settled_file(unit: Unit | None) -> Dossier | None:
    """The file a unit has already."""
    return rooms.open_file(unit) if unit else None


def _upload(request: ProjectRequest, form: ReceiptForm) -> Upload | None:
    file = form.cleaned_data["file"]
    if file:
        return Upload(file.file, file.name)
    if form.cleaned_data["kept"] and not form.cleaned_data["leave_out"]:
        return drafts.reopen(request, form.cleaned_data["kept"])
    return None
