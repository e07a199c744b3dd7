"""A dry run: the file is read whole and sealed, everything found is kept, nothing of it is brought in."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from yihu.dossiers.store import StoredDocument
from yihu.estate.models import Project
from yihu.intake import events, vault
from yihu.intake.examination import Examined, examine
from yihu.intake.models import Batch, BatchProblem
from yihu.intake.shapes import CellProblem
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor

LARGEST_FILE = 50_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives; its name is a label."""

    stream: BinaryIO
    name: str


def try_file(*, by: Actor, at: datetime, project: Project, kind: str, upload: Upload) -> Batch:
    """Read the workbook and say what bringing it in would do; `tried` holds the counts (contract §1).

    Raises `Invalid` (`kind`, `file`) for what cannot be read, `Refused` for who may not, `Unavailable`.
    """
    permission.require(by, Object.IMPORTS, Verb.WRITE, project_id=project.pk)
    if kind not in Batch.Kind.values:
        raise Invalid(
            FieldError("kind", N_("沒有這種導入。"), N_("目前可以導入：households。"), "kind_unknown")
        )
    data = upload.stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise Invalid(
            FieldError("file", N_("檔案超過 50 MB。"), N_("請分成幾個檔案，或刪去圖片。"), "too_large")
        )
    examined = examine(data, project=project)
    digest = hashlib.sha256(data).digest()
    stored = vault.keep(data)
    try:
        return _write(by, at, project, kind, upload.name, digest, stored, examined)
    except BaseException:
        vault.discard(stored)
        raise


@transaction.atomic
def _write(
    by: Actor,
    at: datetime,
    project: Project,
    kind: str,
    name: str,
    digest: bytes,
    stored: StoredDocument,
    examined: Examined,
) -> Batch:
    earlier = (
        Batch.objects.filter(project=project, file_sha256=digest, confirmed_at__isnull=False)
        .order_by("-confirmed_at")
        .first()
    )
    counts = examined.counts()
    batch = Batch.objects.create(
        project=project,
        kind=kind,
        file_name=label_of(name),
        file_sha256=digest,
        content_id=stored.content_id,
        key_id=stored.key_id,
        template=examined.template,
        tried=counts | {"known": str(earlier.pk) if earlier else None},
        created_at=at,
        created_by_id=permission.person(by, N_("導入須由本人進行。")),
    )
    BatchProblem.objects.bulk_create(rows_of(batch, examined.problems), batch_size=2000)
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.TRIED,
        subjects={"batch": batch.pk},
        detail={"kind": kind, "sha256": digest.hex(), "template": examined.template, **counts},
    )
    return batch


def rows_of(batch: Batch, problems: Iterable[CellProblem]) -> Iterable[BatchProblem]:
    """The problems as they are kept; the mend stands among the parameters."""
    return (
        BatchProblem(
            batch=batch,
            sheet=problem.sheet[:40],
            row=problem.row,
            column=problem.column,
            header=problem.header[:60],
            severity=problem.severity,
            code=problem.code,
            text=problem.text,
            params={**problem.params, "mend": problem.mend},
        )
        for problem in problems
    )


def label_of(name: str) -> str:
    """The file's own name without its folders, its middle left out where it is very long."""
    own = name.replace("\\", "/").rsplit("/", 1)[-1].strip() or "—"
    return own if len(own) <= 200 else f"{own[:150]}…{own[-40:]}"
