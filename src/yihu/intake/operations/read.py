"""Reading a file that was received: in portions, each kept in a short transaction; told how far it is.

Nothing is half-done: until the last step the batch is still being read, and whoever takes it up again after
a break begins anew and replaces what was staged.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from yihu.intake import events, staging, vault
from yihu.intake.examination import UnknownColumns
from yihu.intake.kinds import kind_of
from yihu.intake.models import Batch
from yihu.intake.operations.ending import fail, still_wanted
from yihu.intake.operations.try_file import write_down
from yihu.ledger.operations import append
from yihu.policy.decisions import Invalid
from yihu.policy.vocabulary import Actor

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
    except UnknownColumns:
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


def name_columns(*, by: Actor, at: datetime, batch: Batch, mapping: dict[str, object]) -> Batch:
    """Say what stands in the columns of a file that was set aside; it is read again from the start."""
    with transaction.atomic():
        locked = still_wanted(batch)
        locked.mapping, locked.unmapped_at = mapping, None
        locked.save(update_fields=["mapping", "unmapped_at"])
        append(
            project_id=locked.project_id,
            by=by,
            at=at,
            action=events.MAPPED,
            subjects={"batch": locked.pk},
            detail={},
        )
        return locked
