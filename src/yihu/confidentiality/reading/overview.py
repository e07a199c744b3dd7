"""《業戶情況一覽表》 (R1.10b): one masked row a unit, found by anything people remember."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yihu.accounts import queries as accounts
from yihu.confidentiality import events, gate, masks
from yihu.dossiers.models import Gap
from yihu.dossiers.template import day_of
from yihu.estate.models import Project, Unit
from yihu.estate.queries.room_filter import room_condition
from yihu.households import ciphers
from yihu.households.models import Household, Ownership, Person, Phone
from yihu.kernel.paging import LARGEST_PAGE, Page, decode_cursor, encode_cursor
from yihu.kernel.text import fold
from yihu.policy.access import Object
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor, Role


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; `area` is an area's code, `missing` a catalogue line's."""

    q: str = ""
    use: str = ""
    area: str = ""
    missing: str = ""
    former: bool = False


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One household as the list shows it; `phone` is masked."""

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

    @property
    def missing(self) -> int:
        """How many required lines have no paper."""
        return self.required - self.present


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


def list_households(
    *, by: Actor, at: datetime, project: Project, filters: Filters, cursor: str = "", limit: int = 50
) -> Page[OverviewRow]:
    """The households of a project in room order, with an exact total. Raises `Refused` R1.6a, `NotKnown`."""
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.HOUSEHOLD_LIST)
    limit = max(1, min(limit, LARGEST_PAGE))
    found = _narrowed(project, filters, at)
    total = found.count()
    rows = list(_after(found, cursor).order_by("unit__sort_key", "id").values_list(*_COLUMNS)[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.HOUSEHOLD_LIST,
        action=events.LISTED,
        detail={"found": total, "shown": len(rows), "searched": bool(filters.q.strip())},
    )
    following = encode_cursor(rows[-1][14], str(rows[-1][0])) if more else None
    return Page(_prepared(by, project, at, rows), following, total)


def _narrowed(project: Project, filters: Filters, at: datetime) -> QuerySet[Household]:
    found = Household.objects.filter(
        project=project, dossier__isnull=False, ended_on__isnull=not filters.former
    )
    if filters.use:
        found = found.filter(unit__use=filters.use)
    if filters.area:
        found = found.filter(unit__building__in=_buildings_of(project, filters.area, at))
    if filters.missing:
        found = found.filter(
            dossier__in=Gap.objects.filter(project=project, line=filters.missing).values("dossier")
        )
    if filters.q.strip():
        found = found.filter(_matching(project, filters.q.strip()))
    return found


def _buildings_of(project: Project, area: str, at: datetime) -> list[UUID]:
    wanted = [row for row in accounts.list_areas(project, day_of(project, at)) if row.code == area]
    names = {name for row in wanted for name in row.buildings}
    return list(project.buildings.filter(name__in=names).values_list("pk", flat=True))


def _matching(project: Project, q: str) -> Q:
    """Room, name, 檔號, whole phone or id, or the last four of either."""
    units = Unit.objects.filter(room_condition(project, q), project=project).values("pk")
    people = Person.objects.filter(project=project, name_fold__contains=fold(q)).values("pk")
    condition = Q(unit__in=units) | _of(people) | Q(dossier__file_no=q.upper())
    word = "".join(q.split()).upper()
    if len(word) == 4 and word[:3].isdigit():
        condition |= _of(_phones(project, tail_index=ciphers.tail_index(word, ciphers.PHONE)))
        condition |= _of(
            Person.objects.filter(
                project=project, id_tail_index=ciphers.tail_index(word, ciphers.ID_NUMBER)
            ).values("pk")
        )
    elif len(word) >= 6 and any(letter.isdigit() for letter in word):
        condition |= _of(_phones(project, number_index=ciphers.index(word, ciphers.PHONE)))
        condition |= _of(
            Person.objects.filter(project=project, id_index=ciphers.index(word, ciphers.ID_NUMBER)).values(
                "pk"
            )
        )
    return condition


def _phones(project: Project, **index: bytes) -> QuerySet[Any, Any]:
    return Phone.objects.filter(project=project, until__isnull=True, **index).values("person")


def _of(people: QuerySet[Any, Any]) -> Q:
    owned = Ownership.objects.filter(person__in=people, ends_on__isnull=True).values("household")
    return Q(pk__in=owned)


def _after(found: QuerySet[Household], cursor: str) -> QuerySet[Household]:
    if not cursor:
        return found
    key = decode_cursor(cursor, parts=2)
    try:
        sort_key, last = str(key[0]), UUID(key[1])  # type: ignore[index]
    except (TypeError, ValueError, AttributeError):
        raise Invalid(
            FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。"), code="cursor_unknown")
        ) from None
    return found.filter(Q(unit__sort_key__gt=sort_key) | Q(unit__sort_key=sort_key, id__gt=last))


def _prepared(
    by: Actor, project: Project, at: datetime, rows: Iterable[tuple[Any, ...]]
) -> tuple[OverviewRow, ...]:
    rows = list(rows)
    ids = [row[0] for row in rows]
    owners, phones = _owners_of(ids)
    officers = accounts.officers_by_building(project, day_of(project, at))
    desk = by.role == Role.FRONT_DESK
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
            owners=tuple(owners[row[0]]),
            phone=phones.get(row[0], ""),
            officer=officers.get(row[13], ("", ""))[0],
            required=0 if desk else row[9],
            present=0 if desk else row[10],
            acquired_on=row[11].isoformat() if row[11] else "",
            ended=row[12] is not None,
        )
        for row in rows
    )


def _owners_of(ids: list[UUID]) -> tuple[dict[UUID, list[str]], dict[UUID, str]]:
    """Names with shares by household, and the first owner's first phone, masked."""
    names: dict[UUID, list[str]] = defaultdict(list)
    first: dict[UUID, UUID] = {}
    held = Ownership.objects.filter(household__in=ids, ends_on__isnull=True).order_by(
        "household", "position", "id"
    )
    for household, person, name, numerator, denominator in held.values_list(
        "household", "person", "person__name", "share_numerator", "share_denominator"
    ):
        names[household].append(f"{name}{masks.share(numerator, denominator)}")
        first.setdefault(household, person)
    numbers = Phone.objects.filter(person__in=first.values(), until__isnull=True).order_by(
        "-position", "-since"
    )
    by_person = dict(numbers.values_list("person", "number"))
    return names, {
        household: masks.phone(by_person[person])
        for household, person in first.items()
        if person in by_person
    }
