from datetime import timedelta

import pytest

from people import AT, a_project, account_of, an_account, somebody
from yihu.accounts.models import Appointment
from yihu.accounts.operations import appoint, disable_account, end_appointment
from yihu.accounts.queries import actor_for, has_records_officer, projects_of
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused
from yihu.policy.vocabulary import SYSTEM, Department, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def admin(project):
    return somebody(project, Role.SYSADMIN)


def make(admin, project, account, role, **more):
    return appoint(by=admin, at=AT, account=account, project=project, role=role, **more)


def test_it_works(project, admin):
    account = an_account()
    make(admin, project, account, Role.ENG_STAFF)
    actor = actor_for(account=account, project=project, device="test")
    assert (actor.role, actor.department) == (Role.ENG_STAFF, Department.ENG)
    assert projects_of(account) == [(project, Role.ENG_STAFF)]


def test_a_new_role_ends_the_earlier(project, admin):
    account = an_account()
    first = make(admin, project, account, Role.CS_OFFICER)
    make(admin, project, account, Role.CS_HEAD)
    first.refresh_from_db()
    assert (first.ended_at, first.ended_by_id) == (AT, admin.account_id)
    assert Appointment.objects.filter(account=account, ended_at__isnull=True).count() == 1


@pytest.mark.acceptance("check 27")
def test_nobody_appoints_himself(project, admin):
    with pytest.raises(Refused) as caught:
        make(admin, project, account_of(admin), Role.CS_HEAD)
    assert caught.value.decision.code == "self_appointment"


@pytest.mark.acceptance("check 27")
@pytest.mark.parametrize(
    ("here", "there"),
    [
        (Role.SYSADMIN, Role.CS_HEAD),
        (Role.AUDITOR, Role.CS_HEAD),
        (Role.AUDITOR, Role.SYSADMIN),
        (Role.VIEWER, Role.AUDITOR),
    ],
)
def test_branches_exclude_each_other(project, admin, here, there):
    account = an_account()
    appoint(by=SYSTEM, at=AT, account=account, project=a_project("XQ"), role=there)
    with pytest.raises(Conflict) as caught:
        make(admin, project, account, here)
    assert caught.value.decision.code == "roles_exclude"


def test_one_may_serve_two_projects(project, admin):
    account = an_account()
    appoint(by=SYSTEM, at=AT, account=account, project=a_project("XQ"), role=Role.CS_OFFICER)
    make(admin, project, account, Role.PROJECT_MANAGER)
    assert [role for _, role in projects_of(account)] == [Role.PROJECT_MANAGER, Role.CS_OFFICER]


@pytest.mark.parametrize(
    ("role", "department", "field"),
    [
        (Role.RECORDS_OFFICER, "", "department"),
        (Role.RECORDS_OFFICER, "hr", "department"),
        (Role.ENG_HEAD, "cs", "department"),
        ("king", "", "role"),
    ],
)
def test_a_bad_field_is_named(project, admin, role, department, field):
    with pytest.raises(Invalid) as caught:
        make(admin, project, an_account(), role, department=department)
    assert [error.pointer for error in caught.value.errors] == [field]


def test_only_this_projects_administrator(project, admin):
    for by, answer in (
        (somebody(project, Role.CS_HEAD), Refused),
        (somebody(a_project("XQ"), Role.SYSADMIN, "xq_admin"), NotKnown),
    ):
        with pytest.raises(answer):
            make(by, project, an_account(f"new.{by.username}"), Role.VIEWER)


def test_the_last_administrator_stays(project, admin):
    second = somebody(project, Role.SYSADMIN, "second")
    disable_account(by=second, at=AT, account=account_of(admin))
    with pytest.raises(Conflict) as caught:
        end_appointment(by=second, at=AT, appointment=Appointment.objects.get(account=second.account_id))
    assert caught.value.decision.code == "last_administrator"


@pytest.mark.clause("R2.2.1.5")
def test_a_department_without_records_officer_is_known(project, admin):
    account = an_account()
    make(admin, project, account, Role.RECORDS_OFFICER, department="sec")
    later = AT + timedelta(hours=1)
    assert has_records_officer(project, Department.SEC, later)
    assert not has_records_officer(project, Department.ENG, later)
    disable_account(by=admin, at=later, account=account)
    assert not has_records_officer(project, Department.SEC, later)
