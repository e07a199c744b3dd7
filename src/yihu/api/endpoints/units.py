"""Units of a project."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router

from yihu.api.answers import Answer, answer
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import page, reading, writing
from yihu.api.idempotency import once
from yihu.api.schemas.base import Page
from yihu.api.schemas.estate import NewUnit, UnitOut, UnitsAsked
from yihu.confidentiality import gate
from yihu.estate.models import Unit
from yihu.estate.operations import add_unit
from yihu.estate.queries import UnitRow, get_unit, list_units
from yihu.policy.access import Object
from yihu.policy.vocabulary import UnitKind, Use

router = Router(tags=["units"])


@router.get("", response=reading(Page[UnitOut]))
def show_units(
    request: ApiRequest,
    asked: Query[UnitsAsked],
) -> Page[UnitOut]:
    """The units of a project in room order; `q` is a room however it is typed."""
    in_, by = enter(request, asked.project)
    gate.require(by=by, at=request.caller.at, project_id=in_.id, thing=Object.ESTATE)
    found = list_units(
        project=in_,
        q=asked.q,
        use=asked.use or "",
        kind=asked.kind or "",
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return page(found, _row, Page[UnitOut])


@router.post("", response=writing(UnitOut, 201))
def create_unit(request: ApiRequest, body: NewUnit) -> HttpResponse:
    """Add a unit, with its building if that is new. 409 `unit_exists` names the existing one.

    So does a room that means exactly one that is there (`3-1201`), unless `distinct` says that it is another.
    """
    project, by = enter(request, body.project)

    def act() -> Answer:
        unit = add_unit(
            by=by,
            at=request.caller.at,
            project=project,
            text=_typed(body),
            kind=body.kind,
            use=body.use,
            area_m2=body.area_m2,
            floor=body.floor or None,
            distinct=body.distinct,
        )
        return answer(_unit(unit), status=201)

    return once(request, act)


@router.get("/{uuid:unit_id}", response=reading(UnitOut))
def show_unit(request: ApiRequest, unit_id: UUID) -> UnitOut:
    """A unit."""
    project, by = enter_of(request, row_of(Unit), unit_id)
    gate.require(by=by, at=request.caller.at, project_id=project.id, thing=Object.ESTATE)
    return _unit(get_unit(project, unit_id))


def _typed(body: NewUnit) -> str:
    """The room as one text: the parts in order, or the label as it is written."""
    parts = [part for part in (body.building, body.entrance, body.room) if part.strip()]
    return "-".join(parts) or body.label


def _row(row: UnitRow) -> UnitOut:
    return UnitOut(
        id=row.id,
        project=row.project,
        building=row.building,
        entrance=row.entrance,
        floor=row.floor,
        room=row.room,
        code=row.code,
        label=row.label,
        kind=UnitKind(row.kind),
        area_m2=row.area_m2,
        use=Use(row.use),
    )


def _unit(unit: Unit) -> UnitOut:
    return UnitOut(
        id=unit.id,
        project=unit.project.code,
        building=unit.building.code if unit.building else "",
        entrance=unit.entrance,
        floor=unit.floor,
        room=unit.room,
        code=unit.code,
        label=unit.label,
        kind=UnitKind(unit.kind),
        area_m2=unit.area_m2,
        use=Use(unit.use),
    )
