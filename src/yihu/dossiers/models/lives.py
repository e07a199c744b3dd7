"""What happens to a document after it is filed; each is a record of who, when and why."""

from django.db import models
from django.db.models import F, Q

from yihu.dossiers.models.document import Document
from yihu.dossiers.models.dossier import Dossier
from yihu.dossiers.models.shelves import Cabinet
from yihu.ledger.columns import Record, actor


class Move(Record):
    """Filed again in another line or file, with its reason."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="moves")
    from_dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", null=True)
    from_line = models.CharField(max_length=8, blank=True)
    to_dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    to_line = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=400)
    moved_at = models.DateTimeField()
    moved_by = actor()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="move_has_reason")]


class Supersession(Record):
    """A newer document took this one's place; both stay."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="supersession")
    successor = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="supersedes")
    reason = models.CharField(max_length=400)
    superseded_at = models.DateTimeField()
    superseded_by = actor()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="supersession_has_reason"),
            models.CheckConstraint(condition=~Q(document=F("successor")), name="not_its_own_successor"),
        ]


class Loss(Record):
    """A document cannot be found (R2.2.1.6); ended by a `Finding`."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="losses")
    reason = models.CharField(max_length=400)
    lost_at = models.DateTimeField()
    lost_by = actor()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(ended_at__isnull=True), name="lost_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="loss_has_reason"),
        ]


class Finding(Record):
    """A lost document was found again."""

    loss = models.OneToOneField(Loss, on_delete=models.PROTECT, related_name="finding")
    reason = models.CharField(max_length=400)
    found_at = models.DateTimeField()
    found_by = actor()


class SealEvent(Record):
    """A bag sealed, unsealed or resealed, with who and why (R2.3.3.2)."""

    class Kind(models.TextChoices):
        SEALED = "sealed"
        UNSEALED = "unsealed"
        RESEALED = "resealed"

    cabinet = models.ForeignKey(Cabinet, on_delete=models.PROTECT, related_name="+")
    bag = models.CharField(max_length=20)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="seal_events", null=True)
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=400)
    happened_at = models.DateTimeField()
    happened_by = actor(null=True)

    class Meta:
        indexes = [models.Index(fields=["cabinet", "bag", "happened_at"], name="seal_events_of_bag")]
