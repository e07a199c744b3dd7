from datetime import date, timedelta

import pytest

from people import AT, a_project, somebody
from yihu.estate.operations import confirm_reading, publish_company_rule
from yihu.estate.queries import effective_policy, unread_rules
from yihu.ledger.models import Entry
from yihu.policy.decisions import Invalid, Refused
from yihu.policy.vocabulary import SYSTEM, Role

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
AUGUST = date(2026, 8, 1)


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def manager(project):
    return somebody(project, Role.PROJECT_MANAGER)


def publish(manager, project, **change):
    given = {
        "code": "files",
        "title": "公司檔案規定",
        "effective_on": AUGUST,
        "parameters": {"P14.max_days": 3},
    }
    return publish_company_rule(by=manager, at=AT, project=project, **{**given, **change})


@pytest.mark.clause("R3.2")
def test_it_works(project, manager):
    rule = publish(manager, project)
    assert rule.version == 1
    assert effective_policy(project, AUGUST - timedelta(days=1)).value("P14.max_days") == 7
    assert effective_policy(project, AUGUST).value("P14.max_days") == 3


@pytest.mark.clause("R3.2")
def test_the_parameter_log_names_the_version(project, manager):
    publish(manager, project)
    publish(manager, project, parameters={"P14.max_days": 2})
    entry = Entry.objects.filter(action="policy.rule_published").latest("seq")
    assert '"version":2' in entry.body
    assert '"P14.max_days":2' in entry.body


@pytest.mark.clause("R3.2")
def test_each_user_must_read_it_from_that_day(project, manager):
    rule = publish(manager, project)
    assert unread_rules(manager.account_id, project, AUGUST - timedelta(days=1)) == []
    assert unread_rules(manager.account_id, project, AUGUST) == [rule]
    confirm_reading(by=manager, at=AT, rule=rule)
    assert unread_rules(manager.account_id, project, AUGUST) == []


@pytest.mark.clause("R3.2")
def test_a_new_version_is_read_anew_and_the_old_no_more(project, manager):
    publish(manager, project)
    second = publish(manager, project, parameters={"P14.max_days": 2})
    assert unread_rules(manager.account_id, project, AUGUST) == [second]


def test_a_looser_value_never_takes_effect(project, manager):
    publish(manager, project, parameters={"P14.max_days": 30}, effective_on=TODAY)
    assert effective_policy(project, TODAY).value("P14.max_days") == 7


def test_a_time_is_kept_as_a_time(project, manager):
    publish(manager, project, parameters={"P13.until": "17:30"}, effective_on=TODAY)
    assert effective_policy(project, TODAY).value("P13.until").isoformat("minutes") == "17:30"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("effective_on", {"effective_on": TODAY - timedelta(days=1)}),
        ("title", {"title": ""}),
        ("code", {"code": "Files!"}),
        ("code", {"code": "process"}),
        ("parameters", {"parameters": {}}),
        ("parameters/P99", {"parameters": {"P99": 1}}),
        ("parameters/P14.max_days", {"parameters": {"P14.max_days": "many"}}),
        ("parameters/P14.max_days", {"parameters": {"P14.max_days": -1}}),
    ],
)
def test_a_bad_field_is_named(project, manager, field, change):
    with pytest.raises(Invalid) as caught:
        publish(manager, project, **change)
    assert [error.pointer for error in caught.value.errors] == [field]


def test_the_program_itself_publishes_nothing(project):
    with pytest.raises(Refused) as caught:
        publish(SYSTEM, project)
    assert caught.value.decision.code == "person_needed"
