import pytest

from people import AT, a_project, somebody
from yihu.estate.operations import add_unit
from yihu.estate.queries import get_unit, list_buildings, list_units
from yihu.policy.decisions import Invalid, NotKnown
from yihu.policy.vocabulary import Role

pytestmark = pytest.mark.django_db

ROOMS = ("3棟1單元1201", "3棟2單元1201", "3棟1201", "10棟101", "2期1号楼001", "商场107门市", "東門崗亭旁小屋")


@pytest.fixture
def project():
    project = a_project()
    officer = somebody(project, Role.CS_OFFICER)
    for room in ROOMS:
        add_unit(by=officer, at=AT, project=project, text=room)
    return project


def found(project, typed):
    return {row.code for row in list_units(project=project, q=typed).items}


def test_it_works(project):
    page = list_units(project=project)
    assert page.total == len(ROOMS)
    assert page.next is None
    assert page.items[-1].label == "東門崗亭旁小屋"


@pytest.mark.clause("R1.10c")
@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("3-1201", {"03-1-1201", "03-2-1201", "03-1201"}),
        ("03棟1201", {"03-1-1201", "03-2-1201", "03-1201"}),
        ("3棟2單元1201", {"03-2-1201"}),
        ("1201", {"03-1-1201", "03-2-1201", "03-1201"}),
        ("10棟", {"10-101"}),
        ("２期１号楼００１", {"2期-01-001"}),
        ("9-9999", set()),
    ],
)
def test_rooms_are_found_however_typed(project, typed, codes):
    assert found(project, typed) == codes


@pytest.mark.parametrize("typed", ["東門崗亭旁小屋", "东门岗亭", "岗亭旁"])
def test_what_could_not_be_parsed_is_found(project, typed):
    assert [row.label for row in list_units(project=project, q=typed).items] == ["東門崗亭旁小屋"]


def test_pages_follow_each_other_without_gap(project):
    first = list_units(project=project, limit=4)
    second = list_units(project=project, limit=4, cursor=first.next)
    assert (first.total, len(first.items), len(second.items)) == (7, 4, 3)
    assert len({row.id for row in (*first.items, *second.items)}) == 7


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIiwiYiJd"])
def test_a_strange_cursor_is_refused(project, cursor):
    with pytest.raises(Invalid):
        list_units(project=project, cursor=cursor)


def test_another_projects_unit_is_not_known(project):
    unit = list_units(project=project).items[0]
    assert get_unit(project, unit.id).code == unit.code
    with pytest.raises(NotKnown):
        get_unit(a_project("XQ"), unit.id)


def test_buildings_count_their_units(project):
    assert {row.code: row.units for row in list_buildings(project)}["03"] == 3


def test_few_queries(project, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        list_units(project=project, q="3-1201")
