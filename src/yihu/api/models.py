"""What the API itself keeps: which writes were done under which key."""

from django.db import models

from yihu.faces.once import Claim


class IdempotencyKey(Claim):
    """A write done once under a caller's key, and the answer of ids and states it had.

    `digest` is a keyed digest of method, path and body; the body itself is never kept (contract §3).
    """

    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    etag = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="idempotency_key_once")]
        indexes = [models.Index(fields=["created_at"], name="idempotency_key_by_age")]
