from decimal import Decimal

import pytest

from people import AT, a_project, somebody
from yihu.estate.models import Building
from yihu.estate.operations import add_unit, change_use, ensure_building
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused
from yihu.policy.vocabulary import Role, Use

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def officer(project):
    return somebody(project, Role.CS_OFFICER)


def add(officer, project, text, **more):
    return add_unit(by=officer, at=AT, project=project, text=text, **more)


def test_it_works(project, officer):
    unit = add(officer, project, "3棟2單元1502", area_m2=Decimal("88.50"))
    assert unit.code == "03-2-1502"
    assert (unit.building.code, unit.building.name, unit.floor) == ("03", "3棟", "15")
    assert Entry.objects.filter(action="estate.unit_added").count() == 1


@pytest.mark.clause("R1.1")
def test_the_same_room_however_typed_is_refused(project, officer):
    unit = add(officer, project, "03棟1201")
    with pytest.raises(Conflict) as caught:
        add(officer, project, "３－１２０１")
    assert caught.value.decision.code == "unit_exists"
    assert caught.value.extra["existing"]["id"] == str(unit.id)


def test_what_cannot_be_parsed_is_kept_whole(project, officer):
    unit = add(officer, project, "東門崗亭旁小屋")
    assert (unit.label, unit.parsed, unit.building) == ("東門崗亭旁小屋", False, None)


def test_a_phase_keeps_buildings_apart(project, officer):
    add(officer, project, "1号楼001")
    add(officer, project, "2期1号楼001")
    assert Building.objects.filter(project=project).count() == 2


@pytest.mark.parametrize(
    ("field", "text", "change"),
    [
        ("room", "", {}),
        ("room", "3棟", {}),
        ("room", "室" * 81, {}),
        ("kind", "3-1201", {"kind": "castle"}),
        ("use", "3-1201", {"use": "party"}),
        ("area_m2", "3-1201", {"area_m2": Decimal(0)}),
        ("area_m2", "3-1201", {"area_m2": Decimal("NaN")}),
        ("area_m2", "3-1201", {"area_m2": Decimal("1.001")}),
    ],
)
def test_a_bad_field_is_named(project, officer, field, text, change):
    with pytest.raises(Invalid) as caught:
        add(officer, project, text, **change)
    assert [error.pointer for error in caught.value.errors] == [field]
    assert not Building.objects.exists()


@pytest.mark.parametrize(
    ("role", "answer"), [(Role.ENG_STAFF, Refused), (Role.SYSADMIN, Refused), (None, NotKnown)]
)
def test_others_may_not(project, officer, role, answer):
    stranger = type(officer)(None, "x", "x", role) if role is None else somebody(project, role)
    with pytest.raises(answer):
        add(stranger, project, "3-1201")


def test_a_building_is_added_once(project, officer):
    first = ensure_building(by=officer, at=AT, project=project, code="A", name="A座")
    assert ensure_building(by=officer, at=AT, project=project, code="A") == first


def test_use_changes_with_old_and_new_in_the_ledger(project, officer):
    unit = add(officer, project, "3-1201")
    change_use(by=officer, at=AT, unit=unit, use=Use.LEASED)
    change_use(by=officer, at=AT, unit=unit, use=Use.LEASED)
    entry = Entry.objects.get(action="estate.use_changed")
    assert '"old":"vacant"' in entry.body
    with pytest.raises(Invalid):
        change_use(by=officer, at=AT, unit=unit, use="party")


@pytest.mark.parametrize("typed", ["3棟1201", "3幢12层01", "3-1201", "3-01201"])
def test_what_means_a_room_that_is_there_is_asked_about(project, officer, typed):
    there = add_unit(by=officer, at=AT, project=project, text="3棟1單元1201")
    with pytest.raises(Conflict) as conflict:
        add_unit(by=officer, at=AT, project=project, text=typed)
    assert conflict.value.decision.code == "unit_exists"
    assert conflict.value.extra["existing"] == {"id": str(there.id), "label": there.label}
    assert add_unit(by=officer, at=AT, project=project, text=typed, distinct=True).code != there.code
    add_unit(by=officer, at=AT, project=project, text="3棟2單元1201")
