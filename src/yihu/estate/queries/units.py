"""Units as lists show them, found however their room is typed."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from yihu.estate.models import Building, Project, Unit
from yihu.estate.queries.room_filter import room_condition
from yihu.kernel.paging import LARGEST_PAGE, Page, decode_cursor, encode_cursor
from yihu.policy.decisions import FieldError, Invalid, NotKnown
from yihu.policy.vocabulary import N_


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a list shows it."""

    id: UUID
    project: str
    building: str
    entrance: str
    floor: str
    room: str
    code: str
    label: str
    kind: str
    use: str
    area_m2: Decimal | None
    sort_key: str


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """A building and how many units it has."""

    id: UUID
    code: str
    name: str
    units: int


_COLUMNS = (
    "id",
    "project__code",
    Coalesce("building__code", Value("")),
    "entrance",
    "floor",
    "room",
    "code",
    "label",
    "kind",
    "use",
    "area_m2",
    "sort_key",
)


def list_units(
    *, project: Project, q: str = "", use: str = "", kind: str = "", cursor: str = "", limit: int = 50
) -> Page[UnitRow]:
    """Units in room order. `q` is a room however it is typed (`3-1201`, `03棟1201`); the total is exact.

    Raises `Invalid` for a cursor that is not ours.
    """
    found = Unit.objects.filter(project=project)
    if q.strip():
        found = found.filter(room_condition(project, q))
    if use:
        found = found.filter(use=use)
    if kind:
        found = found.filter(kind=kind)
    total = found.count()
    limit = max(1, min(limit, LARGEST_PAGE))
    rows = [
        UnitRow(*row)
        for row in _after(found, cursor).order_by("sort_key", "id").values_list(*_COLUMNS)[: limit + 1]
    ]
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return Page(tuple(rows[:limit]), encode_cursor(last.sort_key, str(last.id)) if last else None, total)


def get_unit(project: Project, unit_id: UUID) -> Unit:
    """The unit with this id in this project. Raises `NotKnown`, for another project's unit too."""
    unit = Unit.objects.select_related("building", "project").filter(project=project, id=unit_id).first()
    if unit is None:
        raise NotKnown
    return unit


def list_buildings(project: Project) -> list[BuildingRow]:
    """The buildings of a project in the order of their codes, each with its number of units."""
    rows = Building.objects.filter(project=project).annotate(n=Count("units")).order_by("code")
    return [BuildingRow(row.id, row.code, row.name, row.n) for row in rows]


def _after(units: QuerySet[Unit], cursor: str) -> QuerySet[Unit]:
    if not cursor:
        return units
    key = decode_cursor(cursor, parts=2)
    if key is None or not all(isinstance(part, str) for part in key):
        raise Invalid(FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。")))
    try:
        last = UUID(key[1])
    except ValueError:
        raise Invalid(FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。"))) from None
    return units.filter(Q(sort_key__gt=key[0]) | Q(sort_key=key[0], id__gt=last))


def get_building(project: Project, code: str) -> Building:
    """The building with this code. Raises `NotKnown`."""
    building = Building.objects.filter(project=project, code=code).first()
    if building is None:
        raise NotKnown
    return building
