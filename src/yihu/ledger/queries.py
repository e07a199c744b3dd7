"""Reading the ledger: newest first, exact totals, every entry whole."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from yihu.kernel.paging import LARGEST_PAGE, Page, decode_cursor, encode_cursor
from yihu.ledger.canonical import COMPANY, from_instant
from yihu.ledger.models import Chain, Entry, EntrySubject
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_


@dataclass(frozen=True, slots=True)
class EntryRead:
    """One entry as people and the API see it."""

    chain_id: UUID
    seq: int
    at: datetime
    actor_id: UUID | None
    username: str
    role: str
    device: str
    action: str
    subjects: Mapping[str, str]
    detail: Mapping[str, Any]
    hash: str


def list_entries(
    *,
    project_id: UUID | None,
    after: str | None = None,
    limit: int = 50,
    action: str | None = None,
    subject: UUID | str | None = None,
    username: str | None = None,
) -> Page[EntryRead]:
    """A page of one chain, newest first, with the exact total; `Invalid` for a cursor that is not ours."""
    chain = project_id or COMPANY
    wanted = {"action": action, "username": username}
    narrowed = {name: value for name, value in wanted.items() if value}
    limit = max(1, min(limit, LARGEST_PAGE))
    place = {"seq__lt": _place(after)} if after else {}
    if subject:
        links = EntrySubject.objects.filter(subject=str(subject), **_through(chain=chain, **narrowed))
        total = links.count()
        links = links.filter(**_through(**place)).select_related("entry").order_by("-entry_id")
        rows = [link.entry for link in links[: limit + 1]]
    else:
        entries = Entry.objects.filter(chain=chain, **narrowed)
        total = entries.count() if narrowed else _size(chain)
        rows = list(entries.filter(**place).order_by("-seq")[: limit + 1])
    more = encode_cursor(rows[limit - 1].seq) if len(rows) > limit else None
    return Page(tuple(_read(row) for row in rows[:limit]), more, total)


def entries_about(
    *subject_ids: UUID | str, actions: Collection[str] | None = None, limit: int = 50
) -> list[EntryRead]:
    """The latest entries about any of the records (a household and its dossier), newest first."""
    found: dict[int, Entry] = {}
    for subject in subject_ids:
        links = EntrySubject.objects.filter(subject=str(subject)).select_related("entry")
        if actions is not None:
            links = links.filter(entry__action__in=actions)
        found |= {link.entry_id: link.entry for link in links.order_by("-entry_id")[:limit]}
    return [_read(found[place]) for place in sorted(found, reverse=True)[:limit]]


def _through(**narrowed: Any) -> dict[str, Any]:
    """The same conditions, asked of the entry that a subject row points to."""
    return {f"entry__{name}": value for name, value in narrowed.items()}


def _size(chain: UUID) -> int:
    """How long a chain is, without counting."""
    return Chain.objects.filter(pk=chain).values_list("size", flat=True).first() or 0


def _place(cursor: str) -> int:
    match decode_cursor(cursor, parts=1):
        case [int(seq)] if 0 < seq < 1 << 63:
            return seq
    raise Invalid(FieldError("cursor", N_("這個翻頁標記不是本系統給的。"), mend=N_("請由第一頁重新開始。")))


def _read(row: Entry) -> EntryRead:
    body = cast(dict[str, Any], json.loads(row.body))
    return EntryRead(
        chain_id=row.chain_id,
        seq=row.seq,
        at=from_instant(row.at),
        actor_id=row.actor_id,
        username=row.username,
        role=row.role,
        device=body["device"],
        action=row.action,
        subjects=body["subjects"],
        detail=body["detail"],
        hash=bytes(row.hash).hex(),
    )
