"""What a list shows beside each household when it is asked for: one question for all the rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yihu.database.prepared import prepared
from yihu.dossiers.models import Gap
from yihu.households.models import Correction, Member, Ownership
from yihu.policy.vocabulary import Use


@dataclass(frozen=True, slots=True)
class People:
    """Who is registered in a unit beside its title: tenants by name, and how many live there."""

    tenants: tuple[str, ...] = ()
    living: int = 0
    owners: int = 0

    def residents(self, use: str) -> int:
        """常住人數 as registered: those who live there, with the owners where they live there themselves.

        An organisation lives nowhere, and staff go home.
        """
        return self.living + (self.owners if use == Use.OWNER_OCCUPIED else 0)


NOBODY = People()


def corrected(project: UUID, since: datetime) -> set[UUID]:
    """The households of a project that were mended since then (R1.10d): a week's, which are few."""
    return set(_corrected(project, since))


@prepared
def _corrected(project: UUID, since: datetime) -> "QuerySet[Correction, UUID]":
    mended = Correction.objects.filter(project=project, corrected_at__gte=since)
    return mended.values_list("household_id", flat=True).distinct()


def gaps(ids: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The catalogue lines without a paper, by code in the catalogue's order."""
    found = Gap.objects.filter(dossier__household__in=ids).order_by("line")
    return _grouped(found.values_list("dossier__household", "line"))


def people(ids: Sequence[UUID]) -> dict[UUID, People]:
    """Tenants and numbers, by household."""
    living: dict[UUID, int] = defaultdict(int)
    tenants: list[tuple[UUID, str]] = []
    members = Member.objects.filter(household__in=ids, ends_on__isnull=True).exclude(kind=Member.Kind.STAFF)
    for household, kind, name in members.order_by("starts_on", "id").values_list(
        "household", "kind", "person__name"
    ):
        living[household] += 1
        if kind == Member.Kind.TENANT:
            tenants.append((household, name))
    owners: dict[UUID, int] = defaultdict(int)
    held = Ownership.objects.filter(household__in=ids, ends_on__isnull=True, person__is_organisation=False)
    for household in held.values_list("household", flat=True):
        owners[household] += 1
    named = _grouped(tenants)
    return {id_: People(named.get(id_, ()), living[id_], owners[id_]) for id_ in {*named, *living, *owners}}


def _grouped(pairs: Iterable[tuple[UUID, str]]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for id_, text in pairs:
        found[id_].append(text)
    return {id_: tuple(texts) for id_, texts in found.items()}
