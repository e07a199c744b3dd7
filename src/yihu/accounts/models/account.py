"""Someone who signs in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yihu.kernel.ids import new_id
from yihu.ledger.columns import Record, actor, welded
from yihu.policy.localities import ERA_TITLES


class AccountManager(BaseUserManager["Account"]):
    """What Django's sign-in asks of a manager."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A person who works here; disabled with a record of who and when, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=10, blank=True)
    theme = models.CharField(max_length=5, blank=True, choices=[("light", "light"), ("dark", "dark")])
    era = models.CharField(max_length=6, blank=True, choices=ERA_TITLES, default="")
    created_at = models.DateTimeField()
    created_by = actor(null=True)
    disabled_at = models.DateTimeField(null=True)
    disabled_by = actor(null=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [welded("account_disabled", "disabled_at", "disabled_by")]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether this person may sign in; asked by Django on every request, so disabling works at once."""
        return self.disabled_at is None

    def get_full_name(self) -> str:
        return self.name

    def has_perm(self, _permission: str, _object: Any = None) -> bool:
        """Django's own permissions are not used: policy decides."""
        return False


class ApiToken(Record):
    """A bearer token, kept as a digest."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    digest = models.BinaryField(max_length=32, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")), name="token_expires_after_issue"
            )
        ]
