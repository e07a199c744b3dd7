from datetime import date

import pytest

from people import AT, a_project, somebody
from yihu.estate.operations import set_company_day, withdraw_company_day
from yihu.estate.queries import work_calendar
from yihu.policy.decisions import Conflict, Invalid, Refused
from yihu.policy.vocabulary import Role

pytestmark = pytest.mark.django_db

SATURDAY = date(2026, 3, 7)


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def head(project):
    return somebody(project, Role.CS_HEAD)


def set_day(head, project, **change):
    given = {"day": SATURDAY, "works": True, "reason": "搬遷"}
    return set_company_day(by=head, at=AT, project=project, **{**given, **change})


def test_it_works(project, head):
    set_day(head, project)
    assert work_calendar(project).is_working_day(SATURDAY)


def test_a_later_word_replaces_an_earlier(project, head):
    set_day(head, project)
    set_day(head, project, works=False, reason="取消")
    assert not work_calendar(project).is_working_day(SATURDAY)


def test_it_can_be_withdrawn_once(project, head):
    row = set_day(head, project)
    withdraw_company_day(by=head, at=AT, company_day=row)
    assert not work_calendar(project).is_working_day(SATURDAY)
    with pytest.raises(Conflict):
        withdraw_company_day(by=head, at=AT, company_day=row)


def test_a_reason_is_needed(project, head):
    with pytest.raises(Invalid):
        set_day(head, project, reason=" ")


def test_the_desk_may_not(project):
    desk = somebody(project, Role.FRONT_DESK)
    with pytest.raises(Refused):
        set_day(desk, project)
