"""Receive a paper or a file: the first one of a unit opens its file (R2.3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from yihu.dossiers import events, opening, rights, signatures
from yihu.dossiers.models import Document, Dossier
from yihu.dossiers.store import StoredDocument, get_store
from yihu.dossiers.template import template_of
from yihu.estate.models import Project, Unit
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.filing import check_receipt
from yihu.policy.regulations.model import CatalogueLine
from yihu.policy.vocabulary import N_, Actor, Carrier, Department


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives; its name is a label, its content says what it is."""

    stream: BinaryIO
    name: str


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a receipt; `duplicates` are documents of the same file with the very same bytes."""

    document: Document
    dossier: Dossier | None
    dossier_created: bool
    duplicates: tuple[Document, ...]


def receive(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    unit: Unit | None,
    title: str,
    pages: int | None,
    carrier: Carrier,
    line: str = "",
    received_at: datetime | None = None,
    late_reason: str = "",
    formed_on: date | None = None,
    is_copy: bool = False,
    signers: Sequence[UUID] = (),
    note: str = "",
    upload: Upload | None = None,
) -> Received:
    """Register what arrived, of whatever department; open the unit's file if it has none (R2.3.1).

    Without a unit it waits in the 未歸屬 box. Bytes are sealed in the store first and discarded again if the
    rows cannot be written. Raises `Invalid` with every fault, `Refused` for another department's line.
    """
    permission.require(by, Object.RECEIPT, Verb.WRITE, project_id=project.pk)
    when = received_at or at
    counted = 1 if pages is None and upload else pages
    errors = check_receipt(title=title, pages=counted, carrier=carrier, has_file=upload is not None)
    if when > at:
        errors = (*errors, _from_the_future())
    if errors:
        raise Invalid(*errors)
    place = rights.line_for_receipt(by=by, template=template_of(project, at=at), code=line)
    stored = get_store().add(upload.stream, name=upload.name) if upload else None
    try:
        return _write(
            by=by,
            at=at,
            project=project,
            unit=unit,
            line=place,
            stored=stored,
            signers=signers,
            document=Document(
                project=project,
                title=title.strip(),
                pages=pages or (stored.pages if stored else 1),
                carrier=carrier,
                is_copy=is_copy,
                formed_on=formed_on,
                note=note,
                received_at=when,
                recorded_at=at,
                late_reason=late_reason,
                received_by_id=by.account_id,
                received_by_department=by.department or Department.CS,
            ),
        )
    except BaseException:
        if stored:
            get_store().discard(stored.content_id, stored.key_id)
        raise


@transaction.atomic
def _write(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    unit: Unit | None,
    line: CatalogueLine | None,
    stored: StoredDocument | None,
    signers: Sequence[UUID],
    document: Document,
) -> Received:
    department = by.department or Department.CS
    document.volume = rights.volume_for(by=by, line=line) if line else department
    document.line = line.code if line else ""
    dossier, created = (
        opening.open_file(by=by, at=at, unit=unit, department=department) if unit else (None, False)
    )
    document.dossier = dossier
    _attach(document, stored)
    document.save(force_insert=True)
    signatures.name(document, signers)
    duplicates = _duplicates(document)
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.RECEIVED,
        subjects={"document": document.pk} | ({"dossier": dossier.pk} if dossier else {}),
        detail={
            "line": document.line,
            "volume": document.volume,
            "pages": document.pages,
            "carrier": document.carrier,
            "opens_file": created,
            "file_no": dossier.file_no if dossier else None,
            "sha256": stored.sha256.hex() if stored else None,
            "duplicates": len(duplicates),
        },
    )
    return Received(document, dossier, created, duplicates)


def _attach(document: Document, stored: StoredDocument | None) -> None:
    if stored:
        document.content_id = stored.content_id
        document.key_id = stored.key_id
        document.content_sha256 = stored.sha256
        document.content_size = stored.size
        document.content_type = stored.media_type
        document.content_pages = stored.pages


def _duplicates(document: Document) -> tuple[Document, ...]:
    if not document.content_sha256 or not document.dossier:
        return ()
    same = Document.objects.filter(dossier=document.dossier, content_sha256=document.content_sha256)
    return tuple(same.exclude(pk=document.pk).order_by("recorded_at", "id"))


def _from_the_future() -> FieldError:
    return FieldError(
        "received_at",
        N_("收件時間不能晚於現在。"),
        mend=N_("填寫實際收到的時間，或留空。"),
        code="received_in_future",
        clause="T1",
    )
