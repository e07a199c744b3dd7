"""A house in which there is something to find by every way."""

from datetime import timedelta

import pytest

from cast import Cast
from yihu.confidentiality.ways import Way
from yihu.dossiers import operations as dossiers
from yihu.estate.operations import add_unit
from yihu.households.inputs import OwnerInput, PersonInput
from yihu.households.models import FormerName, Household, Member, Person
from yihu.kernel.initials import initials_of
from yihu.kernel.text import fold
from yihu.policy.vocabulary import SYSTEM, IdType
from yihu.search import Hit, find

LATIN = "Maximilian Alexander von Habsburg Lorena"


@pytest.fixture
def house(cast: Cast) -> Cast:
    """Two owners, a tenant and a former name in 1201; rare signs, a dot, a company, a long name elsewhere."""
    dossier = cast.household()
    opened(cast, "7棟1單元704", PersonInput("𠮷㛃", phones=("13900001234",)))
    opened(cast, "3棟2單元1503", PersonInput("阿不都·熱合曼"))
    opened(cast, "S-07", PersonInput("誠基商貿有限公司", IdType.ORGANISATION))
    opened(cast, "3棟2單元1502", PersonInput(LATIN, IdType.PASSPORT, "C01X00T47"))
    tenant = person(cast, "歐陽修文")
    Member.objects.create(
        project=cast.cj, household=dossier.household, person=tenant, kind=Member.Kind.TENANT
    )
    owner = Person.objects.get(name="李建國")
    FormerName.objects.create(
        project=cast.cj,
        person=owner,
        name="李狗剩",
        name_fold=fold("李狗剩"),
        initials=initials_of("李狗剩"),
        until=cast.at - timedelta(days=300),
    )
    return cast


def opened(cast: Cast, label: str, *people: PersonInput) -> Household:
    """A household of these owners."""
    owners = tuple(OwnerInput(each) for each in people)
    unit = cast.units.get(label) or add_unit(by=SYSTEM, at=cast.at, project=cast.cj, text=label)
    made = dossiers.open_household(by=cast.cs_officer, at=cast.at, unit=unit, owners=owners)
    return made.dossier.household


def person(cast: Cast, name: str) -> Person:
    """Somebody on record."""
    return Person.objects.create(
        project=cast.cj, name=name, name_fold=fold(name), initials=initials_of(name), recorded_at=cast.at
    )


def hits(cast: Cast, q: str, *, who: str = "cs_officer", former: bool = False) -> tuple[Hit, ...]:
    """What somebody finds."""
    found = find(by=getattr(cast, who), at=cast.at, project=cast.cj, q=q, former=former)
    assert found.total == len(found.hits)
    return found.hits


def seen(cast: Cast, q: str, *, who: str = "cs_officer", former: bool = False) -> set[tuple[str, Way, str]]:
    """Unit, way and what the field says."""
    return {(hit.unit_label, hit.field, hit.matched) for hit in hits(cast, q, who=who, former=former)}
