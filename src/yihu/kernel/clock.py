"""The application's own clock. Only faces read it; everything below takes time as an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)
