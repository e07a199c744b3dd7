"""Reading a file that was received: in portions, each kept in a short transaction; told how far it is.

Nothing is half-done: until the last step the batch is still being read, and whoever takes it up again after
a break begins anew and replaces what was staged.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from yihu.intake import events, staging, vault
from yihu.intake.examination import UnknownColumns
from yihu.intake.kinds import kind_of
from yihu.intake.mapping import check, signature
from yihu.intake.models import Batch, KeptMapping
from yihu.intake.operations.ending import fail, still_wanted
from yihu.intake.operations.try_file import write_down
from yihu.intake.workbooks import read_workbook
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, Invalid, refuse
from yihu.policy.vocabulary import N_, Actor

Now = Callable[[], datetime]


def read(*, by: Actor, batch: Batch, now: Now) -> Batch:
    """Read a received file for whoever sent it (`by`); what is wrong with the whole of it is its failure.

    Raises `Cancelled` when somebody cancelled it meanwhile.
    """
    watch = Watch(batch, now)
    try:
        examined = kind_of(batch.kind).examine(
            vault.take(batch).getvalue(),
            name=batch.file_name,
            project=batch.project,
            at=now(),
            on_existing=batch.on_existing,
            mapping=batch.mapping,
            tell=watch,
        )
    except UnknownColumns as problem:
        if not problem.can_be_named:
            return fail(by=by, at=now(), batch=batch, problem=problem)
        batch.unmapped_at = now()
        batch.save(update_fields=["unmapped_at"])
        return batch
    except Invalid as problem:
        return fail(by=by, at=now(), batch=batch, problem=problem)
    staging.forget([batch.pk])
    total = len(examined.readings)
    number = -1
    for number, (done, portion) in enumerate(examined.portions(batch.file_name)):
        with transaction.atomic():
            staging.keep(batch, number, portion)
        watch(done, total)
    with transaction.atomic():
        locked = still_wanted(batch)
        locked.done, locked.total, locked.staged = total, total, number + 1
        return write_down(locked, examined, by=by, at=now())


class Watch:
    """Notes how far the work is, and stops it when the batch was cancelled."""

    def __init__(self, batch: Batch, now: Now) -> None:
        self._batch, self._now = batch, now

    def __call__(self, done: int, total: int) -> None:
        still_wanted(self._batch, lock=False)
        Batch.objects.filter(pk=self._batch.pk).update(done=done, total=max(done, total), beat_at=self._now())


def name_columns(*, by: Actor, at: datetime, batch: Batch, mapping: Mapping[str, Any]) -> Batch:
    """Say what stands in the columns of a file that was set aside; it is kept for other such files.

    The file is still to be read: at once with `read`, or by the background. Raises `Invalid` (`mapping`),
    `Refused`, `Conflict` for a file that is past it.
    """
    permission.require(by, Object.IMPORTS, Verb.WRITE, project_id=batch.project_id)
    workbook = read_workbook(vault.take(batch), name=batch.file_name)
    checked = check(workbook, mapping)
    with transaction.atomic():
        locked = still_wanted(batch)
        if locked.unmapped_at is None:
            raise Conflict(_NAMED)
        locked.mapping, locked.unmapped_at = checked, None
        locked.save(update_fields=["mapping", "unmapped_at"])
        KeptMapping.objects.update_or_create(
            project=locked.project,
            kind=locked.kind,
            signature=signature(workbook, checked),
            defaults={
                "mapping": checked,
                "kept_at": at,
                "kept_by_id": permission.person(by, N_("導入須由本人進行。")),
            },
        )
        append(
            project_id=locked.project_id,
            by=by,
            at=at,
            action=events.MAPPED,
            subjects={"batch": locked.pk},
            detail={"columns": sorted(checked["columns"])},
        )
        return locked


_NAMED = refuse("columns_named", N_("這個檔案的欄位已經指明。"), mend=N_("請看試讀的結果。"))
