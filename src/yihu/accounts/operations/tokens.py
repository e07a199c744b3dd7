"""Bearer tokens of the API: handed out once, kept as digests."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from yihu.accounts import events
from yihu.accounts.models import Account, ApiToken
from yihu.ledger import operations as ledger
from yihu.policy.decisions import Refused, refuse
from yihu.policy.permission import Object, require
from yihu.policy.vocabulary import N_, Actor

LIFETIME = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token as its owner gets it, once."""

    secret: str
    expires_at: datetime


def token_digest(secret: str) -> bytes:
    """What is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def issue_token(*, by: Actor, at: datetime, account: Account, lifetime: timedelta = LIFETIME) -> IssuedToken:
    """A new token for an account whose password the caller has just checked."""
    if account.disabled_at is not None:
        raise Refused(refuse("account_disabled", N_("這個帳號已經停用。")))
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            account=account, digest=token_digest(secret), issued_at=at, expires_at=at + lifetime
        )
        ledger.append(
            project_id=None,
            by=by,
            at=at,
            action=events.TOKEN_ISSUED,
            subjects={"account": account.id, "token": token.id},
        )
    return IssuedToken(secret, token.expires_at)


def revoke_tokens(*, by: Actor, at: datetime, account: Account) -> int:
    """Revoke every token of an account, one's own or as administrator; how many there were."""
    if by.account_id != account.id:
        require(by, Object.PEOPLE)
    with transaction.atomic():
        count = account.tokens.filter(revoked_at__isnull=True, expires_at__gt=at).update(revoked_at=at)
        if count:
            ledger.append(
                project_id=None,
                by=by,
                at=at,
                action=events.TOKENS_REVOKED,
                subjects={"account": account.id},
                detail={"tokens": count},
            )
    return count
