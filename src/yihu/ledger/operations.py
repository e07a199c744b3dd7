"""Writing to the ledger: the last statement of every act, in the act's own transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from yihu.ledger import guard, writing
from yihu.ledger.canonical import COMPANY, instant, text
from yihu.ledger.canonical import body as canonical_body
from yihu.policy.decisions import Unavailable, refuse
from yihu.policy.vocabulary import N_, Actor

_NOTHING: Mapping[str, Any] = {}
UNWRITABLE = refuse(
    "ledger_unwritable",
    N_("台帳現在不能寫入，所以這次操作沒有進行，也沒有寫入任何內容。"),
    mend=N_("請稍後再試；若一直如此，請系統管理員執行 yihu doctor。"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """Where an entry stands, and its hash."""

    chain_id: UUID
    seq: int
    hash: bytes


def append(
    *,
    project_id: UUID | None,
    by: Actor,
    at: datetime,
    action: str,
    subjects: Mapping[str, UUID | str] = _NOTHING,
    detail: Mapping[str, Any] = _NOTHING,
) -> Written:
    """Append one entry to the project's chain (the company's without one), last in the caller's transaction.

    Whoever appends holds the chain until the transaction ends, so that sequence order is commit order.
    `Unavailable` (ledger_unwritable) if the database refuses: then the act must not happen either.
    `Invalid` if subjects or detail seem to hold an identity-card or mobile number; `ValueError` for a
    malformed action, subject or value; `TransactionManagementError` outside a transaction (Annex D).
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An entry is appended inside the transaction of its act."
        )
    guard.check_action(action)
    ids = guard.check_subjects(subjects)
    chain, moment, about, told = project_id or COMPANY, instant(at), text(ids), text(detail)
    guard.check_personal({"subjects": ids, "detail": detail}, f"{about}{told}")
    body = canonical_body(chain=chain, by=by, at=moment, action=action, subjects=about, detail=told)
    encoded = guard.as_bytes(body)
    row = writing.Row(chain, moment, by.account_id, by.username, by.role or "", action, body)
    try:
        seq, digest = writing.write(connection, row, encoded, sorted(set(ids.values())))
    except DatabaseError as error:
        transaction.set_rollback(True)
        raise Unavailable(UNWRITABLE) from error
    return Written(chain, seq, digest)
