"""What the project has already, as far as an import asks; a stamp tells whether it has changed since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db.models import Max

from yihu.dossiers.models import Dossier
from yihu.estate.models import Building, Project, Unit
from yihu.households.models import Household, Ownership, Person, Phone
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


@dataclass(frozen=True, slots=True)
class Stamp:
    """Counts that any writing which matters would change."""

    units: int
    households: int
    registered: int
    persons: int


@dataclass(slots=True)
class Snapshot:
    """Units by room code, buildings by code; persons by the index of their id number, with their telephones;
    the names of owners by household."""

    stamp: Stamp
    units: dict[str, KnownUnit] = field(default_factory=dict)
    buildings: dict[str, UUID] = field(default_factory=dict)
    persons: dict[PersonKey, tuple[UUID, str]] = field(default_factory=dict)
    owners: dict[UUID, frozenset[str]] = field(default_factory=dict)
    phones: dict[UUID, set[bytes]] = field(default_factory=dict)


def stamp_of(project: Project) -> Stamp:
    """The stamp of the project now."""
    households = Household.objects.filter(project=project)
    return Stamp(
        Unit.objects.filter(project=project).count(),
        households.count(),
        households.filter(owners_registered_at__isnull=False).count(),
        Person.objects.filter(project=project).count(),
    )


def take(project: Project, *, codes: Iterable[str], persons: Iterable[PersonKey]) -> Snapshot:
    """What there is of these rooms and people."""
    snapshot = Snapshot(stamp_of(project))
    snapshot.buildings = dict(Building.objects.filter(project=project).values_list("code", "id"))
    for rooms in _batches(codes) if snapshot.stamp.units else ():
        _take_units(project, rooms, snapshot)
    for people in _batches(persons) if snapshot.stamp.persons else ():
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
    for unit_id, code, kind, use, building in found.values_list("id", "code", "kind", "use", "building"):
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
        )
    names: dict[UUID, set[str]] = {}
    for household, name in Ownership.objects.filter(
        household__unit__in=found, household__ended_on__isnull=True, ends_on__isnull=True
    ).values_list("household_id", "person__name_fold"):
        names.setdefault(household, set()).add(name)
    snapshot.owners |= {household: frozenset(found) for household, found in names.items()}


def _take_persons(project: Project, keys: list[PersonKey], snapshot: Snapshot) -> None:
    rows = Person.objects.filter(project=project, id_index__in=[index for _type, index in keys])
    for pk, id_type, index, name in rows.values_list("id", "id_type", "id_index", "name_fold"):
        if index is not None:
            snapshot.persons[id_type, bytes(index)] = (pk, name)
    current = Phone.objects.filter(person__in=rows.values("id"), until__isnull=True)
    for person, number in current.values_list("person_id", "number_index"):
        snapshot.phones.setdefault(person, set()).add(bytes(number))


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some
