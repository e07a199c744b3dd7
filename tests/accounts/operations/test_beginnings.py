import pytest

from people import AT, PASSWORD, a_project, account_of, somebody
from yihu.accounts.models import Account
from yihu.accounts.operations import NewProject, begin, found_project
from yihu.accounts.queries import projects_of, store_is_empty
from yihu.estate.models import Project
from yihu.policy.decisions import Conflict, Invalid, Refused
from yihu.policy.vocabulary import Role

pytestmark = pytest.mark.django_db

CJ = NewProject(code="CJ", name="誠基公寓", regulations=["community"])


def test_it_works():
    project, account = begin(at=AT, project=CJ, username="admin", name="管理員", password=PASSWORD)
    assert projects_of(account) == [(project, Role.SYSADMIN)]
    assert not store_is_empty()


def test_the_second_comes_too_late():
    begin(at=AT, project=CJ, username="admin", name="管理員", password=PASSWORD)
    with pytest.raises(Conflict):
        begin(at=AT, project=CJ, username="other", name="另一人", password=PASSWORD)


@pytest.mark.parametrize(
    ("change", "field"), [({"name": ""}, "person_name"), ({"password": "x"}, "password")]
)
def test_nothing_is_half_begun(change, field):
    good = {"username": "admin", "name": "管理員", "password": PASSWORD}
    with pytest.raises(Invalid) as caught:
        begin(at=AT, project=CJ, **{**good, **change})
    assert caught.value.errors[0].pointer == field
    assert not Account.objects.exists()
    assert not Project.objects.exists()


def test_a_bad_project_leaves_no_account():
    with pytest.raises(Invalid):
        begin(at=AT, project=NewProject("CJ", "", []), username="admin", name="管理員", password=PASSWORD)
    assert not Account.objects.exists()


def test_an_administrator_opens_a_further_project():
    admin = somebody(a_project("XQ"), Role.SYSADMIN)
    project = found_project(by=admin, at=AT, project=CJ, administrator=account_of(admin))
    assert (project, Role.SYSADMIN) in projects_of(account_of(admin))


def test_an_officer_does_not():
    officer = somebody(a_project("XQ"), Role.CS_OFFICER)
    with pytest.raises(Refused):
        found_project(by=officer, at=AT, project=CJ, administrator=account_of(officer))
