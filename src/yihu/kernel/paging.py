"""Pages of a list: stable cursors and exact totals; nothing is cut without `next` saying so."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")

LARGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in order, the cursor of what follows (None at the end), and how many there are in all."""

    items: tuple[T, ...]
    next: str | None
    total: int

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        """The same page with each item changed."""
        return Page(tuple(change(item) for item in self.items), self.next, self.total)


def encode_cursor(*key: Any) -> str:
    """The last item's ordering key as an opaque, URL-safe word."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *, parts: int) -> list[Any] | None:
    """The ordering key in `cursor`, or None when it is not one of ours."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, UnicodeDecodeError):
        return None
    return key if isinstance(key, list) and len(key) == parts else None
