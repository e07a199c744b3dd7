"""The ledger as the API shows it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from yihu.api.schemas.base import ListAsked, Out, Word


class LedgerAsked(ListAsked):
    """Which entries."""

    action: Word = ""
    subject: UUID | None = None
    username: Word = ""


class EntryOut(Out):
    """One act."""

    seq: int
    at: datetime
    username: str
    role: str
    action: str
    subjects: dict[str, str]
    detail: dict[str, Any]
    hash: str


class HeadOut(Out):
    """A signed statement about every entry committed until now."""

    size: int
    root_hash: str
    signature: str
    key_id: str
    chain_id: UUID | None
