"""Beginnings: the first project of an empty store with its administrator, and every later project."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from yihu.accounts.models import Account
from yihu.accounts.operations.accounts import create_account
from yihu.accounts.operations.appointments import appoint
from yihu.estate.models import Project
from yihu.estate.operations import open_project
from yihu.policy.decisions import Conflict, Invalid, refuse
from yihu.policy.vocabulary import N_, SYSTEM, Actor, Locality, Role


@dataclass(frozen=True, slots=True)
class NewProject:
    """What is asked about a project before it opens."""

    code: str
    name: str
    regulations: Sequence[str]
    locality: str = Locality.CN
    time_zone: str = "Asia/Shanghai"
    went_live_on: date | None = None


def begin(
    *, at: datetime, project: NewProject, username: str, name: str, password: str
) -> tuple[Project, Account]:
    """Open the first project and its first administrator, on a store that has neither.

    Raises `Conflict` (`not_empty`) where somebody was first, `Invalid` for fields; then nothing is written.
    """
    with transaction.atomic():
        if Project.objects.exists() or Account.objects.exists():
            raise Conflict(refuse("not_empty", N_("本系統已經開始使用。"), mend=N_("請登入。")))
        account = _first_account(at, username, name, password)
        opened = _open(SYSTEM, at, project)
        appoint(by=SYSTEM, at=at, account=account, project=opened, role=Role.SYSADMIN)
    return opened, account


def found_project(*, by: Actor, at: datetime, project: NewProject, administrator: Account) -> Project:
    """Open a further project; `administrator`, already one elsewhere, administers it too."""
    with transaction.atomic():
        opened = _open(by, at, project)
        appoint(by=SYSTEM, at=at, account=administrator, project=opened, role=Role.SYSADMIN)
    return opened


def _first_account(at: datetime, username: str, name: str, password: str) -> Account:
    """The account; an error in its name is told apart from one in the project's."""
    try:
        return create_account(by=SYSTEM, at=at, username=username, name=name, password=password)
    except Invalid as problem:
        renamed = (replace(e, pointer="person_name") if e.pointer == "name" else e for e in problem.errors)
        raise Invalid(*renamed) from None


def _open(by: Actor, at: datetime, project: NewProject) -> Project:
    return open_project(
        by=by,
        at=at,
        code=project.code,
        name=project.name,
        locality=project.locality,
        time_zone=project.time_zone,
        went_live_on=project.went_live_on,
        regulations=project.regulations,
    )
