"""One household as its page shows it: who, masked; where; and who is responsible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yihu.accounts import queries as accounts
from yihu.confidentiality import events, gate, masks
from yihu.database.prepared import prepared
from yihu.dossiers.models import Dossier
from yihu.dossiers.template import day_of
from yihu.households.models import Correction, Household, Member, Ownership, Phone
from yihu.ledger import queries as ledger
from yihu.policy.access import Object
from yihu.policy.decisions import NotKnown
from yihu.policy.vocabulary import Actor, Role


@dataclass(frozen=True, slots=True)
class OwnerView:
    """An owner; id number and phones are masked, and absent for those who may not see identity at all."""

    id: UUID
    name: str
    share: str
    share_numerator: int | None
    share_denominator: int | None
    id_type: str
    id_number: str
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    """Someone who lives or works in the unit."""

    id: UUID
    name: str
    kind: str
    relation: str
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction as the page lists it."""

    field: str
    old: str
    new: str
    reason: str
    corrected_at: datetime
    corrected_by: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """The summary at the head of a file (R1.1: the basic situation at a glance)."""

    id: UUID
    project: str
    unit_id: UUID
    unit_code: str
    unit_label: str
    unit_kind: str
    use: str
    area_m2: str
    merged_with: str
    tenure_no: int
    acquired_on: date | None
    opened_at: datetime
    ended_on: date | None
    owners_registered: bool
    owners: tuple[OwnerView, ...]
    members: tuple[MemberView, ...]
    officer: str
    dossier_id: UUID
    file_no: str
    required: int
    present: int
    corrections: tuple[CorrectionView, ...]
    timeline: tuple[ledger.EntryRead, ...]
    sights: tuple[ledger.EntryRead, ...]
    version: int


def find_household(*, by: Actor, household_id: UUID) -> Household:
    """The household with this id, in the actor's own project. Raises `NotKnown` for any other."""
    household = _found.first(household_id, gate.own_project(by))
    if household is None:
        raise NotKnown
    return household


@prepared
def _found(household: UUID, project: UUID) -> "QuerySet[Household, Household]":
    near = ("unit__building", "unit__merged_with", "project", "dossier")
    return Household.objects.filter(pk=household, project=project).select_related(*near)


def open_household(
    *, by: Actor, at: datetime, household_id: UUID, action: str = events.VIEWED
) -> HouseholdView:
    """A household for this person's eyes; the sight is registered. Raises `Refused` R1.6a, `NotKnown`."""
    gate.require(by=by, at=at, project_id=gate.own_project(by), thing=Object.HOUSEHOLD)
    household = find_household(by=by, household_id=household_id)
    gate.admit(
        by=by,
        at=at,
        project_id=household.project_id,
        thing=Object.HOUSEHOLD,
        action=action,
        subjects={"dossier": household.dossier.pk, "household": household.pk},
    )
    return view_of(by, household, household.dossier, at)


def view_of(by: Actor, household: Household, dossier: Dossier, at: datetime) -> HouseholdView:
    """A household that somebody was admitted to: the caller decided and registered it."""
    unit, project = household.unit, household.project
    desk = by.role == Role.FRONT_DESK
    officers = accounts.officers_by_building(project, day_of(project, at))
    return HouseholdView(
        id=household.pk,
        project=project.code,
        unit_id=unit.pk,
        unit_code=unit.code,
        unit_label=unit.label,
        unit_kind=unit.kind,
        use=unit.use,
        area_m2="" if unit.area_m2 is None else str(unit.area_m2),
        merged_with=unit.merged_with.label if unit.merged_with else "",
        tenure_no=household.tenure_no,
        acquired_on=household.acquired_on,
        opened_at=household.opened_at,
        ended_on=household.ended_on,
        owners_registered=household.owners_registered_at is not None,
        owners=_owners(household, identity=not desk),
        members=() if desk else _members(household),
        officer=officers.get(unit.building_id, ("", ""))[0] if unit.building_id else "",
        dossier_id=dossier.pk,
        file_no=dossier.file_no,
        required=0 if desk else dossier.required_count,
        present=0 if desk else dossier.present_count,
        corrections=() if desk else _corrections(household),
        timeline=() if desk else _entries(household, but=events.SIGHTS, limit=30),
        sights=() if desk else _entries(household, actions=events.SIGHTS, limit=12),
        version=household.version,
    )


def _entries(household: Household, **narrowed: Any) -> tuple[ledger.EntryRead, ...]:
    return tuple(ledger.entries_about(household.dossier.pk, household.pk, **narrowed))


def _owners(household: Household, *, identity: bool) -> tuple[OwnerView, ...]:
    rows = _ownerships(household.pk)
    phones = _numbers(_owners_phones(household.pk)) if rows else {}
    return tuple(
        OwnerView(
            id=row.person.pk,
            name=row.person.name,
            share=masks.share(row.share_numerator, row.share_denominator),
            share_numerator=row.share_numerator,
            share_denominator=row.share_denominator,
            id_type=row.person.id_type if identity else "",
            id_number=masks.id_number(row.person.id_number) if identity and row.person.id_number else "",
            phones=tuple(phones.get(row.person.pk, ())),
        )
        for row in rows
    )


@prepared
def _ownerships(household: UUID) -> "QuerySet[Ownership, Ownership]":
    held = Ownership.objects.filter(household=household, ends_on__isnull=True)
    return held.select_related("person").order_by("position", "id")


@prepared
def _owners_phones(household: UUID) -> "QuerySet[Phone, tuple[UUID, bytes | memoryview]]":
    held = Phone.objects.filter(
        person__ownerships__household=household, person__ownerships__ends_on__isnull=True, until__isnull=True
    )
    return held.order_by("position", "since", "id").values_list("person", "number")


def _members(household: Household) -> tuple[MemberView, ...]:
    rows = _memberships(household.pk)
    phones = _numbers(_members_phones(household.pk)) if rows else {}
    return tuple(
        MemberView(
            row.person.pk, row.person.name, row.kind, row.relation, tuple(phones.get(row.person.pk, ()))
        )
        for row in rows
    )


@prepared
def _memberships(household: UUID) -> "QuerySet[Member, Member]":
    now = Member.objects.filter(household=household, ends_on__isnull=True)
    return now.select_related("person").order_by("kind", "id")


@prepared
def _members_phones(household: UUID) -> "QuerySet[Phone, tuple[UUID, bytes | memoryview]]":
    held = Phone.objects.filter(
        person__memberships__household=household,
        person__memberships__ends_on__isnull=True,
        until__isnull=True,
    )
    return held.order_by("position", "since", "id").values_list("person", "number")


def _numbers(found: Iterable[tuple[UUID, bytes | memoryview]]) -> dict[UUID, list[str]]:
    """The phones of each person, masked."""
    numbers: dict[UUID, list[str]] = {}
    for person, number in found:
        numbers.setdefault(person, []).append(masks.phone(number))
    return numbers


def _corrections(household: Household) -> tuple[CorrectionView, ...]:
    return tuple(CorrectionView(*row) for row in _corrected(household.pk))


@prepared
def _corrected(household: UUID) -> "QuerySet[Correction, tuple[str, str, str, str, datetime, str, str]]":
    made = Correction.objects.filter(household=household).order_by("-corrected_at", "-id")
    return made.values_list("field", "old", "new", "reason", "corrected_at", "corrected_by__name", "evidence")
