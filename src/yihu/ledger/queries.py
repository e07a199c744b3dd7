"""Reading the ledger: newest first, exact totals, every entry whole."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from yihu.database.prepared import prepared
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
    *subject_ids: UUID | str,
    actions: Collection[str] | None = None,
    but: Collection[str] = (),
    limit: int = 50,
) -> list[EntryRead]:
    """The latest entries about any of the records (a household and its dossier), newest first.

    `actions` are the only ones wanted, `but` those that are not.
    """
    wanted = None if actions is None else tuple(actions)
    found = {
        row[0]: row
        for subject in subject_ids
        for row in _about(str(subject), actions=wanted, but=tuple(but), limit=limit)
    }
    return [_entry_read(*found[place][1:]) for place in sorted(found, reverse=True)[:limit]]


@prepared
def _about(
    subject: str, *, actions: tuple[str, ...] | None, but: tuple[str, ...], limit: int
) -> "QuerySet[EntrySubject, tuple[Any, ...]]":
    links = EntrySubject.objects.filter(subject=subject)
    if actions is not None:
        links = links.filter(entry__action__in=actions)
    if but:
        links = links.exclude(entry__action__in=but)
    columns = (f"entry__{name}" for name in _COLUMNS)
    return links.order_by("-entry_id").values_list("entry_id", *columns)[:limit]


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


_COLUMNS = ("chain_id", "seq", "at", "actor_id", "username", "role", "action", "body", "hash")


def _read(row: Entry) -> EntryRead:
    return _entry_read(*(getattr(row, name) for name in _COLUMNS))


def _entry_read(
    chain_id: UUID,
    seq: int,
    at: str,
    actor_id: UUID | None,
    username: str,
    role: str,
    action: str,
    body: str,
    digest: bytes | memoryview,
) -> EntryRead:
    told = cast(dict[str, Any], json.loads(body))
    return EntryRead(
        chain_id=chain_id,
        seq=seq,
        at=from_instant(at),
        actor_id=actor_id,
        username=username,
        role=role,
        device=told["device"],
        action=action,
        subjects=told["subjects"],
        detail=told["detail"],
        hash=bytes(digest).hex(),
    )
