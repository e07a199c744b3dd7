import pytest

from people import ALL_TEXTS, AT, a_project, somebody
from yihu.estate.operations import adopt, open_project
from yihu.estate.queries import effective_policy, local_date
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict, Invalid, Refused
from yihu.policy.vocabulary import SYSTEM, Role

pytestmark = pytest.mark.django_db


def test_it_works():
    project = a_project("CJ", ("community",))
    assert effective_policy(project, local_date(project, AT)).adopted == {"community"}
    assert Entry.objects.filter(action="project.opened").count() == 1


def test_a_code_is_used_once():
    a_project("CJ")
    with pytest.raises(Conflict) as caught:
        a_project("CJ")
    assert caught.value.decision.code == "project_exists"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("code", {"code": "cj"}),
        ("name", {"name": " "}),
        ("locality", {"locality": "US"}),
        ("time_zone", {"time_zone": "Mars/Base"}),
        ("regulations", {"regulations": []}),
        ("regulations/0", {"regulations": ["own"]}),
    ],
)
def test_a_bad_field_is_named(field, change):
    good = {"code": "CJ", "name": "誠基", "regulations": list(ALL_TEXTS)}
    with pytest.raises(Invalid) as caught:
        open_project(by=SYSTEM, at=AT, **{**good, **change})
    assert [error.pointer for error in caught.value.errors] == [field]


def test_adopting_ends_what_is_left_out_and_keeps_the_rest():
    project = a_project("CJ", ("community", "process"))
    kept = project.adoptions.get(regulation="community").id
    adopt(by=SYSTEM, at=AT, project=project, regulations=["community", "apartment"])
    in_force = project.adoptions.filter(ended_at__isnull=True)
    assert {row.regulation for row in in_force} == {"community", "apartment"}
    assert in_force.get(regulation="community").id == kept


def test_adopting_the_same_again_writes_nothing():
    project = a_project()
    before = Entry.objects.count()
    adopt(by=SYSTEM, at=AT, project=project, regulations=list(ALL_TEXTS))
    assert Entry.objects.count() == before


def test_an_officer_may_not_adopt():
    project = a_project()
    officer = somebody(project, Role.CS_OFFICER)
    with pytest.raises(Refused):
        adopt(by=officer, at=AT, project=project, regulations=["community"])
