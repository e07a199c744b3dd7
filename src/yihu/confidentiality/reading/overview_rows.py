"""The rows of 《業戶情況一覽表》 as they are prepared: values masked, what is beside them fetched at once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from yihu.accounts import queries as accounts
from yihu.confidentiality import masks
from yihu.confidentiality.reading import beside, finding
from yihu.dossiers.template import day_of
from yihu.estate.models import Project
from yihu.policy.vocabulary import Actor, Role


class OverviewRow(NamedTuple):
    """One household as the list shows it; `phone` is masked, `holders` are the owners' names and shares."""

    id: UUID
    dossier_id: UUID
    file_no: str
    unit_id: UUID
    unit_label: str
    kind: str
    use: str
    area_m2: str
    tenure_no: int
    owners: tuple[str, ...]
    phone: str
    officer: str
    required: int
    present: int
    acquired_on: str
    ended: bool
    holders: tuple[tuple[str, str], ...] = ()
    building: str = ""
    entrance: str = ""
    room: str = ""
    corrected: bool = False
    tenants: tuple[str, ...] = ()
    residents: int = 0
    gaps: tuple[str, ...] = ()
    plates: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """How many required lines have no paper."""
        return self.required - self.present


class Extra(StrEnum):
    """What a list shows only when it is asked for; each is one more question to the database."""

    PLACE = "place"
    CORRECTED = "corrected"
    TENANTS = "tenants"
    RESIDENTS = "residents"
    GAPS = "gaps"
    PLATES = "plates"


PlatesOf = Callable[[Sequence[UUID]], Mapping[UUID, Sequence[str]]]
"""Number plates by unit: vehicles stand above this floor, so whoever shows plates brings them."""

_COLUMNS = (
    "id",
    "dossier__id",
    "dossier__file_no",
    "unit_id",
    "unit__label",
    "unit__kind",
    "unit__use",
    "unit__area_m2",
    "tenure_no",
    "dossier__required_count",
    "dossier__present_count",
    "acquired_on",
    "ended_on",
    "unit__building_id",
    "unit__sort_key",
)
_PLACE = ("unit__building__name", "unit__entrance", "unit__room", "unit__parsed")


def columns(extras: Collection[Extra]) -> tuple[str, ...]:
    """What is asked of the database for such rows; the household's id first, its place in room order 15th."""
    return (*_COLUMNS, *_PLACE) if Extra.PLACE in extras else _COLUMNS


def prepared(
    by: Actor,
    project: Project,
    at: datetime,
    rows: Sequence[tuple[Any, ...]],
    extras: Collection[Extra],
    plates_of: PlatesOf | None,
) -> tuple[OverviewRow, ...]:
    """Rows of `columns` as this person sees them; the front desk no figures of the catalogue (C10)."""
    ids = [row[0] for row in rows]
    owners, phones = _owners_of(ids)
    officers = accounts.officers_by_building(project, day_of(project, at))
    desk = by.role == Role.FRONT_DESK
    more = _beside(project, at, rows, extras, plates_of)
    return tuple(
        OverviewRow(
            id=row[0],
            dossier_id=row[1],
            file_no=row[2],
            unit_id=row[3],
            unit_label=row[4],
            kind=row[5],
            use=row[6],
            area_m2="" if row[7] is None else str(row[7]),
            tenure_no=row[8],
            owners=tuple(f"{name}（{share}）" if share else name for name, share in owners[row[0]]),
            phone=phones.get(row[0], ""),
            officer=officers.get(row[13], ("", ""))[0],
            required=0 if desk else row[9],
            present=0 if desk else row[10],
            acquired_on=row[11].isoformat() if row[11] else "",
            ended=row[12] is not None,
            holders=tuple(owners[row[0]]),
            **more(row),
        )
        for row in rows
    )


def _beside(
    project: Project,
    at: datetime,
    rows: Sequence[tuple[Any, ...]],
    extras: Collection[Extra],
    plates_of: PlatesOf | None,
) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
    """What is asked for beside the row itself, each by one question for all the rows."""
    if not extras:
        return lambda row: {}
    ids = [row[0] for row in rows]
    corrected = (
        beside.corrected(project.pk, finding.corrected_since(project, at))
        if Extra.CORRECTED in extras
        else ()
    )
    people = beside.people(ids) if {Extra.TENANTS, Extra.RESIDENTS} & set(extras) else {}
    gaps = beside.gaps(ids) if Extra.GAPS in extras else {}
    plates = plates_of([row[3] for row in rows]) if plates_of and Extra.PLATES in extras else {}

    def more(row: tuple[Any, ...]) -> dict[str, Any]:
        who = people.get(row[0], beside.NOBODY)
        place = row[15:18] if len(row) > 15 and row[18] else ("", "", "")
        return {
            "building": place[0] or "",
            "entrance": place[1],
            "room": place[2] or row[4],
            "corrected": row[0] in corrected,
            "tenants": who.tenants,
            "residents": who.residents(row[6]),
            "gaps": gaps.get(row[0], ()),
            "plates": () if row[12] else tuple(plates.get(row[3], ())),
        }

    return more


def _owners_of(ids: Sequence[UUID]) -> tuple[dict[UUID, list[tuple[str, str]]], dict[UUID, str]]:
    """Names with shares by household, and the first owner's first phone, masked.

    One statement of our own: building two of them, with fifty values each, cost a fifth of the page.
    """
    names: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    phones: dict[UUID, str] = {}
    known = {id_ if connection.features.has_native_uuid_field else id_.hex: id_ for id_ in ids}
    with connection.cursor() as cursor:
        cursor.execute(_OWNERS.format(", ".join(["%s"] * len(known)) or "NULL"), list(known))
        for key, name, numerator, denominator, number in cursor:
            household = known[key]
            if number is not None and household not in names:
                phones[household] = masks.phone(number)
            names[household].append((name, masks.bare_share(numerator, denominator)))
    return names, phones


_OWNERS = """
    SELECT held.household_id, person.name, held.share_numerator, held.share_denominator,
        (SELECT phone.number FROM households_phone phone
            WHERE phone.person_id = held.person_id AND phone.until IS NULL
            ORDER BY phone.position, phone.since LIMIT 1)
    FROM households_ownership held JOIN households_person person ON person.id = held.person_id
    WHERE held.household_id IN ({}) AND held.ends_on IS NULL
    ORDER BY held.household_id, held.position, held.id
"""
