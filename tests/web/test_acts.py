"""What pages of administration do, and how they show what they cannot do."""

from datetime import timedelta

import pytest
from django.test import Client

from doors import client_of
from people import AT, PASSWORD, a_project, account_of, somebody
from yihu.accounts.models import Account, Appointment
from yihu.estate.models import Project, Unit
from yihu.estate.operations import publish_company_rule
from yihu.estate.queries import effective_policy, local_date
from yihu.kernel import clock
from yihu.policy.vocabulary import Role

pytestmark = pytest.mark.django_db

CJ = {
    "name": "誠基公寓",
    "code": "cj",
    "regulations": ["community", "process"],
    "locality": "CN",
    "time_zone": "Asia/Shanghai",
    "went_live_on": "2026-01-01",
    "person_name": "管理員",
    "username": "admin",
    "password": PASSWORD,
}


@pytest.fixture
def project():
    return a_project()


def test_an_empty_store_offers_two_ways():
    page = Client().get("/").content.decode()
    assert "/setup/start/" in page
    assert "/setup/demo/" in page


def test_the_first_day():
    client = Client()
    assert client.post("/setup/start/", CJ).status_code == 302
    assert Project.objects.get().code == "CJ"
    client.post("/accounts/login/", {"login": "admin", "password": PASSWORD})
    assert client.get("/", follow=True).redirect_chain[0][0].startswith("/CJ/")


@pytest.mark.parametrize(
    "change",
    [
        {"password": "short"},
        {"code": "C J"},
        {"time_zone": "Mars"},
        {"went_live_on": "x"},
        {"regulations": []},
    ],
)
def test_the_first_day_keeps_what_was_typed(change):
    response = Client().post("/setup/start/", {**CJ, **change})
    assert response.status_code == 422
    assert "誠基公寓" in response.content.decode()
    assert PASSWORD not in response.content.decode()
    assert not Account.objects.exists()


def test_a_store_in_use_has_no_first_day(project):
    somebody(project, Role.SYSADMIN)
    assert Client().get("/setup/start/").status_code == 404
    assert Client().post("/setup/demo/").status_code == 404


def test_a_person_is_made_and_appointed(project):
    admin = client_of(somebody(project, Role.SYSADMIN))
    data = {"name": "李四", "username": "lisi", "password": PASSWORD, "role": "eng_head", "department": ""}
    assert admin.post("/CJ/people/new/", data)["Location"] == "/CJ/people/"
    assert Appointment.objects.get(account__username="lisi").role == Role.ENG_HEAD


def test_a_person_is_made_whole_or_not_at_all(project):
    admin = client_of(somebody(project, Role.SYSADMIN))
    data = {"name": "李四", "username": "lisi", "password": PASSWORD, "role": "records_officer"}
    response = admin.post("/CJ/people/new/", data)
    assert response.status_code == 422
    assert "李四" in response.content.decode()
    assert not Account.objects.filter(username="lisi").exists()


def test_a_username_taken_is_said_in_the_form(project):
    admin = client_of(somebody(project, Role.SYSADMIN))
    data = {"name": "李四", "username": "sysadmin", "password": PASSWORD, "role": "viewer"}
    response = admin.post("/CJ/people/new/", data)
    assert response.status_code == 409
    assert "用戶名已有人使用" in response.content.decode()


def test_disabling_and_enabling(project):
    admin, other = client_of(somebody(project, Role.SYSADMIN)), somebody(project, Role.VIEWER)
    theirs = client_of(other)
    assert theirs.get("/CJ/regulations/").status_code == 200
    admin.post("/CJ/people/viewer/disable/")
    assert theirs.get("/CJ/regulations/").status_code == 302
    admin.post("/CJ/people/viewer/enable/")
    assert account_of(other).is_active


def test_a_role_is_changed_with_the_form_as_it_comes(project):
    admin = client_of(somebody(project, Role.SYSADMIN))
    somebody(project, Role.CS_HEAD)
    form = admin.get("/CJ/people/cs_head/").context["form"]
    sent = {**form.initial, "role": "eng_head"}
    assert admin.post("/CJ/people/cs_head/", sent).status_code == 302
    open_now = Appointment.objects.get(account__username="cs_head", ended_at__isnull=True)
    assert (open_now.role, open_now.department) == ("eng_head", "eng")


def test_nobody_appoints_himself_by_page(project):
    admin = client_of(somebody(project, Role.SYSADMIN))
    assert admin.post("/CJ/people/sysadmin/", {"role": "cs_head"}).status_code == 403


def test_a_unit_is_added_and_its_twin_refused(project):
    officer = client_of(somebody(project, Role.CS_OFFICER))
    data = {"room": "3棟2單元1502", "kind": "residential", "use": "vacant", "area": "88.5"}
    assert officer.post("/CJ/estate/units/new/", data).status_code == 302
    again = officer.post("/CJ/estate/units/new/", {**data, "room": "3-2-1502"})
    assert again.status_code == 409
    assert "3-2-1502" in again.content.decode()
    assert Unit.objects.count() == 1


@pytest.mark.acceptance("R3.2/1")
@pytest.mark.clause("R3.2")
def test_a_rule_must_be_read_before_the_next_access(project):
    manager, officer = somebody(project, Role.PROJECT_MANAGER), somebody(project, Role.CS_OFFICER)
    rule = publish_company_rule(
        by=manager,
        at=AT,
        project=project,
        code="files",
        title="公司檔案規定",
        effective_on=local_date(project, AT),
        parameters={"P14.max_days": 3},
    )
    client = client_of(officer)
    asked = client.get("/CJ/estate/")
    assert asked["Location"] == "/CJ/regulations/reading/?next=/CJ/estate/"
    assert "公司檔案規定" in client.get(asked["Location"]).content.decode()
    done = client.post("/CJ/regulations/reading/", {"rule": str(rule.id), "next": "/CJ/estate/"})
    assert done["Location"] == "/CJ/estate/"
    assert client.get("/CJ/estate/").status_code == 200


def test_a_rule_is_published_by_page(project):
    manager = client_of(somebody(project, Role.PROJECT_MANAGER))
    day = local_date(project, clock.now()) + timedelta(days=30)
    data = {"title": "公司規定", "code": "files", "effective_on": day.isoformat()}
    bad = manager.post("/CJ/regulations/rules/new/", {**data, "parameters": "P14.max_days: 3"})
    assert bad.status_code == 422
    assert "P14.max_days: 3" in bad.content.decode()
    assert (
        manager.post("/CJ/regulations/rules/new/", {**data, "parameters": "P14.max_days = 3"}).status_code
        == 302
    )
    assert effective_policy(project, day).value("P14.max_days") == 3


@pytest.mark.clause("R2.2.1.5")
def test_the_manager_sees_which_department_has_no_officer(project):
    manager = client_of(somebody(project, Role.PROJECT_MANAGER))
    somebody(project, Role.RECORDS_OFFICER, department="cs")
    page = manager.get("/CJ/regulations/").content.decode()
    assert "保安部無檔案專人" in page
    assert "客服部無檔案專人" not in page


def test_a_form_without_token_is_refused_in_words(project):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        account_of(somebody(project, Role.CS_OFFICER)),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    response = client.post("/CJ/estate/units/new/", {"room": "3-1201"})
    assert response.status_code == 403
    assert "這張表單已失效" in response.content.decode()
