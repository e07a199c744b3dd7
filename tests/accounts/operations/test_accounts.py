from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from people import AT, PASSWORD, a_project, account_of, an_account, somebody
from yihu.accounts.models import Account
from yihu.accounts.operations import (
    create_account,
    disable_account,
    enable_account,
    issue_token,
    set_password,
    set_preferences,
)
from yihu.accounts.queries import account_by_token
from yihu.kernel import clock
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict, Invalid, Refused
from yihu.policy.vocabulary import SYSTEM, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return somebody(a_project(), Role.SYSADMIN)


def test_it_works(admin):
    account = create_account(by=admin, at=AT, username="li.si", name="李四", password=PASSWORD)
    assert account.check_password(PASSWORD)
    assert Entry.objects.filter(action="account.created", actor_id=admin.account_id).count() == 1


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("username", {"username": "Li Si"}),
        ("username", {"username": "x"}),
        ("name", {"name": "  "}),
        ("password", {"password": "short"}),
        ("password", {"password": "password1"}),
        ("password", {"password": "x" * 129}),
    ],
)
def test_a_bad_field_is_named(admin, field, change):
    good = {"username": "lisi", "name": "李四", "password": PASSWORD}
    with pytest.raises(Invalid) as caught:
        create_account(by=admin, at=AT, **{**good, **change})
    assert {error.pointer for error in caught.value.errors} == {field}
    assert not Account.objects.filter(name="李四").exists()


def test_a_username_is_used_once(admin):
    with pytest.raises(Conflict) as caught:
        create_account(by=admin, at=AT, username=admin.username, name="另一人")
    assert caught.value.decision.code == "username_taken"


def test_only_administrators_make_accounts(admin):
    head = somebody(a_project("XQ"), Role.CS_HEAD)
    with pytest.raises(Refused):
        create_account(by=head, at=AT, username="lisi", name="李四")


@pytest.mark.acceptance("check 9")
def test_disabling_ends_sessions_and_tokens_at_once(admin):
    account = an_account()
    session = SessionStore()
    session["_auth_user_id"] = str(account.pk)
    session.create()
    token = issue_token(by=SYSTEM, at=AT, account=account)
    disable_account(by=admin, at=clock.now(), account=account)
    assert not Session.objects.exists()
    assert account_by_token(token.secret, AT) is None
    assert not Account.objects.get(pk=account.pk).is_active


def test_enabling_brings_no_token_back(admin):
    account = an_account()
    token = issue_token(by=SYSTEM, at=AT, account=account)
    disable_account(by=admin, at=AT, account=account)
    enable_account(by=admin, at=AT, account=account)
    assert account.is_active
    assert account_by_token(token.secret, AT) is None
    with pytest.raises(Conflict):
        enable_account(by=admin, at=AT, account=account)


def test_disabling_refuses_oneself_and_twice(admin):
    account = an_account()
    disable_account(by=admin, at=AT, account=account)
    for target, code in ((account, "already_disabled"), (account_of(admin), "own_account")):
        with pytest.raises(Conflict) as caught:
            disable_account(by=admin, at=AT, account=target)
        assert caught.value.decision.code == code


def test_a_token_ends_with_its_time():
    account = an_account()
    token = issue_token(by=SYSTEM, at=AT, account=account)
    assert account_by_token(token.secret, token.expires_at - timedelta(seconds=1)) == account
    assert account_by_token(token.secret, token.expires_at) is None
    assert account_by_token("x" * 43, AT) is None


def test_a_password_is_ones_own_or_the_administrators(admin):
    owner = somebody(a_project("XQ"), Role.CS_HEAD)
    set_password(by=owner, at=AT, account=account_of(owner), password=PASSWORD)
    assert account_of(owner).check_password(PASSWORD)
    with pytest.raises(Refused):
        set_password(by=owner, at=AT, account=account_of(admin), password=PASSWORD)


def test_preferences_are_ones_own(admin):
    account = account_of(admin)
    set_preferences(by=admin, at=AT, account=account, language="en", theme="dark", era="roc")
    assert (account_of(admin).language, account_of(admin).era) == ("en", "roc")
    with pytest.raises(Invalid) as refused:
        set_preferences(by=admin, at=AT, account=account, language="tlh", theme="neon", era="meiji")
    assert [error.pointer for error in refused.value.errors] == ["language", "theme", "era"]
    with pytest.raises(Refused):
        set_preferences(by=admin, at=AT, account=an_account(), language="en", theme="", era="")
