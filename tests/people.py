"""People and projects for tests: made by the operations themselves."""

from dataclasses import replace
from datetime import UTC, datetime

from yihu.accounts.models import Account
from yihu.accounts.operations import appoint, create_account
from yihu.accounts.queries import actor_for
from yihu.estate.models import Project
from yihu.estate.operations import open_project
from yihu.policy.vocabulary import SYSTEM, Actor, Role

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
"""A Monday, 09:30 in Shanghai."""

ALL_TEXTS = ("community", "process", "apartment")
PASSWORD = "herbst-laub-47"


def a_project(code: str = "CJ", regulations: tuple[str, ...] = ALL_TEXTS) -> Project:
    """A project that adopts `regulations`."""
    return open_project(by=SYSTEM, at=AT, code=code, name=f"項目{code}", regulations=regulations)


def an_account(username: str = "chen", password: str | None = None) -> Account:
    """An account that nobody has appointed."""
    return create_account(by=SYSTEM, at=AT, username=username, name=f"陳{username}", password=password)


def somebody(
    project: Project, role: Role, username: str = "", *, department: str = "", password: str | None = None
) -> Actor:
    """A person with a role in the project."""
    account = an_account(username or role.value, password)
    appoint(by=SYSTEM, at=AT, account=account, project=project, role=role, department=department)
    actor = actor_for(account=account, project=project, device="test")
    assert actor is not None
    return actor


def account_of(actor: Actor) -> Account:
    """The account of an actor."""
    return Account.objects.get(pk=actor.account_id)


def as_role(actor: Actor, role: Role) -> Actor:
    """The same person in another role, as far as an operation can see."""
    return replace(actor, role=role)
