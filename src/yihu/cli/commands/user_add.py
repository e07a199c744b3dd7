"""`yihu user add`: an account, and its role in a project."""

import argparse
import secrets
import sys

from django.db import transaction
from django.utils.translation import gettext as _

from yihu.accounts.models import Account
from yihu.accounts.operations import appoint, create_account
from yihu.cli.output import DONE, say
from yihu.cli.projects import project_of
from yihu.kernel import clock
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, SYSTEM


def run(arguments: argparse.Namespace) -> int:
    """Make the account unless there is one by that name, then appoint it; all of it or nothing."""
    project, at = project_of(arguments.project), clock.now()
    known = Account.objects.filter(username=arguments.username).first()
    password = "" if known else _password(arguments)
    with transaction.atomic():
        account = known or create_account(
            by=SYSTEM,
            at=at,
            username=arguments.username,
            name=arguments.name or arguments.username,
            password=password,
        )
        appoint(
            by=SYSTEM,
            at=at,
            account=account,
            project=project,
            role=arguments.role,
            department=arguments.department,
        )
    said = {"username": account.username, "project": project.code}
    say(_("帳號 %(username)s 已在項目 %(project)s 任職。") % said)
    if password and not arguments.password_stdin:
        say(_("密碼：%(password)s（只顯示這一次，請本人登入後更改）") % {"password": password})
    return DONE


def _password(arguments: argparse.Namespace) -> str:
    """From standard input, or a new one nobody can guess. Raises `Invalid` for an empty one."""
    if not arguments.password_stdin:
        return secrets.token_urlsafe(12)
    typed = sys.stdin.readline().rstrip("\r\n")
    if not typed:
        raise Invalid(FieldError("password", N_("密碼是空的。"), N_("請由標準輸入給出密碼，至少 8 個字。")))
    return typed
