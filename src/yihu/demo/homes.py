"""Which rooms there are and who holds them: the edge cases of Annex E first, ordinary households after."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from random import Random

from yihu.demo.people import People
from yihu.households.inputs import MemberInput, OwnerInput
from yihu.policy.vocabulary import Circumstance, UnitKind, Use

_C = Circumstance
WITHOUT_FILE = "3棟2單元1502"
BY_A_PAPER = "6棟1單元803"
CO_OWNED, DECORATED, WINGED = "3棟1單元1201", "2棟2單元1004", ("5棟1單元1601", "5棟1單元1602")
_FORTY = "Maximiliana Wilhelmina von Demonstration"
_TOWERS, _ENTRANCES, _FLOORS, _ROOMS = 10, 2, 17, 4


@dataclass(frozen=True, slots=True)
class Home:
    """A unit and, where it has owners, its household as it will be opened."""

    room: str
    owners: tuple[OwnerInput, ...]
    use: Use = Use.OWNER_OCCUPIED
    kind: UnitKind = UnitKind.RESIDENTIAL
    members: tuple[MemberInput, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    acquired_on: date | None = None
    area: int = 89


def special_homes(people: People, *, today: date) -> list[Home]:
    """The edge cases that are a state of the data, and a paper can be filed for (Annex E)."""
    wang = people.person("王柏安")
    pair = people.person("謝文庭")
    tenant = MemberInput(people.person("韓子澤"), "tenant", "承租人")
    homes = [
        # E01: two co-owners, one telephone
        Home(
            CO_OWNED,
            (
                OwnerInput(people.person("張曉蘭"), "1/2"),
                OwnerInput(people.person("李建明", phone=False), "1/2"),
            ),
        ),
        # E02: one person, three homes
        *(Home(f"2棟1單元{number}", (OwnerInput(wang),)) for number in (301, 302, 303)),
        # E03: let to a couple
        Home(
            "4棟1單元502",
            (OwnerInput(people.person("朱永和")),),
            Use.LEASED,
            members=(tenant, MemberInput(people.person("馮宜靜"), "tenant", "配偶")),
            circumstances=(_C.TENANCY, _C.EVER_LET),
        ),
        # E04: a shop of a company
        Home(
            "S-07",
            (OwnerInput(people.firm("示範餐飲管理有限公司")),),
            Use.BUSINESS,
            UnitKind.SHOP,
            circumstances=(_C.SHOP, _C.TENANCY),
        ),
        # E05: 商住 without the neighbours' consent
        Home("8棟2單元1803", (OwnerInput(people.person("尤思雅")),), Use.COMMERCIAL_RESIDENTIAL),
        Home("7棟1單元704", (OwnerInput(people.person("孫志國")),), circumstances=(_C.ARREARS,)),  # E06
        Home("9棟1單元906", (OwnerInput(people.person("何瑞青")),)),  # E08
        Home(
            "1棟1單元1105",
            (OwnerInput(people.person("施培寧")),),
            Use.VACANT,
            circumstances=(_C.KEYS_HELD, _C.MANDATE),
        ),  # E09
        # E11: one person who lets one home and owns another
        Home("10棟1單元203", (OwnerInput(people.person("嚴立欣")),), Use.LEASED, circumstances=(_C.TENANCY,)),
        # E12: still the developer's
        Home(
            "5棟1單元1702",
            (OwnerInput(people.firm("示範置業發展有限公司")),),
            Use.DEVELOPER,
        ),
        # E18: forty characters; a middle dot
        Home("6棟2單元1101", (OwnerInput(people.foreigner(_FORTY, "X00000018")),)),
        Home("6棟2單元1102", (OwnerInput(people.person("阿依古麗·買買提")),)),
        # E19: rare characters
        Home("6棟2單元1103", (OwnerInput(people.person("𠮷㛃囍")),)),
        # E20: two files that hang together
        *(Home(room, (OwnerInput(pair),), area=131) for room in WINGED),
        Home(DECORATED, (OwnerInput(people.person("蔣凱文")),), circumstances=(_C.DECORATION,)),
        Home(
            "1棟2單元905",
            (OwnerInput(people.person("華俊浩")), OwnerInput(people.person("金珊", phone=False))),
            members=(MemberInput(people.person("華雨子", phone=False), "family", "子女"),),
            circumstances=(_C.VEHICLE, _C.TITLE_ISSUED),
        ),
    ]
    return [_acquired(home, today - timedelta(days=900 + 37 * place)) for place, home in enumerate(homes)]


def ordinary_homes(people: People, random: Random, *, taken: set[str], today: date) -> Iterator[Home]:
    """Households without end in the rooms that are left, building by building."""
    for number in count():
        block, place = divmod(number, _TOWERS * _ENTRANCES * _FLOORS * _ROOMS)
        tower = place % _TOWERS + 1 + block * _TOWERS
        entrance = place // _TOWERS % _ENTRANCES + 1
        floor, room = divmod(place // (_TOWERS * _ENTRANCES), _ROOMS)
        label = f"{tower}棟{entrance}單元{floor + 2}{room + 1:02}"
        if label not in taken:
            yield _ordinary(label, people, random, today)


def _ordinary(label: str, people: People, random: Random, today: date) -> Home:
    owners = [OwnerInput(people.person())]
    if random.random() < 0.25:
        owners = [OwnerInput(owners[0].person, "1/2"), OwnerInput(people.person(phone=False), "1/2")]
    members = (MemberInput(people.person(phone=False), "family", "家屬"),) if random.random() < 0.3 else ()
    use = random.choices((Use.OWNER_OCCUPIED, Use.LEASED, Use.VACANT), (78, 14, 8))[0]
    return Home(
        label,
        tuple(owners),
        use,
        members=members,
        circumstances=(_C.TENANCY,) if use is Use.LEASED else (),
        acquired_on=today - timedelta(days=random.randint(200, 4000)),
        area=random.choice((67, 78, 89, 98, 112, 128)),
    )


def _acquired(home: Home, on: date) -> Home:
    return replace(home, acquired_on=on)
