"""Bringing in what was tried: everything is made ready first, then written in one short transaction."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from yihu.dossiers import catching_up, completeness
from yihu.dossiers.models import Dossier, GapRollup
from yihu.dossiers.template import template_of
from yihu.estate.models import Project
from yihu.households.models import Household
from yihu.intake import events, vault
from yihu.intake.bulk import insert
from yihu.intake.drafts import COLUMNS, Drafts, draft
from yihu.intake.examination import Examined, again, examine
from yihu.intake.models import Batch, BatchProblem
from yihu.intake.operations.try_file import rows_of
from yihu.intake.snapshot import stamp_of
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, refuse
from yihu.policy.vocabulary import N_, Actor


@dataclass(frozen=True, slots=True)
class Result:
    """The batch as confirmed, and what was brought in."""

    batch: Batch
    counts: dict[str, int]


def confirm(*, by: Actor, at: datetime, batch: Batch) -> Result:
    """Bring in the households of a tried file, all of them or none; what is there already stays (R1.1).

    Refused rows are left out with their reasons. One entry of the ledger holds the counts and a digest of
    the new households' ids. Raises `Conflict` (`confirmed_already`, `changed_meanwhile`), `Refused`.
    """
    permission.require(by, Object.IMPORTS, Verb.WRITE, project_id=batch.project_id)
    if batch.confirmed_at is not None:
        raise Conflict(_CONFIRMED)
    project = batch.project
    examined = examine(vault.take(batch).getvalue(), project=project)
    drafts = _draft(examined, by=by, at=at, project=project)
    try:
        with transaction.atomic():
            return _write(examined, drafts, by=by, at=at, batch=batch)
    except IntegrityError as error:
        raise Conflict(_CHANGED) from error


def _draft(examined: Examined, *, by: Actor, at: datetime, project: Project) -> Drafts:
    return draft(
        examined.plan,
        by=by,
        at=at,
        project=project,
        template=template_of(project, at=at),
        snapshot=examined.snapshot,
        sealer=examined.sealer,
    )


def _write(examined: Examined, drafts: Drafts, *, by: Actor, at: datetime, batch: Batch) -> Result:
    project = Project.objects.select_for_update(no_key=True).get(pk=batch.project_id)
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.confirmed_at is not None:
        raise Conflict(_CONFIRMED)
    if stamp_of(project) != examined.snapshot.stamp:  # somebody wrote since: compare again, under the lock
        again(examined, project=project)
        drafts = _draft(examined, by=by, at=at, project=project)
    for table, columns in COLUMNS.items():
        insert(table, columns, drafts.rows[table])
    _complete(drafts, at=at)
    _roll_up(project.pk, drafts)
    catching_up.add(project.pk, drafts.known)
    counts = examined.counts() | {"persons": _written(drafts, "Person"), "phones": _written(drafts, "Phone")}
    _add_problems(locked, examined)
    locked.confirmed_at, locked.brought_in = at, counts
    locked.confirmed_by_id = permission.person(by, N_("導入須由本人進行。"))
    locked.save(update_fields=["confirmed_at", "confirmed_by", "brought_in"])
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.CONFIRMED,
        subjects={"batch": locked.pk},
        detail={
            **counts,
            "sha256": bytes(locked.file_sha256).hex(),
            "households_digest": digest_of(drafts.opened + drafts.completed),
        },
    )
    return Result(locked, counts)


def _complete(drafts: Drafts, *, at: datetime) -> None:
    """Files that a paper had opened have their owners now (R2.3.1)."""
    if not drafts.completed:
        return
    Household.objects.filter(pk__in=drafts.completed).update(
        owners_registered_at=at, version=F("version") + 1
    )
    files = Dossier.objects.filter(pk__in=drafts.completed_files)
    for dossier in files.select_related("household__unit", "project"):
        completeness.refresh(dossier=dossier, at=at)


def _roll_up(project_id: UUID, drafts: Drafts) -> None:
    lines = sorted(set(drafts.missing) | set(drafts.required))
    GapRollup.objects.bulk_create(
        (GapRollup(project_id=project_id, line=line) for line in lines), ignore_conflicts=True
    )
    for line in lines:
        GapRollup.objects.filter(project_id=project_id, line=line).update(
            missing=F("missing") + drafts.missing[line], required=F("required") + drafts.required[line]
        )


def _add_problems(batch: Batch, examined: Examined) -> None:
    """What only now stands in the way is added to what was said when the file was tried."""
    said = Counter(batch.problems.values_list("row", "code"))
    new = [problem for problem in examined.plan.problems if not said[problem.row, problem.code]]
    BatchProblem.objects.bulk_create(rows_of(batch, new), batch_size=2000)


def _written(drafts: Drafts, name: str) -> int:
    return next(len(rows) for table, rows in drafts.rows.items() if table.__name__ == name)


def digest_of(ids: Iterable[UUID]) -> str:
    """SHA-256 over the ids in order, one a line: whoever has the list can show that it is this one."""
    return hashlib.sha256("\n".join(sorted(map(str, ids))).encode()).hexdigest()


_CONFIRMED = refuse(
    "confirmed_already",
    N_("這一批已經導入。"),
    mend=N_("不需要再確認；同一個檔案可以再上載一次，已有的戶不會重複。"),
)
_CHANGED = refuse(
    "changed_meanwhile",
    N_("導入期間有人改動了同一些房號，這次什麼都沒有寫入。"),
    mend=N_("請再按一次「確認導入」。"),
)
