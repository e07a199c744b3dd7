from datetime import date

import pytest

from people import AT, a_project, account_of, somebody
from yihu.accounts.operations import assign_building, assign_officer, open_area
from yihu.accounts.queries import list_areas, officers_by_building
from yihu.estate.operations import ensure_building
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused
from yihu.policy.vocabulary import SYSTEM, Role

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def head(project):
    return somebody(project, Role.CS_HEAD)


@pytest.fixture
def area(project, head):
    area = open_area(by=head, at=AT, project=project, code="A", name="A區")
    building = ensure_building(by=SYSTEM, at=AT, project=project, code="03")
    assign_building(by=head, at=AT, area=area, building=building, on=MARCH)
    return area


def test_it_works(project, head, area):
    first, second = (somebody(project, Role.CS_OFFICER, name) for name in ("first", "second"))
    assign_officer(by=head, at=AT, area=area, account=account_of(first), on=MARCH)
    assign_officer(by=head, at=AT, area=area, account=account_of(second), on=APRIL)
    on = {day: set(officers_by_building(project, day).values()) for day in (MARCH, APRIL)}
    assert on == {MARCH: {("陳first", "first")}, APRIL: {("陳second", "second")}}


def test_a_building_moves_between_areas(project, head, area):
    other = open_area(by=head, at=AT, project=project, code="B", name="B區")
    building = area.buildings.get().building
    assign_building(by=head, at=AT, area=other, building=building, on=APRIL)
    assert [row.buildings for row in list_areas(project, APRIL)] == [(), ("3棟",)]
    assert [row.buildings for row in list_areas(project, MARCH)] == [("3棟",), ()]


def test_the_past_is_not_rewritten(project, head, area):
    officer = account_of(somebody(project, Role.CS_OFFICER))
    assign_officer(by=head, at=AT, area=area, account=officer, on=APRIL)
    with pytest.raises(Conflict) as caught:
        assign_officer(by=head, at=AT, area=area, account=account_of(head), on=MARCH)
    assert caught.value.decision.code == "begins_later"


def test_only_officers_answer_for_areas(project, head, area):
    engineer = account_of(somebody(project, Role.ENG_STAFF))
    with pytest.raises(Conflict) as caught:
        assign_officer(by=head, at=AT, area=area, account=engineer, on=MARCH)
    assert caught.value.decision.code == "not_an_officer"


def test_another_projects_building_is_not_known(head, area):
    foreign = ensure_building(by=SYSTEM, at=AT, project=a_project("XQ"), code="03")
    with pytest.raises(NotKnown):
        assign_building(by=head, at=AT, area=area, building=foreign, on=MARCH)


def test_bad_fields_and_used_codes(project, head, area):
    with pytest.raises(Invalid):
        open_area(by=head, at=AT, project=project, code="", name="")
    with pytest.raises(Conflict):
        open_area(by=head, at=AT, project=project, code="A", name="又一個")


def test_the_desk_may_not(project):
    with pytest.raises(Refused):
        open_area(by=somebody(project, Role.FRONT_DESK), at=AT, project=project, code="A", name="A區")
