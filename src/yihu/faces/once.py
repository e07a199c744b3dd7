"""The same write sent again is done once: its claim is a row, and the database lets one of two have it.

The claim, the write and its ledger entry are one transaction: whatever is refused or interrupted leaves no
claim behind, and of two at once the second waits for the first. Kept of what was asked is a keyed digest.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from yihu.accounts.models import Account

KEPT_FOR = timedelta(hours=24)
_CHUNK = 1 << 20


class Claim(models.Model):
    """A write under a key of its account's, and a keyed digest of what was asked; never what was asked."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True


C = TypeVar("C", bound=Claim)


def claimed(claim: C) -> tuple[C, bool]:
    """The row of this claim's key, and whether it is new; call it inside the transaction of the write.

    It waits for whoever writes under the same key now. The account's claims of over a day ago are forgotten.
    """
    rows = type(claim)._default_manager.filter(account=claim.account)
    rows.filter(created_at__lte=claim.created_at - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError:
        return rows.get(key=claim.key), False
    return claim, True


def digest_of(purpose: str, what: str, pieces: Iterable[bytes]) -> bytes:
    """A keyed digest of what was asked, piece by piece."""
    mac = salted_hmac(purpose, what, algorithm="sha256")
    for piece in pieces:
        mac.update(len(piece).to_bytes(8, "big") + piece)
    return mac.digest()


def form_pieces(request: HttpRequest, *, leave_out: frozenset[str] = frozenset()) -> Iterator[bytes]:
    """A form's fields and files by name and content, not by how they were framed."""
    for name, values in sorted(request.POST.lists()):
        if name not in leave_out:
            yield from (name.encode(), *(str(value).encode() for value in values))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield from (name.encode(), (file.name or "").encode())
            yield from file.chunks(_CHUNK)
            file.seek(0)
