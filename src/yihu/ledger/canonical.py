"""The one way of writing an entry down: canonical JSON, whose bytes are what the chain hashes.

Keys are sorted, no blanks, UTF-8. Sorting puts what the columns repeat (action, actor, instant, chain) at
the front of every body, so that `verify` compares columns with a prefix and need not parse a million bodies.
"""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from yihu.policy.vocabulary import Actor

VERSION = 1
GENESIS = bytes(32)
COMPANY = UUID(int=0)
"""The chain of what belongs to no project: sign-ins, company rules, backups."""


def instant(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds, always 27 characters, so that text order is time order.

    >>> instant(datetime(2026, 1, 2, tzinfo=UTC))
    '2026-01-02T00:00:00.000000Z'
    """
    if at.tzinfo is None:
        raise ValueError("An instant needs its offset; a naive datetime has none.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def from_instant(text: str) -> datetime:
    """The datetime that `instant` wrote."""
    return datetime.fromisoformat(text)


def actor_part(actor_id: str | None, role: str, username: str) -> str:
    """Who acted, as it stands in the body."""
    return f'"actor":{{"id":{text(actor_id)},"role":{text(role)},"username":{text(username)}}}'


def body(*, chain: UUID, by: Actor, at: str, action: str, subjects: str, detail: str) -> str:
    """The canonical JSON of one entry, whose instant, subjects and detail are canonical already."""
    who = actor_part(str(by.account_id) if by.account_id else None, by.role or "", by.username)
    return (
        f'{{"action":{text(action)},{who},"at":"{at}","chain":"{chain}","detail":{detail},'
        f'"device":{text(by.device)},"subjects":{subjects},"v":{VERSION}}}'
    )


def subjects_in(body: str) -> list[str]:
    """The subject ids at the end of a body, unparsed (`check_subjects` keeps quotes out of them)."""
    return body[body.rfind('"subjects":') + 11 :].split('"')[3:-3:4]


def text(value: Any) -> str:
    """Canonical JSON of a plain value; `TypeError` or `ValueError` for what an entry cannot hold."""
    return _ENCODER.encode(value)


def entry_hash(*, previous: bytes, seq: int, body: bytes) -> bytes:
    """SHA-256 over the hash before, the sequence number in eight bytes, and the body."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + body).digest()


def _plain(value: Any) -> Any:
    """The JSON of what JSON does not know but entries hold."""
    match value:
        case UUID() | Decimal():
            return str(value)
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case set() | frozenset():
            return sorted(value)
    raise TypeError(f"An entry cannot hold a value of type {type(value).__name__}.")


_ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain
)
