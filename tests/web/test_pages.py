"""Every page of administration, for who may and who may not."""

import pytest
from django.test import Client

from doors import client_of
from people import AT, a_project, somebody
from yihu.estate.operations import add_unit
from yihu.ledger.models import Entry
from yihu.policy.vocabulary import Role

pytestmark = pytest.mark.django_db

PAGES = [
    ("/CJ/people/", Role.SYSADMIN),
    ("/CJ/people/new/", Role.SYSADMIN),
    ("/CJ/people/front_desk/", Role.SYSADMIN),
    ("/CJ/people/front_desk/password/", Role.SYSADMIN),
    ("/CJ/estate/", Role.CS_OFFICER),
    ("/CJ/estate/?q=3-1201", Role.ENG_STAFF),
    ("/CJ/estate/units/new/", Role.CS_OFFICER),
    ("/CJ/estate/areas/", Role.CS_HEAD),
    ("/CJ/estate/areas/new/", Role.CS_HEAD),
    ("/CJ/regulations/", Role.VIEWER),
    ("/CJ/regulations/adoption/", Role.PROJECT_MANAGER),
    ("/CJ/regulations/rules/new/", Role.PROJECT_MANAGER),
    ("/CJ/regulations/days/new/", Role.CS_HEAD),
    ("/regulations/", Role.FRONT_DESK),
    ("/regulations/process/", Role.FRONT_DESK),
    ("/regulations/clauses/R1.5d/", Role.FRONT_DESK),
    ("/account/settings/", Role.VIEWER),
    ("/projects/new/", Role.SYSADMIN),
]


@pytest.fixture
def project():
    project = a_project()
    somebody(project, Role.FRONT_DESK)
    return project


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "en"])
@pytest.mark.parametrize(("path", "role"), PAGES)
def test_it_works(project, path, role, language):
    client = client_of(somebody(project, role, "somebody"))
    client.cookies["yihu_language"] = language
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("path", "role"), PAGES)
def test_nobody_signs_in_first(project, path, role):
    response = Client().get(path)
    assert (response.status_code, response["Location"][:16]) == (302, "/accounts/login/")


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/CJ/people/", Role.CS_OFFICER),
        ("/CJ/people/new/", Role.CS_HEAD),
        ("/CJ/estate/", Role.VIEWER),
        ("/CJ/estate/units/new/", Role.ENG_HEAD),
        ("/CJ/regulations/adoption/", Role.CS_HEAD),
        ("/projects/new/", Role.CS_HEAD),
    ],
)
def test_a_colleague_is_refused_with_the_clause_and_it_is_recorded(project, path, role):
    response = client_of(somebody(project, role, "somebody")).get(path)
    assert response.status_code == 403
    assert "/regulations/clauses/R" in response.content.decode()
    assert Entry.objects.filter(action="access.refused").count() == 1


@pytest.mark.acceptance("check 1")
def test_a_stranger_gets_one_body_for_all_paths(project):
    unit = add_unit(by=somebody(project, Role.CS_OFFICER), at=AT, project=project, text="3-1201")
    stranger = client_of(somebody(a_project("XQ"), Role.CS_HEAD, "stranger"))
    paths = ["/CJ/people/", f"/CJ/estate/units/{unit.id}/", "/ZZ/people/", "/nowhere/", "/CJ/nowhere/"]
    answers = [stranger.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_colleagues_404_is_the_strangers(project):
    officer = client_of(somebody(project, Role.CS_OFFICER))
    stranger = client_of(somebody(a_project("XQ"), Role.CS_HEAD, "stranger"))
    missing = "/CJ/estate/units/00000000-0000-0000-0000-000000000000/"
    assert officer.get(missing).content == stranger.get(missing).content


def test_two_languages_differ(project):
    client = client_of(somebody(project, Role.CS_OFFICER))
    assert client.get("/CJ/estate/")["Content-Language"] == "zh-hant"
    client.post("/language/", {"language": "en"})
    assert client.get("/CJ/estate/")["Content-Language"] == "en"
