"""Accounts by what a caller shows."""

from datetime import datetime

from yihu.accounts.models import Account, ApiToken
from yihu.accounts.operations.tokens import token_digest
from yihu.policy.decisions import NotKnown


def account_by_token(token: str, at: datetime) -> Account | None:
    """Whose valid token this is; None for an unknown, expired or revoked one, and for a disabled account."""
    row = (
        ApiToken.objects.select_related("account")
        .filter(digest=token_digest(token), revoked_at__isnull=True, expires_at__gt=at)
        .first()
    )
    return row.account if row is not None and row.account.is_active else None


def find_account(username: str) -> Account:
    """The account with this username. Raises `NotKnown`."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NotKnown
    return account


def store_is_empty() -> bool:
    """Whether nobody has begun here yet."""
    return not Account.objects.exists()
