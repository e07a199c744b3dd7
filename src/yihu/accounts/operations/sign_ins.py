"""Sign-ins, sign-outs and failed attempts, written to the company's chain (Annex D)."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from yihu.accounts import events
from yihu.accounts.models import Account
from yihu.ledger import operations as ledger
from yihu.policy.vocabulary import Actor


def record_signed_in(*, at: datetime, account: Account, device: str) -> None:
    """Somebody proved who they are."""
    _own(events.SIGNED_IN, at, account, device)


def record_signed_out(*, at: datetime, account: Account, device: str) -> None:
    """Somebody left by themselves."""
    _own(events.SIGNED_OUT, at, account, device)


def record_failed(*, at: datetime, typed: str, device: str, locked: bool = False) -> None:
    """An attempt that failed, or found the door locked. A name nobody has is kept as a keyed digest only:
    people type passwords into the wrong box."""
    account = Account.objects.filter(username=typed).only("id").first()
    subjects = {"account": account.id} if account else {}
    detail = {} if account else {"typed": _digest(typed)}
    by = Actor(account_id=None, username="", name="", role=None, device=device)
    with transaction.atomic():
        ledger.append(
            project_id=None,
            by=by,
            at=at,
            action=events.SIGN_IN_LOCKED if locked else events.SIGN_IN_FAILED,
            subjects=subjects,
            detail=detail,
        )


def _own(action: str, at: datetime, account: Account, device: str) -> None:
    by = Actor(account_id=account.id, username=account.username, name="", role=None, device=device)
    with transaction.atomic():
        ledger.append(project_id=None, by=by, at=at, action=action, subjects={"account": account.id})


def _digest(typed: str) -> str:
    return salted_hmac("yihu.sign_in.typed", typed, algorithm="sha256").hexdigest()[:16]
