"""What goes wrong below becomes a page that says what to do."""

import errno

import pytest
from django.db import OperationalError

from doors import client_of
from people import a_project, somebody
from yihu.accounts.gate import AT_ONCE, one_of_few
from yihu.ledger.models import Entry
from yihu.policy.decisions import Unavailable
from yihu.policy.vocabulary import Role
from yihu.web.estate import views

pytestmark = pytest.mark.django_db

DATA = {"room": "3-1201", "kind": "residential", "use": "vacant"}


@pytest.fixture
def client():
    return client_of(somebody(a_project(), Role.CS_OFFICER))


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("database is locked"), 503, "資料庫正忙"),
        (OperationalError("database or disk is full"), 507, "磁碟已滿"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "磁碟已滿"),
        (OSError(errno.EROFS, "Read-only file system"), 503, "資料目錄不能寫入"),
    ],
)
def test_the_machines_trouble_says_what_to_do(client, monkeypatch, error, status, words):
    def fails(**_given):
        raise error

    monkeypatch.setattr(views, "add_unit", fails)
    response = client.post("/CJ/estate/units/new/", DATA)
    assert response.status_code == status
    assert words in response.content.decode()


def test_our_own_fault_is_owned_without_details(client, monkeypatch):
    def fails(**_given):
        raise KeyError("secret-of-the-house")

    monkeypatch.setattr(views, "add_unit", fails)
    client.raise_request_exception = False
    response = client.post("/CJ/estate/units/new/", DATA)
    assert response.status_code == 500
    assert "secret" not in response.content.decode()


def test_a_refusal_that_cannot_be_recorded_is_unavailable(client, monkeypatch):
    def unwritable(*_given, **_more):
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("yihu.ledger.writing.write", unwritable)
    assert client.get("/CJ/people/").status_code == 503


def test_a_refusal_names_code_clause_and_view_only(client):
    client.get("/CJ/people/?q=13812341234")
    entry = Entry.objects.get(action="access.refused")
    assert '"view":"people"' in entry.body
    assert "1381234" not in entry.body


def test_few_check_passwords_at_once():
    places = [one_of_few() for _ in range(AT_ONCE)]
    for place in places:
        place.__enter__()
    with pytest.raises(Unavailable), one_of_few(patience=0.01):
        pass
    for place in places:
        place.__exit__(None, None, None)


@pytest.mark.parametrize("method", ["put", "delete", "post"])
def test_an_unknown_method_or_cursor_is_no_fault_of_ours(client, method):
    assert getattr(client, method)("/CJ/estate/").status_code < 500
    assert client.get("/CJ/estate/?cursor=x").status_code == 422
    assert client.get("/CJ/estate/?seen=abc&use=zzz").status_code == 200
