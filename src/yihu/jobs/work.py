"""What the background does; every piece idempotent, so that a worker killed half-way harms nothing."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from yihu.dossiers.models import Document
from yihu.dossiers.store import get_store
from yihu.intake.models import Batch
from yihu.ledger import checkpoints

UNCLAIMED_FOR = timedelta(days=1)
"""How long bytes without a row are left alone: longer than any upload or draft lives."""


def seal_ledger(*, at: datetime) -> int:
    """Checkpoint every chain that grew; how many. Raises `Unavailable` without the signing key."""
    return checkpoints.checkpoint_all(at=at)


def forget_sessions(*, at: datetime) -> int:
    """Remove the sessions that have ended, with the searches they remember; how many."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]


def sweep(*, at: datetime) -> int:
    """Remove bytes and keys that no row names and that are older than a day; how many."""
    known = set(Document.objects.exclude(content_id="").values_list("content_id", flat=True).iterator())
    known |= set(Batch.objects.values_list("content_id", flat=True).iterator())
    swept = get_store().sweep(known_ids=known, older_than=at - UNCLAIMED_FOR)
    return swept.unfinished + swept.keys + swept.contents
