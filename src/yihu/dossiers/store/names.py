"""Names of stored bytes and of their keys.

A key has an id (UUID version 7), and the bytes it opens have the same id in hexadecimal. The id is random
but for the instant it was made in, from which a sweep knows its age without any other clock.
"""

from datetime import UTC, datetime
from uuid import UUID

_RANDOM_BITS = 80


def content_id_of(key_id: UUID) -> str:
    """The name of the bytes that the key opens: 32 hexadecimal digits."""
    return key_id.hex


def key_id_of(content_id: str) -> UUID:
    """The key of the bytes. Raises `ValueError` if it is no content id."""
    key_id = UUID(hex=content_id)
    if key_id.hex != content_id:
        raise ValueError("A content id is 32 hexadecimal digits.")
    return key_id


def made_before(key_id: UUID, instant: datetime) -> bool:
    """Whether the id was made before `instant`."""
    return datetime.fromtimestamp((key_id.int >> _RANDOM_BITS) / 1000, UTC) < instant
