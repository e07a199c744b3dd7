"""Handing back the rows that were not taken: household data leaves the page, so the ledger knows."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from yihu.intake import events
from yihu.intake.models import Batch
from yihu.intake.queries.errors import Say, errors_workbook
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.vocabulary import Actor


def take_errors(*, by: Actor, at: datetime, batch: Batch, say: Say, words: Callable[[str], str]) -> bytes:
    """The refused rows as `.xlsx`, each with its reasons; see `errors_workbook` for `say` and `words`.

    Raises `NotKnown`, `Refused`, `Unavailable` as the file's store does.
    """
    permission.require(by, Object.IMPORTS, Verb.READ, project_id=batch.project_id)
    content = errors_workbook(batch, say=say, words=words)
    with transaction.atomic():
        append(
            project_id=batch.project_id,
            by=by,
            at=at,
            action=events.ERRORS_TAKEN,
            subjects={"batch": batch.pk},
            detail={"bytes": len(content)},
        )
    return content
