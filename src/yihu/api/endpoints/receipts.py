"""Receipts: whichever department receives a paper registers it; the first opens the unit's file (R2.3.1)."""

from typing import BinaryIO, cast

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from ninja import File, Form, Router
from ninja.files import UploadedFile

from yihu.api.answers import Answer, answer
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import writing
from yihu.api.endpoints.uploads import require_known
from yihu.api.idempotency import once
from yihu.api.problems import language_of
from yihu.api.schemas.documents import DocumentRef, ExistingDocument, Receipt, ReceiptOut, Remark, State
from yihu.api.schemas.households import FileRef
from yihu.dossiers import operations as dossiers
from yihu.dossiers.operations.lives import item_no
from yihu.estate.models import Project, Unit
from yihu.estate.queries import get_unit
from yihu.policy.vocabulary import N_, Actor

router = Router(tags=["receipts"])
_DUPLICATE = N_("這份檔案中已有內容完全相同的一件，請核對是否重複收件。")


@router.post("", response=writing(ReceiptOut, 201))
def create_receipt(
    request: ApiRequest, receipt: Form[Receipt], file: File[UploadedFile | None] = None
) -> HttpResponse:
    """Register what arrived; without `unit_id` it waits in the 未歸屬 box of `project`."""
    project, by = _place(request, receipt)
    require_known(request, Receipt.model_fields)

    def act() -> Answer:
        received = dossiers.receive(
            by=by,
            at=request.caller.at,
            project=project,
            unit=get_unit(project, receipt.unit_id) if receipt.unit_id else None,
            title=receipt.title,
            pages=receipt.pages,
            carrier=receipt.carrier,
            line=receipt.line,
            received_at=receipt.received_at,
            late_reason=receipt.late_reason,
            formed_on=receipt.formed_on,
            is_copy=receipt.is_copy,
            note=receipt.note,
            upload=_upload(file),
        )
        with translation.override(language_of(request)):
            return answer(_out(received), status=201)

    return once(request, act)


def _place(request: ApiRequest, receipt: Receipt) -> tuple[Project, Actor]:
    if receipt.unit_id:
        return enter_of(request, row_of(Unit), receipt.unit_id)
    return enter(request, receipt.project)


def _upload(file: UploadedFile | None) -> dossiers.Upload | None:
    if file is None or file.file is None:
        return None
    return dossiers.Upload(cast(BinaryIO, file.file), file.name or "")


def _out(received: dossiers.Received) -> ReceiptOut:
    dossier = received.dossier
    return ReceiptOut(
        document=DocumentRef(id=received.document.pk, state=State.RECEIVED),
        dossier=FileRef(id=dossier.pk, file_no=dossier.file_no) if dossier else None,
        dossier_created=received.dossier_created,
        warnings=[
            Remark(
                code="duplicate",
                detail=gettext(_DUPLICATE),
                existing=ExistingDocument(id=one.pk, item_no=item_no(one)),
            )
            for one in received.duplicates
        ],
    )
