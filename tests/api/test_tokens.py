"""Tokens: a password for a bearer token; few tries; the second factor where it is on."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time

from api.calls import Calls, Voice, refused, told
from cast import AT
from people import PASSWORD, account_of
from yihu.accounts.models import Account
from yihu.accounts.operations import disable_account, set_password
from yihu.ledger.models import Entry
from yihu.policy.vocabulary import SYSTEM

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def account(api: Calls) -> Account:
    account = account_of(api.cast.cs_officer)
    set_password(by=SYSTEM, at=AT, account=account, password=PASSWORD)
    return account


def ask(password: str = PASSWORD, **more: str) -> dict[str, str]:
    return {"username": "cs_officer", "password": password, **more}


def test_it_works(api: Calls, account: Account) -> None:
    answer = told(api.nobody.post("/tokens", ask()), 201)
    assert answer["expires_at"] == "2026-07-06T14:00:00Z"
    assert told(Voice(answer["token"]).get("/projects"))["items"][0]["role"] == "cs_officer"


def test_without_a_token_there_is_a_challenge(api: Calls) -> None:
    response = api.nobody.get("/projects")
    refused(response, 401, "token_needed")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_wrong_password_and_an_unknown_name_read_the_same(api: Calls, account: Account) -> None:
    wrong = refused(api.nobody.post("/tokens", ask("nothing-right")), 401, "invalid_credentials")
    unknown = api.nobody.post("/tokens", ask() | {"username": "nobody-here"})
    assert refused(unknown, 401, "invalid_credentials") == wrong


def test_after_ten_failures_it_is_locked(api: Calls, account: Account) -> None:
    for _ in range(10):
        last = api.nobody.post("/tokens", ask("nothing-right"))
    problem = refused(last, 429, "too_many_attempts")
    assert refused(api.nobody.post("/tokens", ask()), 429, "too_many_attempts") == problem
    assert Entry.objects.filter(action="sign_in.locked").exists()


def test_success_forgets_the_failures(api: Calls, account: Account) -> None:
    for _ in range(2):
        for _ in range(8):
            refused(api.nobody.post("/tokens", ask("nothing-right")), 401, "invalid_credentials")
        told(api.nobody.post("/tokens", ask()), 201)


def test_the_second_factor_is_asked_for(api: Calls, account: Account) -> None:
    Authenticator.objects.create(user=account, type="totp", data={"secret": get_adapter().encrypt(SECRET)})
    refused(api.nobody.post("/tokens", ask()), 401, "second_factor_required")
    refused(api.nobody.post("/tokens", ask(otp="000000")), 401, "second_factor_wrong")
    otp = f"{hotp_value(SECRET, next(yield_hotp_counters_from_time())):06d}"
    told(api.nobody.post("/tokens", ask(otp=otp)), 201)


def test_a_disabled_account_ends_at_once(api: Calls, account: Account) -> None:
    voice = Voice(told(api.nobody.post("/tokens", ask()), 201)["token"])
    disable_account(by=api.cast.sysadmin, at=AT, account=account)
    refused(voice.get("/projects"), 401, "token_needed")
    refused(api.nobody.post("/tokens", ask()), 401, "invalid_credentials")


@pytest.mark.parametrize("token", ["", "x", "é", "a b", "x" * 5000])
def test_nonsense_is_no_token(api: Calls, token: str) -> None:
    response = api.nobody.get("/projects", Authorization=f"Bearer {token}")
    refused(response, 401, "token_needed")
