"""Which households a list shows: narrowed by filters, or found by anything people remember (R1.10b).

Every way of finding is answered by an index of its own, and room order by the units': no project is sorted.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yihu.accounts import queries as accounts
from yihu.dossiers.models import Dossier, Gap, GapRollup
from yihu.dossiers.template import day_of
from yihu.estate.models import Project, Unit
from yihu.estate.queries.room_filter import room_condition
from yihu.households import ciphers
from yihu.households.models import Household, Ownership, Person, Phone
from yihu.kernel.paging import decode_cursor
from yihu.kernel.text import fold
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

Found = QuerySet[Household, Household]
_FEW = 500


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; `area` is an area's code, `missing` a catalogue line's."""

    q: str = ""
    use: str = ""
    area: str = ""
    missing: str = ""
    former: bool = False


def find(*, project: Project, filters: Filters, at: datetime) -> Found:
    """The households that `filters` leave, in no order."""
    found = Household.objects.filter(project=project, ended_on__isnull=not filters.former)
    if filters.use:
        found = found.filter(unit__use=filters.use)
    if filters.area:
        found = found.filter(unit__building__in=_buildings_of(project, filters.area, at))
    if filters.missing:
        gaps = Gap.objects.filter(dossier__household=OuterRef("pk"), line=filters.missing)
        found = found.filter(Exists(gaps))
    if filters.q.strip():
        found = found.filter(pk__in=_few(_matching(project, filters.q.strip())))
    return found


def _few(ids: "QuerySet[Any, dict[str, UUID]]") -> Any:
    """Few ids as they are, so that they lead the way and are looked for once; many as a question."""
    some = [row["pk"] for row in ids[: _FEW + 1]]
    return some if len(some) <= _FEW else ids


def count(found: Found, *, project: Project, filters: Filters) -> int:
    """How many `find` found, exactly; a line that is missing alone is counted by its roll-up."""
    if filters == Filters(missing=filters.missing) and filters.missing:
        kept = GapRollup.objects.filter(project=project, line=filters.missing)
        return kept.values_list("missing", flat=True).first() or 0
    return found.count()


def page_of(found: Found, *, project: Project, cursor: str, limit: int) -> Found:
    """A page of what was found, in room order, after `cursor`. Raises `Invalid` for one that is not ours."""
    here = found.filter(unit__project=project, dossier__isnull=False)
    return _after(here, cursor).order_by("unit__sort_key", "id")[:limit]


def _buildings_of(project: Project, area: str, at: datetime) -> list[UUID]:
    wanted = [row for row in accounts.list_areas(project, day_of(project, at)) if row.code == area]
    names = {name for row in wanted for name in row.buildings}
    return list(project.buildings.filter(name__in=names).values_list("pk", flat=True))


def _matching(project: Project, q: str) -> QuerySet[Any, dict[str, UUID]]:
    """Room, name, 檔號, whole phone or id, or the last four of either: the ids of households, once each."""
    rooms = Unit.objects.filter(room_condition(project, q), project=project).values("pk")
    ways: list[QuerySet[Any, dict[str, UUID]]] = [
        Dossier.objects.filter(project=project, file_no=q.upper()).values("household"),
        _owned_by(Person.objects.filter(project=project, name_fold__contains=fold(q)).values("pk")),
    ]
    word = "".join(q.split()).upper()
    if len(word) == 4 and word[:3].isdigit():
        tail = ciphers.tail_index(word, ciphers.ID_NUMBER)
        ways += [
            _owned_by(_phones(project, tail_index=ciphers.tail_index(word, ciphers.PHONE))),
            _owned_by(Person.objects.filter(project=project, id_tail_index=tail).values("pk")),
        ]
    elif len(word) >= 6 and any(letter.isdigit() for letter in word):
        whole = ciphers.index(word, ciphers.ID_NUMBER)
        ways += [
            _owned_by(_phones(project, number_index=ciphers.index(word, ciphers.PHONE))),
            _owned_by(Person.objects.filter(project=project, id_index=whole).values("pk")),
        ]
    return Household.objects.filter(unit__in=rooms).values("pk").union(*ways)


def _phones(project: Project, **index: bytes) -> QuerySet[Any, dict[str, UUID]]:
    return Phone.objects.filter(project=project, until__isnull=True, **index).values("person")


def _owned_by(people: QuerySet[Any, dict[str, UUID]]) -> QuerySet[Any, dict[str, UUID]]:
    return Ownership.objects.filter(person__in=people, ends_on__isnull=True).values("household")


def _after(found: Found, cursor: str) -> Found:
    if not cursor:
        return found
    key = decode_cursor(cursor, parts=2)
    try:
        sort_key, last = str(key[0]), UUID(key[1])  # type: ignore[index]
    except (TypeError, ValueError, AttributeError):
        raise Invalid(
            FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。"), code="cursor_unknown")
        ) from None
    return found.filter(
        Q(unit__sort_key__gt=sort_key) | Q(unit__sort_key=sort_key, id__gt=last),
        unit__sort_key__gte=sort_key,  # what the index can begin at
    )
