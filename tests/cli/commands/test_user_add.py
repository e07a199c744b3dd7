"""`yihu user add`."""

import io

import pytest

from cast import Cast
from cli.conftest import Run
from yihu.accounts.models import Account
from yihu.accounts.queries import actor_for
from yihu.policy.vocabulary import Department, Role

WHO = ("user", "add", "lin", "--project", "CJ", "--role")


def test_it_works(cast: Cast, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("herbst-laub-47\n"))
    code, out, err = run(*WHO, "records_officer", "--department", "eng", "--name", "林工", "--password-stdin")
    account = Account.objects.get(username="lin")
    actor = actor_for(account=account, project=cast.cj)
    assert code == 0, err
    assert actor
    assert (actor.role, actor.department, actor.name) == (Role.RECORDS_OFFICER, Department.ENG, "林工")
    assert account.check_password("herbst-laub-47")
    assert "herbst" not in out


def test_without_a_password_one_is_made_and_shown_once(cast: Cast, run: Run) -> None:
    _code, out, _err = run(*WHO, "cs_officer")
    shown = out.split("密碼：")[1].split("（")[0]
    assert Account.objects.get(username="lin").check_password(shown)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("user", "add", "lin", "--project", "NO", "--role", "cs_head"), "project: 沒有這個項目"),
        ((*WHO, "emperor"), "role: 沒有這個職責"),
        ((*WHO, "records_officer"), "department: 檔案專人須指定部門。"),
        (("user", "add", "LIN 1", "--project", "CJ", "--role", "cs_head"), "username: 用戶名無效。"),
    ],
)
def test_nothing_is_half_done(cast: Cast, run: Run, words: tuple[str, ...], said: str) -> None:
    code, _out, err = run(*words)
    assert code == 2
    assert said in err
    assert not Account.objects.filter(username__iexact="lin").exists()


def test_an_empty_password_is_refused(cast: Cast, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, _out, err = run(*WHO, "cs_head", "--password-stdin")
    assert code == 2
    assert "password: 密碼是空的。" in err
