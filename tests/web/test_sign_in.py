import pytest
from django.test import Client

from people import PASSWORD, a_project, account_of, somebody
from yihu.accounts.models import Account
from yihu.estate.models import Unit
from yihu.ledger.models import Entry
from yihu.policy.vocabulary import Role

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


@pytest.fixture
def head():
    return somebody(a_project(), Role.CS_HEAD, password=PASSWORD)


def sign_in(client, username, password):
    return client.post(LOGIN, {"login": username, "password": password})


def test_it_works(head):
    client = Client()
    response = sign_in(client, head.username, PASSWORD)
    assert (response.status_code, response["Location"]) == (302, "/")
    entry = Entry.objects.get(action="sign_in.succeeded")
    assert entry.actor_id == head.account_id
    client.post("/accounts/logout/")
    assert Entry.objects.filter(action="sign_in.ended").count() == 1


def test_a_wrong_password_says_so_and_keeps_the_name(head):
    response = sign_in(Client(), head.username, "wrong")
    assert "用戶名或密碼不對" in response.content.decode()
    assert head.username in response.content.decode()
    assert Entry.objects.filter(action="sign_in.failed").count() == 1


def test_an_unknown_name_is_kept_as_a_digest_only(head):
    sign_in(Client(), "my-secret-password", "wrong")
    entry = Entry.objects.get(action="sign_in.failed")
    assert "my-secret" not in entry.body
    assert '"typed":"' in entry.body


@pytest.mark.acceptance("check 9")
def test_a_disabled_account_is_out_at_once(head):
    client = Client()
    sign_in(client, head.username, PASSWORD)
    assert client.get("/account/settings/").status_code == 200
    account = account_of(head)
    Account.objects.filter(pk=account.pk).update(disabled_at="2026-03-02T02:00Z", disabled_by=account)
    assert client.get("/account/settings/").status_code == 302
    assert sign_in(Client(), head.username, PASSWORD).status_code == 200


def test_too_many_failures_lock_the_door(head, settings):
    settings.AXES_FAILURE_LIMIT = 3
    client = Client()
    statuses = [sign_in(client, head.username, "wrong").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    locked = sign_in(client, head.username, PASSWORD)
    assert (locked.status_code, "暫時鎖定" in locked.content.decode()) == (429, True)
    assert Entry.objects.filter(action="sign_in.locked").exists()


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "password/reset/", "confirm-email/", "login/code/confirm/"]
)
def test_unused_doors_are_shut(path):
    assert Client().get(f"/accounts/{path}").status_code == 404


def test_nobody_is_sent_off_the_site(head):
    client = Client()
    client.post(f"{LOGIN}?next=//evil.example/", {"login": head.username, "password": PASSWORD})
    response = client.post("/language/", {"language": "en", "next": "//evil.example/"})
    assert response["Location"] == "/"


def test_a_form_sent_after_the_sign_in_ended_is_said_to_be_unwritten(head):
    client = Client()
    data = {"room": "3-1201", "kind": "residential", "use": "vacant"}
    assert client.post("/CJ/estate/units/new/", data)["Location"].startswith(LOGIN)
    sign_in(client, head.username, PASSWORD)
    assert "剛才提交的內容沒有寫入" in client.get("/CJ/").content.decode()
    assert "沒有寫入" not in client.get("/CJ/").content.decode()
    assert not Unit.objects.exists()


def test_a_page_asked_for_by_nobody_says_nothing_of_forms(head):
    client = Client()
    client.get("/CJ/estate/")
    client.post("/CJ/receipts/place/", {"room": "3-1201"}, headers={"HX-Request": "true"})
    sign_in(client, head.username, PASSWORD)
    assert "沒有寫入" not in client.get("/CJ/").content.decode()


@pytest.mark.parametrize(
    ("referer", "onward"),
    [
        ("http://testserver/CJ/receipts/?q=1", "/CJ/receipts/%3Fq%3D1"),
        ("http://evil.example/CJ/receipts/", "/CJ/receipts/new/"),
        ("", "/CJ/receipts/new/"),
    ],
)
def test_a_form_leads_back_to_its_own_page(db, referer, onward):
    answer = Client().post("/CJ/receipts/new/", {"title": "信"}, headers={"Referer": referer})
    assert answer["Location"] == f"{LOGIN}?next={onward}"
