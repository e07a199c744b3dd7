"""What the project has already, as far as an import asks; a stamp tells whether it has changed since."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max, QuerySet

from yihu.dossiers.models import Dossier
from yihu.dossiers.template import template_of
from yihu.estate.models import Building, Project, Unit
from yihu.households.models import Correction, Household, Member, Ownership, Person, Phone
from yihu.intake.sealing import PersonKey
from yihu.policy.vocabulary import UnitKind, Use

T = TypeVar("T")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit that is there; `household` is its open one, `registered` says whether that has owners."""

    id: UUID
    kind: UnitKind
    use: Use
    tenures: int = 0
    household: UUID | None = None
    dossier: UUID | None = None
    registered: bool = False
    building: UUID | None = None
    area: Decimal | None = None
    floor: str = ""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """An owner who is there: the folded name, and whether an id number is kept."""

    id: UUID
    name: str
    identified: bool


@dataclass(slots=True)
class Snapshot:
    """Units by room code, buildings by code; persons by the index of their id number, with their telephones;
    owners by household, and the folded names of those who live there."""

    stamp: str
    empty: bool = False
    units: dict[str, KnownUnit] = field(default_factory=dict)
    buildings: dict[str, UUID] = field(default_factory=dict)
    persons: dict[PersonKey, tuple[UUID, str]] = field(default_factory=dict)
    owners: dict[UUID, list[KnownPerson]] = field(default_factory=dict)
    members: dict[UUID, set[str]] = field(default_factory=dict)
    phones: dict[UUID, set[bytes]] = field(default_factory=dict)


def stamp_of(project: Project, *, at: datetime) -> str:
    """A digest that any writing which matters to an import would change: how much there is, and what a file
    must hold on that day."""
    households, corrections = Household.objects.filter(project=project), Correction.objects
    counts = (
        Unit.objects.filter(project=project).count(),
        households.count(),
        households.filter(owners_registered_at__isnull=False).count(),
        Person.objects.filter(project=project).count(),
        Phone.objects.filter(project=project).count(),
        corrections.filter(project=project).count(),
    )
    lines = tuple((line.code, repr(line)) for line in template_of(project, at=at).lines)
    return hashlib.sha256(repr((counts, lines)).encode()).hexdigest()


def take(project: Project, *, at: datetime, codes: Iterable[str], persons: Iterable[PersonKey]) -> Snapshot:
    """What there is of these rooms and people."""
    snapshot = Snapshot(stamp_of(project, at=at), empty=not Unit.objects.filter(project=project).exists())
    snapshot.buildings = dict(Building.objects.filter(project=project).values_list("code", "id"))
    for rooms in _batches(codes) if not snapshot.empty else ():
        _take_units(project, rooms, snapshot)
    anybody = Person.objects.filter(project=project).exists()
    for people in _batches(persons) if anybody else ():
        _take_persons(project, people, snapshot)
    return snapshot


def _take_units(project: Project, codes: list[str], snapshot: Snapshot) -> None:
    found = Unit.objects.filter(project=project, code__in=codes)
    tenures = dict(
        Household.objects.filter(unit__in=found).values_list("unit").annotate(latest=Max("tenure_no"))
    )
    files = {
        row[0]: row[1:]
        for row in Dossier.objects.filter(
            household__unit__in=found, household__ended_on__isnull=True
        ).values_list("household__unit_id", "household_id", "id", "household__owners_registered_at")
    }
    rows = found.values_list("id", "code", "kind", "use", "building", "area_m2", "floor")
    for unit_id, code, kind, use, building, area, floor in rows:
        household, dossier, registered = files.get(unit_id, (None, None, None))
        snapshot.units[code] = KnownUnit(
            unit_id,
            UnitKind(kind),
            Use(use),
            tenures.get(unit_id, 0),
            household,
            dossier,
            registered is not None,
            building,
            area,
            floor,
        )
    here = {"household__unit__in": found, "household__ended_on__isnull": True, "ends_on__isnull": True}
    owners = Ownership.objects.filter(**here).order_by("position", "id")
    for household, person, name, kept in owners.values_list(
        "household_id", "person_id", "person__name_fold", "person__id_index"
    ):
        known = KnownPerson(person, name, kept is not None)
        snapshot.owners.setdefault(household, []).append(known)
    for household, name in Member.objects.filter(**here).values_list("household_id", "person__name_fold"):
        snapshot.members.setdefault(household, set()).add(name)
    _take_phones(Ownership.objects.filter(**here).values("person"), snapshot)


def _take_persons(project: Project, keys: list[PersonKey], snapshot: Snapshot) -> None:
    rows = Person.objects.filter(project=project, id_index__in=[index for _type, index in keys])
    for pk, id_type, index, name in rows.values_list("id", "id_type", "id_index", "name_fold"):
        if index is not None:
            snapshot.persons[id_type, bytes(index)] = (pk, name)
    _take_phones(rows.values("id"), snapshot)


def _take_phones(people: "QuerySet[Any, Any]", snapshot: Snapshot) -> None:
    current = Phone.objects.filter(person__in=people, until__isnull=True)
    for person, number in current.values_list("person_id", "number_index"):
        snapshot.phones.setdefault(person, set()).add(bytes(number))


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some
