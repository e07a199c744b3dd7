"""Which households a list shows: narrowed by filters, or found by anything people remember (R1.10b).

Room order is answered by the units' index: no project is sorted. What a typed text may mean, and by which
ways somebody may look, is `confidentiality.ways`, for the list as for the one box.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from yihu.accounts import queries as accounts
from yihu.confidentiality import ways
from yihu.confidentiality.ways import Way
from yihu.database.prepared import prepared
from yihu.dossiers.models import Gap, GapRollup
from yihu.dossiers.queries import count_files_without_owners
from yihu.dossiers.template import day_of, template_of
from yihu.estate.models import Project
from yihu.households.models import Correction, Household
from yihu.kernel.paging import decode_cursor
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor, Locality, UnitKind, Use

_FEW = 500
Key = tuple[str, UUID]
"""A place in room order: the unit's sort key and the household."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; `area` is an area's code, `missing` a catalogue line's.

    `building` is a building's code, `kind` what the unit is. `awaiting` leaves those whose owners are still
    to be registered (R2.3.1: 業主待補), `corrected` those mended since last Monday (R1.10d).
    """

    q: str = ""
    use: str = ""
    area: str = ""
    missing: str = ""
    former: bool = False
    awaiting: bool = False
    building: str = ""
    kind: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The households that some filters leave, counted or a page at a time."""

    project: Project
    filters: Filters
    narrowed: Q
    few: bool

    def count(self) -> int:
        """How many, exactly; where only a line is missing, its roll-up knows."""
        if self.filters.missing and self.filters == Filters(missing=self.filters.missing):
            kept = GapRollup.objects.filter(project=self.project, line=self.filters.missing)
            return kept.values_list("missing", flat=True).first() or 0
        if self.filters == Filters(awaiting=True):
            return count_files_without_owners(self.project)
        if self._as_they_stand:
            return _open_ones.first(self.project.pk) or 0
        return Household.objects.filter(self.narrowed, project=self.project).count()

    def before(self, key: Key) -> int:
        """How many come before the household of this key."""
        earlier = Household.objects.filter(self.narrowed, _beyond(key, back=True), unit__project=self.project)
        return earlier.filter(dossier__isnull=False).count()

    def page(self, *, cursor: str = "", limit: int, back: bool = False) -> QuerySet[Household]:
        """As many in room order after `cursor`, or before it and backwards. Raises `Invalid` for another's.

        A household's unit is of its project, so either may be asked for it: the units' index is in room order
        and no project need be sorted, but a few households are better looked up one by one.
        """
        project = {"project" if self.few else "unit__project": self.project}
        beyond = _beyond(key_of(cursor), back=back) if cursor else Q()
        here = Household.objects.filter(self.narrowed, beyond, dossier__isnull=False, **project)
        order = ("-unit__sort_key", "-id") if back else ("unit__sort_key", "id")
        return here.order_by(*order)[:limit]

    def rows(self, *columns: str, cursor: str = "", limit: int, back: bool = False) -> list[tuple[Any, ...]]:
        """The columns of such a page; the first page of all that are open is asked by a prepared question."""
        if self._as_they_stand and not cursor:
            return _first_page(self.project.pk, columns=columns, limit=limit)
        return list(self.page(cursor=cursor, limit=limit, back=back).values_list(*columns))

    @property
    def _as_they_stand(self) -> bool:
        return self.filters == Filters()


@prepared
def _first_page(
    project: UUID, *, columns: tuple[str, ...], limit: int
) -> "QuerySet[Household, tuple[Any, ...]]":
    here = Household.objects.filter(unit__project=project, ended_on__isnull=True, dossier__isnull=False)
    return here.order_by("unit__sort_key", "id").values_list(*columns)[:limit]


@prepared
def _open_ones(project: UUID) -> "QuerySet[Household, int]":
    here = Household.objects.filter(project=project, ended_on__isnull=True)
    return here.values_list(_HOW_MANY, flat=True)


_HOW_MANY = Func(template="COUNT(*)", output_field=IntegerField())
"""A count in words of a question: the library's own groups the rows, which takes as long again."""


def find(*, project: Project, filters: Filters, at: datetime, by: Actor | None = None) -> Found:
    """The households that `filters` leave; a text leads there by the ways open to `by`, without whom by none.

    Raises `Invalid` for a use, area or line that there is not.
    """
    _require_known(project, filters, at)
    narrowed = Q(ended_on__isnull=not filters.former)
    if filters.use:
        narrowed &= Q(unit__use=filters.use)
    if filters.area:
        narrowed &= Q(unit__building__in=_buildings_of(project, filters.area, at))
    if filters.building:
        narrowed &= Q(unit__building__code=filters.building)
    if filters.kind:
        narrowed &= Q(unit__kind=filters.kind)
    if filters.corrected:
        mended = Correction.objects.filter(project=project, corrected_at__gte=corrected_since(project, at))
        narrowed &= Q(pk__in=mended.values("household"))
    if filters.missing:
        narrowed &= Q(Exists(Gap.objects.filter(dossier__household=OuterRef("pk"), line=filters.missing)))
    if filters.awaiting:
        narrowed &= Q(owners_registered_at__isnull=True)
    if filters.q.strip():
        grants = ways.grants_of(by=by, at=at, project_id=project.pk) if by else ways.NOTHING
        return _among(_matching(project, filters, grants), project, filters, narrowed)
    if filters.awaiting:
        waiting = Household.objects.filter(narrowed, project=project).values("pk")
        return _among(ways.written(waiting), project, filters, narrowed)
    return Found(project, filters, narrowed, few=False)


def _among(matching: ways.Sql, project: Project, filters: Filters, narrowed: Q) -> Found:
    """Those of `matching`, which are named one by one where they are few."""
    ids = [ways.uuid(row[0]) for row in (matching + ways.Sql(" LIMIT %s", (_FEW + 1,))).rows()]
    few = len(ids) <= _FEW
    among = Q(pk__in=ids) if few else Q(pk__in=RawSQL(matching.text, matching.params))  # noqa: S611  (values apart)
    return Found(project, filters, narrowed & among, few=few)


def _require_known(project: Project, filters: Filters, at: datetime) -> None:
    wrong: list[FieldError] = []
    if filters.use and filters.use not in set(Use):
        expected = ", ".join(Use)
        text, mend = N_("不在可選的值之中。"), N_("可選：%(expected)s。")
        wrong.append(FieldError("use", text, mend, code="use_unknown", params={"expected": expected}))
    if filters.kind and filters.kind not in set(UnitKind):
        expected = ", ".join(UnitKind)
        text, mend = N_("不在可選的值之中。"), N_("可選：%(expected)s。")
        wrong.append(FieldError("kind", text, mend, code="kind_unknown", params={"expected": expected}))
    if filters.building and not project.buildings.filter(code=filters.building).exists():
        text, mend = N_("本項目沒有這一棟。"), N_("請從本項目的樓棟中選。")
        wrong.append(FieldError("building", text, mend, code="building_unknown"))
    if filters.area and filters.area not in dict(accounts.area_names(project)):
        text, mend = N_("本項目沒有這個區域。"), N_("請填本項目的區域編號。")
        wrong.append(FieldError("area", text, mend, code="area_unknown"))
    if filters.missing and template_of(project, at=at).line(filters.missing) is None:
        text, mend = N_("目錄中沒有這一項。"), N_("從目錄中選一項。")
        wrong.append(FieldError("missing", text, mend, code="line_unknown"))
    if wrong:
        raise Invalid(*wrong)


def _buildings_of(project: Project, area: str, at: datetime) -> list[UUID]:
    wanted = [row for row in accounts.list_areas(project, day_of(project, at)) if row.code == area]
    names = {name for row in wanted for name in row.buildings}
    return list(project.buildings.filter(name__in=names).values_list("pk", flat=True))


def _matching(project: Project, filters: Filters, grants: ways.Grants) -> ways.Sql:
    """The ids of the households that the text may mean, by every way that is granted."""
    meaning = ways.meaning_of(filters.q, Locality(project.locality))
    here = (ways.key(project.pk),)
    found = [ways.Sql("SELECT id FROM households_household WHERE 1 = 0")]
    if Way.ROOM in grants.ways:
        room = ways.Sql("SELECT id FROM households_household WHERE project_id = %s AND unit_id IN (", here)
        found.append(room + ways.rooms(project, meaning.text) + ")")
    if Way.FILE_NO in grants.ways and meaning.file_no:
        named = ways.Sql("SELECT household_id FROM dossiers_dossier WHERE project_id = %s AND ", here)
        found.append(named + ways.file_no_contains(meaning.file_no))
    held = ways.held_by(project, meaning, grants, former=filters.former)
    if held:
        found.append(held)
    return ways.Sql.join(" UNION ", found)


def key_of(cursor: str) -> Key:
    """The place in room order that a cursor names. Raises `Invalid` for one that is not ours."""
    key = decode_cursor(cursor, parts=2)
    try:
        return str(key[0]), UUID(key[1])  # type: ignore[index]
    except (TypeError, ValueError, AttributeError):
        raise Invalid(
            FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。"), code="cursor_unknown")
        ) from None


def _beyond(key: Key, *, back: bool) -> Q:
    """What comes after a place in room order, or before it; it says first where the index begins."""
    sort_key, last = key
    if back:
        rest = Q(unit__sort_key__lt=sort_key) | Q(unit__sort_key=sort_key, id__lt=last)
        return rest & Q(unit__sort_key__lte=sort_key)
    rest = Q(unit__sort_key__gt=sort_key) | Q(unit__sort_key=sort_key, id__gt=last)
    return rest & Q(unit__sort_key__gte=sort_key)


def corrected_since(project: Project, at: datetime) -> datetime:
    """The first instant of last Monday: what was mended since then is for the next weekly check (R1.10d)."""
    today = day_of(project, at)
    monday = today - timedelta(days=today.weekday() or 7)
    return datetime.combine(monday, time.min, tzinfo=ZoneInfo(project.time_zone))
