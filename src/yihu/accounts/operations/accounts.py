"""Accounts: made, given passwords, disabled with a record of who and when; never deleted."""

import re
from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from yihu.accounts import events
from yihu.accounts.models import Account
from yihu.accounts.operations.administrators import keep_one_administrator
from yihu.accounts.operations.tokens import revoke_tokens
from yihu.ledger import operations as ledger
from yihu.policy.decisions import Conflict, FieldError, Invalid, Refused, refuse
from yihu.policy.localities import ERA_TITLES
from yihu.policy.permission import Object, person, require
from yihu.policy.vocabulary import N_, Actor

_USERNAME = re.compile(r"[a-z][a-z0-9_.-]{1,59}")
_NAME_LIMIT = 80
_PASSWORD_LIMIT = 128
_PASSWORD_TEXTS = {
    "password_too_short": (N_("密碼太短。"), N_("至少 8 個字。")),
    "password_too_similar": (N_("密碼與用戶名或姓名太相似。"), N_("請換一個與本人資料無關的密碼。")),
    "password_too_common": (N_("密碼太常見。"), N_("請換一個別人猜不到的密碼。")),
}
THEMES = ("", "light", "dark")


def create_account(
    *, by: Actor, at: datetime, username: str, name: str, password: str | None = None
) -> Account:
    """Make an account; without a password nobody can sign in with it until one is set.

    Raises `Invalid` for each field it cannot take and `Conflict` (`username_taken`).
    """
    require(by, Object.PEOPLE)
    account = Account(username=username, name=name.strip(), created_at=at, created_by_id=by.account_id)
    errors = _field_errors(username, name)
    errors += _password_errors(password, account) if password is not None else []
    if errors:
        raise Invalid(*errors)
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    with transaction.atomic():
        _insert(account)
        ledger.append(
            project_id=None,
            by=by,
            at=at,
            action=events.ACCOUNT_CREATED,
            subjects={"account": account.id},
            detail={"username": username},
        )
    return account


def set_password(*, by: Actor, at: datetime, account: Account, password: str) -> None:
    """Set a password: one's own, or as administrator somebody else's. Every other session of it ends.

    Raises `Invalid` (`password`) when it is too weak and `Refused` for another person's account.
    """
    if by.account_id != account.id:
        require(by, Object.PEOPLE)
    if errors := _password_errors(password, account):
        raise Invalid(*errors)
    account.set_password(password)
    with transaction.atomic():
        account.save(update_fields=["password"])
        revoke_tokens(by=by, at=at, account=account)
        _record(events.PASSWORD_SET, by, at, account)


def set_preferences(
    *, by: Actor, at: datetime, account: Account, language: str, theme: str, era: str
) -> None:
    """One's own language (empty: as the browser asks), theme (empty: as the machine has it) and era of dates
    (empty: as each project's locality has it; elsewhere than where it is written it changes nothing).

    Raises `Refused` (`not_yours`) and `Invalid` for each that is not on the list.
    """
    if by.account_id != account.id:
        raise Refused(refuse("not_yours", N_("只能更改自己的設定。")))
    errors = []
    if language and language not in dict(settings.LANGUAGES):
        errors.append(FieldError("language", N_("沒有這種語言。"), N_("請從列表中選擇。")))
    if theme not in THEMES:
        errors.append(FieldError("theme", N_("沒有這種外觀。"), N_("請從列表中選擇。")))
    if era and era not in ERA_TITLES:
        errors.append(FieldError("era", N_("沒有這種紀年。"), N_("請從列表中選擇。")))
    if errors:
        raise Invalid(*errors)
    with transaction.atomic():
        account.language, account.theme, account.era = language, theme, era
        account.save(update_fields=["language", "theme", "era"])
        _record(events.PREFERENCES_SET, by, at, account)


def disable_account(*, by: Actor, at: datetime, account: Account) -> None:
    """Disable an account: every session and token of it ends in the same transaction (check 9).

    Raises `Conflict` for oneself (`own_account`), the second time (`already_disabled`) and for the last
    administrator (`last_administrator`).
    """
    require(by, Object.PEOPLE)
    if by.account_id == account.id:
        raise Conflict(
            refuse("own_account", N_("不能停用自己的帳號。"), mend=N_("請由另一位系統管理員停用。"))
        )
    with transaction.atomic():
        keep_one_administrator(without=account)
        _weld(account, by, at)
        _end_sessions(account, at)
        revoke_tokens(by=by, at=at, account=account)
        _record(events.ACCOUNT_DISABLED, by, at, account)


def enable_account(*, by: Actor, at: datetime, account: Account) -> None:
    """Let a disabled account sign in again. Raises `Conflict` (`not_disabled`)."""
    require(by, Object.PEOPLE)
    with transaction.atomic():
        changed = Account.objects.filter(pk=account.pk, disabled_at__isnull=False).update(
            disabled_at=None, disabled_by=None
        )
        if not changed:
            raise Conflict(refuse("not_disabled", N_("這個帳號沒有停用。")))
        account.disabled_at = account.disabled_by = None
        _record(events.ACCOUNT_ENABLED, by, at, account)


def _weld(account: Account, by: Actor, at: datetime) -> None:
    disabled_by = person(by, N_("停用帳號須由系統管理員本人進行。"))
    changed = Account.objects.filter(pk=account.pk, disabled_at__isnull=True).update(
        disabled_at=at, disabled_by_id=disabled_by
    )
    if not changed:
        raise Conflict(refuse("already_disabled", N_("這個帳號已經停用。")))
    account.disabled_at, account.disabled_by_id = at, disabled_by


def _end_sessions(account: Account, at: datetime) -> None:
    """Sessions do not say whose they are without being opened; a company has few, and disabling is rare."""
    mine = [
        row.pk
        for row in Session.objects.filter(expire_date__gte=at).iterator()
        if row.get_decoded().get("_auth_user_id") == str(account.pk)
    ]
    Session.objects.filter(pk__in=mine).delete()


def _insert(account: Account) -> None:
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:
        decision = refuse(
            "username_taken", N_("用戶名已有人使用。"), mend=N_("請另取用戶名；用戶名一經使用不再重用。")
        )
        raise Conflict(decision) from None


def _field_errors(username: str, name: str) -> list[FieldError]:
    errors = []
    if not _USERNAME.fullmatch(username):
        mend = N_("以小寫字母開頭，只用小寫字母、數字、點、底線和連字號，2 至 60 個字。")
        errors.append(FieldError("username", N_("用戶名無效。"), mend))
    if not 0 < len(name.strip()) <= _NAME_LIMIT:
        errors.append(FieldError("name", N_("請填寫姓名。"), N_("最多 80 個字。")))
    return errors


def _password_errors(password: str, account: Account) -> list[FieldError]:
    if len(password) > _PASSWORD_LIMIT:
        return [FieldError("password", N_("密碼太長。"), N_("最多 128 個字。"))]
    try:
        validate_password(password, account)
    except ValidationError as error:
        return [_password_error(each.code or "") for each in error.error_list]
    return []


def _password_error(code: str) -> FieldError:
    text, mend = _PASSWORD_TEXTS.get(code, (N_("密碼太弱。"), N_("請換一個更長的密碼。")))
    return FieldError("password", text, mend, code or "invalid")


def _record(action: str, by: Actor, at: datetime, account: Account) -> None:
    ledger.append(project_id=None, by=by, at=at, action=action, subjects={"account": account.id})
