"""What the ledger keeps. Entries are dumb data: ids of other tables' rows, never foreign keys to them."""

from django.db import models
from django.db.models import PROTECT


class Chain(models.Model):
    """One chain a project, and one (id zero) for what belongs to none; the row is the lock and the head."""

    id = models.UUIDField(primary_key=True)
    size = models.BigIntegerField(default=0)
    head_hash = models.BinaryField(max_length=32)


class Entry(models.Model):
    """One act: `body` is what is hashed, the columns before it are copies to search by.

    The chain is no constraint of the database: its check at every commit would cost more than the chain, and
    `verify` finds an entry without one.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.ForeignKey(Chain, PROTECT, related_name="entries", db_index=False, db_constraint=False)
    seq = models.BigIntegerField()
    at = models.CharField(max_length=27)
    actor_id = models.UUIDField(null=True)
    username = models.CharField(max_length=150)
    role = models.CharField(max_length=32)
    action = models.CharField(max_length=64)
    body = models.TextField()
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="ledger_entry_seq")]
        indexes = [
            models.Index(fields=["chain", "action", "seq"], name="ledger_entry_action"),
            models.Index(fields=["chain", "username", "seq"], name="ledger_entry_username"),
        ]


class EntrySubject(models.Model):
    """Which entries are about which record: what a household's page asks. Derived from the bodies."""

    pk = models.CompositePrimaryKey("subject", "entry_id")
    subject = models.CharField(max_length=64)
    entry = models.ForeignKey(Entry, PROTECT, related_name="+", db_index=False, db_constraint=False)


class Checkpoint(models.Model):
    """A signed statement about the first `size` entries of a chain; `previous` is the root before it."""

    id = models.BigAutoField(primary_key=True)
    chain = models.ForeignKey(Chain, PROTECT, related_name="checkpoints", db_index=False)
    size = models.BigIntegerField()
    at = models.CharField(max_length=27)
    root_hash = models.BinaryField(max_length=32)
    head_hash = models.BinaryField(max_length=32)
    frontier = models.BinaryField()
    previous = models.BinaryField(max_length=32)
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "size"], name="ledger_checkpoint_size")]
