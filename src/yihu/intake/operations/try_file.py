"""A dry run: the file is read whole and sealed, everything found is kept, nothing of it is brought in."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction

from yihu.dossiers.store import StoredDocument
from yihu.estate.models import Project
from yihu.intake import events, staging, vault
from yihu.intake.examination import Examined, Tell, UnknownColumns
from yihu.intake.kinds import Kind, kind_of
from yihu.intake.models import Batch, BatchProblem
from yihu.intake.shapes import CellProblem
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor

LARGE_FILE = 2_000_000
"""Larger files are read in the background: `receive` takes them in."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives; its name is a label."""

    stream: BinaryIO
    name: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants a file brought in: what about units that are there, which column is what."""

    on_existing: str = Batch.OnExisting.SKIP
    mapping: Mapping[str, Any] | None = None


def try_file(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    kind: str,
    upload: Upload,
    wishes: Wishes | None = None,
    tell: Tell | None = None,
) -> Batch:
    """Read the file at once and say what bringing it in would do; `tried` holds the counts (contract §1).

    Raises `Invalid` (`kind`, `on_existing`, `file`, `mapping`) for what cannot be read, `Refused` for who may
    not, `Unavailable`. Then nothing is kept.
    """
    how, wishes = _checked(by, project, kind, wishes)
    data = _data(upload, how)
    examined = how.examine(
        data,
        name=upload.name,
        project=project,
        at=at,
        on_existing=wishes.on_existing,
        mapping=wishes.mapping,
        tell=tell,
    )
    stored = vault.keep(data)
    try:
        with transaction.atomic():
            batch = _batch(by, at, project, kind, upload.name, data, stored, wishes)
            for number, (done, portion) in enumerate(examined.portions(batch.file_name)):
                staging.keep(batch, number, portion)
                batch.done = batch.total = done
                batch.staged = number + 1
            return write_down(batch, examined, by=by, at=at)
    except BaseException:
        vault.discard(stored)
        raise


def receive(
    *, by: Actor, at: datetime, project: Project, kind: str, upload: Upload, wishes: Wishes | None = None
) -> Batch:
    """Take a file in to be read in the background; only its shape is looked at. Raises as `try_file`."""
    how, wishes = _checked(by, project, kind, wishes)
    data = _data(upload, how)
    how.glance(data)
    stored = vault.keep(data)
    try:
        with transaction.atomic():
            batch = _batch(by, at, project, kind, upload.name, data, stored, wishes)
            append(
                project_id=project.pk,
                by=by,
                at=at,
                action=events.RECEIVED,
                subjects={"batch": batch.pk},
                detail={"kind": kind, "sha256": bytes(batch.file_sha256).hex(), "bytes": len(data)},
            )
            return batch
    except BaseException:
        vault.discard(stored)
        raise


def set_aside(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    kind: str,
    upload: Upload,
    unknown: UnknownColumns,
    wishes: Wishes | None = None,
) -> Batch:
    """Keep a file whose columns nobody knows until they are named: it need not be uploaded again."""
    _how, wishes = _checked(by, project, kind, wishes)
    upload.stream.seek(0)
    data = upload.stream.read()
    stored = vault.keep(data)
    try:
        with transaction.atomic():
            batch = _batch(by, at, project, kind, upload.name, data, stored, wishes)
            batch.unmapped_at = at
            batch.save(update_fields=["unmapped_at"])
            append(
                project_id=project.pk,
                by=by,
                at=at,
                action=events.RECEIVED,
                subjects={"batch": batch.pk},
                detail={"kind": kind, "sha256": bytes(batch.file_sha256).hex(), "unmapped": True},
            )
            return batch
    except BaseException:
        vault.discard(stored)
        raise


def write_down(batch: Batch, examined: Examined, *, by: Actor, at: datetime) -> Batch:
    """What was found, in the transaction of the caller."""
    earlier = (
        Batch.objects.filter(
            project=batch.project_id, file_sha256=batch.file_sha256, confirmed_at__isnull=False
        )
        .order_by("-confirmed_at")
        .first()
    )
    counts = examined.counts()
    batch.template, batch.stamp = examined.template, examined.stamp
    batch.tried = counts | {"known": str(earlier.pk) if earlier else None}
    batch.read_at, batch.unmapped_at = at, None
    batch.save(
        update_fields=["template", "stamp", "staged", "tried", "read_at", "unmapped_at", "done", "total"]
    )
    BatchProblem.objects.filter(batch=batch).delete()
    BatchProblem.objects.bulk_create(rows_of(batch, examined.problems), batch_size=2000)
    append(
        project_id=batch.project_id,
        by=by,
        at=at,
        action=events.TRIED,
        subjects={"batch": batch.pk},
        detail={
            "kind": batch.kind,
            "sha256": bytes(batch.file_sha256).hex(),
            "template": examined.template,
            "on_existing": batch.on_existing,
            **counts,
        },
    )
    return batch


def _checked(by: Actor, project: Project, kind: str, wishes: Wishes | None) -> tuple[Kind, Wishes]:
    permission.require(by, Object.IMPORTS, Verb.WRITE, project_id=project.pk)
    how, wishes = kind_of(kind), wishes or Wishes()
    if wishes.on_existing not in Batch.OnExisting.values:
        raise Invalid(
            FieldError(
                "on_existing",
                N_("不在可選的值之中。"),
                N_("可選：%(expected)s。"),
                "on_existing_unknown",
                params={"expected": ", ".join(Batch.OnExisting.values)},
            )
        )
    return how, wishes


def _data(upload: Upload, how: Kind) -> bytes:
    data = upload.stream.read(how.largest + 1)
    if len(data) > how.largest:
        raise Invalid(
            FieldError(
                "file",
                N_("檔案超過 %(limit)s MB。"),
                N_("請分成幾個檔案，或刪去圖片。"),
                "too_large",
                params={"limit": how.largest // 1_000_000},
            )
        )
    return data


def _batch(
    by: Actor,
    at: datetime,
    project: Project,
    kind: str,
    name: str,
    data: bytes,
    stored: StoredDocument,
    wishes: Wishes,
) -> Batch:
    return Batch.objects.create(
        project=project,
        kind=kind,
        on_existing=wishes.on_existing,
        mapping=wishes.mapping,
        file_name=label_of(name),
        file_sha256=hashlib.sha256(data).digest(),
        content_id=stored.content_id,
        key_id=stored.key_id,
        created_at=at,
        created_by_id=permission.person(by, N_("導入須由本人進行。")),
    )


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
