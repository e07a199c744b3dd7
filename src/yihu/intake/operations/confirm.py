"""Bringing in what was tried: everything lies ready, so that it is written in one short transaction."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from yihu.dossiers import catching_up, completeness
from yihu.dossiers.models import Dossier, GapRollup
from yihu.dossiers.template import day_of
from yihu.estate.models import Project
from yihu.gate.operations import latest_serial
from yihu.households.models import Household
from yihu.intake import events, filling, staging, vault
from yihu.intake.bulk import insert
from yihu.intake.kinds import kind_of
from yihu.intake.models import Batch, BatchProblem, BroughtIn
from yihu.intake.operations.ending import Cancelled, still_wanted
from yihu.intake.operations.try_file import rows_of
from yihu.intake.portions import SHEETS, Portion, same_in_all
from yihu.intake.staging import Stale
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, refuse
from yihu.policy.vocabulary import N_, Actor

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Result:
    """The batch as confirmed, and what was brought in."""

    batch: Batch
    counts: dict[str, int]


@transaction.atomic
def ask(*, by: Actor, at: datetime, batch: Batch) -> Batch:
    """Ask that a tried file be brought in by the background, for `by`. Raises as `confirm`."""
    permission.require(by, Object.IMPORTS, Verb.WRITE, project_id=batch.project_id)
    locked = _confirmable(Batch.objects.select_for_update().get(pk=batch.pk))
    if locked.asked_at is None:
        locked.asked_at, locked.asked_by_id = at, permission.person(by, N_("導入須由本人進行。"))
        locked.done, locked.total = 0, locked.chunks.count()
        locked.save(update_fields=["asked_at", "asked_by", "done", "total"])
    return locked


def confirm(*, by: Actor, at: datetime, batch: Batch) -> Result:
    """Bring in what a tried file holds, all of it or none; what is there already stays (R1.1).

    What lies ready is written as it is; only if the project has changed meanwhile is it made ready again.
    Refused rows are left out with their reasons. One entry of the ledger holds the counts and a digest of
    the new households' ids. Raises `Conflict` (`confirmed_already`, `cancelled`, `not_read`, `stopped`,
    `changed_meanwhile`), `Refused`.
    """
    permission.require(by, Object.IMPORTS, Verb.WRITE, project_id=batch.project_id)
    person = permission.person(by, N_("導入須由本人進行。"))
    how = kind_of(batch.kind)
    if how.bring_in:
        return _one_by_one(batch, how.bring_in, by=by, at=at, person=person)
    for _attempt in range(_ATTEMPTS):
        _confirmable(Batch.objects.get(pk=batch.pk))
        with suppress(Stale, IntegrityError), transaction.atomic():
            return _write(batch, by=by, at=at, person=person)
        _prepare_again(batch, at=at)
    raise Conflict(_CHANGED)


def is_large(batch: Batch) -> bool:
    """Whether a batch is better brought in by the background: `ask` hands it over."""
    return int(batch.tried.get("rows", 0)) > kind_of(batch.kind).large_from


def _one_by_one(
    batch: Batch, bring_in: Callable[..., Counter[str]], *, by: Actor, at: datetime, person: UUID
) -> Result:
    """Each subject in an act of its own; broken off, it is taken up again without doubling any."""
    _confirmable(Batch.objects.get(pk=batch.pk))

    def tell(done: int, total: int) -> None:
        _wanted(batch)
        Batch.objects.filter(pk=batch.pk).update(done=done, total=total)

    brought = bring_in(by=by, at=at, batch=batch, data=vault.take(batch).getvalue(), tell=tell)
    with transaction.atomic():
        locked = _wanted(batch)
        counts = {name: number for name, number in locked.tried.items() if name != "known"} | {
            "documents": brought["documents"],
            "filed": brought["filed"],
            "refused_rows": locked.tried.get("refused_rows", 0) + brought["refused_rows"],
        }
        _end(locked, counts, by=by, at=at, person=person)
        return Result(locked, counts)


def _confirmable(batch: Batch) -> Batch:
    if batch.confirmed_at:
        raise Conflict(_CONFIRMED)
    if batch.cancelled_at or batch.failed_at:
        raise Conflict(_ENDED)
    if not batch.read_at:
        raise Conflict(_NOT_READ)
    if batch.on_existing == Batch.OnExisting.STOP and batch.tried.get("stops"):
        raise Conflict(refuse("stopped", _STOPPED[0], mend=_STOPPED[1], units=batch.tried["stops"]))
    return batch


def _write(batch: Batch, *, by: Actor, at: datetime, person: UUID) -> Result:
    project = Project.objects.select_for_update(no_key=True).get(pk=batch.project_id)
    locked = _confirmable(Batch.objects.select_for_update().get(pk=batch.pk))
    if kind_of(locked.kind).stamp(project, at=at) != locked.stamp or locked.chunks.count() != locked.staged:
        raise Stale
    written = _Written(project, locked, by, at)
    for portion in staging.portions(locked):
        written.take(portion)
    written.close()
    staging.forget([locked.pk])
    counts = {name: number for name, number in locked.tried.items() if name != "known"}
    if locked.kind == Batch.Kind.HOUSEHOLDS:
        counts |= {"persons": written.rows["person"], "phones": written.rows["phone"]}
    _end(locked, counts, by=by, at=at, person=person)
    return Result(locked, counts)


def _end(locked: Batch, counts: dict[str, int], *, by: Actor, at: datetime, person: UUID) -> None:
    locked.confirmed_at, locked.confirmed_by_id, locked.brought_in = at, person, counts
    locked.done = locked.total
    locked.save(update_fields=["confirmed_at", "confirmed_by", "brought_in", "done"])
    append(
        project_id=locked.project_id,
        by=by,
        at=at,
        action=events.CONFIRMED,
        subjects={"batch": locked.pk},
        detail={
            **counts,
            "sha256": bytes(locked.file_sha256).hex(),
            "subjects_digest": digest_of(subjects_of(locked)),
        },
    )


class _Written:
    """What has been written so far, and what must follow from it."""

    def __init__(self, project: Project, batch: Batch, by: Actor, at: datetime) -> None:
        self._project, self._at = project, at
        self._same = same_in_all(batch, by=by, at=at)
        self._serial = latest_serial(project, day_of(project, at).year)
        self._known = catching_up.is_known(project, at)
        self._filler = filling.Filler(project=project, at=at)
        self._missing: Counter[tuple[str | None, str]] = Counter()
        self._required: Counter[str] = Counter()
        self._completed: list[str] = []
        self._changed: list[str] = []
        self.rows: Counter[str] = Counter()

    def take(self, portion: Portion) -> None:
        for name, sheet in SHEETS.items():
            first = self._serial + self.rows[name] + 1
            insert(sheet, portion.rows[name], same=self._same[name], first=first)
            self.rows[name] += len(portion.rows[name])
        self._filler.take(portion.filled)
        self._missing += portion.missing
        self._required += portion.required
        self._completed += portion.completed
        self._changed += portion.changed

    def close(self) -> None:
        """Owners of files that a paper had opened (R2.3.1), the roll-ups, and the files that changed."""
        for some in _at_once(self._completed):
            Household.objects.filter(pk__in=some).update(
                owners_registered_at=self._at, version=F("version") + 1
            )
        self._roll_up()
        for some in _at_once(self._changed):
            for dossier in Dossier.objects.filter(pk__in=some).select_related("household__unit", "project"):
                completeness.refresh(dossier=dossier, at=self._at)

    def _roll_up(self) -> None:
        missing: Counter[str] = Counter()
        for (_building, line), number in self._missing.items():
            missing[line] += number
        lines = sorted({*missing, *self._required})
        GapRollup.objects.bulk_create(
            (GapRollup(project_id=self._project.pk, line=line) for line in lines), ignore_conflicts=True
        )
        for line in lines:
            GapRollup.objects.filter(project_id=self._project.pk, line=line).update(
                missing=F("missing") + missing[line], required=F("required") + self._required[line]
            )
        if self._known:
            known = {(UUID(at) if at else None, line): n for (at, line), n in self._missing.items()}
            catching_up.add(self._project.pk, Counter(known))


def _prepare_again(batch: Batch, *, at: datetime) -> None:
    """The project has changed: compare the file with what there is now, and say what is newly in the way."""
    how = kind_of(batch.kind)
    examined = how.examine(
        vault.take(batch).getvalue(),
        name=batch.file_name,
        project=batch.project,
        at=at,
        on_existing=batch.on_existing,
        mapping=batch.mapping,
    )
    ready = list(examined.portions(batch.file_name))
    with transaction.atomic():
        locked = _wanted(batch)
        staging.forget([locked.pk])
        for number, (_done, portion) in enumerate(ready):
            staging.keep(locked, number, portion)
        locked.stamp, locked.tried = examined.stamp, {**examined.counts(), "known": locked.tried.get("known")}
        locked.staged = len(ready)
        locked.save(update_fields=["stamp", "staged", "tried"])
        said = Counter(locked.problems.values_list("row", "code"))
        new = [problem for problem in examined.problems if not said[problem.row, problem.code]]
        BatchProblem.objects.bulk_create(rows_of(locked, new), batch_size=2000)


def _wanted(batch: Batch) -> Batch:
    try:
        return _confirmable(still_wanted(batch))
    except Cancelled as cancelled:
        raise Conflict(_ENDED) from cancelled


def subjects_of(batch: Batch) -> Iterator[UUID]:
    """The ids of everything a batch brought in, by which its entry in the ledger can be checked."""
    found = BroughtIn.objects.filter(batch=batch).order_by("subject")
    return found.values_list("subject", flat=True).distinct().iterator()


def digest_of(ids: Iterable[Any]) -> str:
    """SHA-256 over the ids in order, one a line: whoever has the list can show that it is this one."""
    return hashlib.sha256("\n".join(sorted(map(str, ids))).encode()).hexdigest()


def _at_once(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]


_CONFIRMED = refuse(
    "confirmed_already",
    N_("這一批已經導入。"),
    mend=N_("不需要再確認；同一個檔案可以再上載一次，已有的戶不會重複。"),
)
_ENDED = refuse("ended", N_("這一批已取消或讀不出，不能導入。"), mend=N_("請再上載一次檔案。"))
_NOT_READ = refuse("not_read", N_("這個檔案還沒有讀完。"), mend=N_("讀完後再確認導入。"))
_STOPPED = (
    N_("檔案中有 %(units)s 戶已有檔案，按所選的做法，什麼都不導入。"),
    N_("請刪去這些行，或改選「略過」或「更新」再上載。"),
)
_CHANGED = refuse(
    "changed_meanwhile",
    N_("導入期間有人改動了同一些房號，這次什麼都沒有寫入。"),
    mend=N_("請再按一次「確認導入」。"),
)
