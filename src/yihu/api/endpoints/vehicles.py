"""Vehicles (車輛登記, R2.1.3): listed, registered, ended."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router

from yihu.api.answers import Answer, answer
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import page, reading, writing
from yihu.api.idempotency import once
from yihu.api.schemas.base import Page
from yihu.api.schemas.vehicles import EndVehicle, NewVehicle, VehicleAsked, VehicleOut
from yihu.estate.models import Unit
from yihu.gate import operations, queries
from yihu.gate.models import Vehicle
from yihu.gate.operations import VehicleInput
from yihu.gate.queries import VehicleRow
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.vocabulary import Department

router = Router(tags=["vehicles"])


@router.get("", response=reading(Page[VehicleOut]))
def list_vehicles(request: ApiRequest, asked: Query[VehicleAsked]) -> Page[VehicleOut]:
    """The vehicles of the project, the latest first; the sight is registered."""
    project, by = enter(request, asked.project)
    found = queries.list_vehicles(
        by=by,
        at=request.caller.at,
        project=project,
        q=asked.q,
        ended=asked.ended,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return page(found, vehicle_out, Page[VehicleOut])


@router.post("", response=writing(VehicleOut, 201))
def register_vehicle(request: ApiRequest, body: NewVehicle) -> HttpResponse:
    """Register a vehicle under the year's next number; 409 `plate_registered` while the plate is here."""
    project, by = enter_of(request, row_of(Unit), body.unit_id)
    permission.require(by, Object.VEHICLE, Verb.WRITE, project_id=project.pk, volume=Department.SEC)

    def act() -> Answer:
        row = operations.register_vehicle(
            by=by,
            at=request.caller.at,
            project=project,
            unit=Unit.objects.get(pk=body.unit_id),
            vehicle=VehicleInput(**body.model_dump(exclude={"unit_id"})),
        )
        return answer(vehicle_out(queries.row_of(row)), status=201)

    return once(request, act)


@router.post("/{uuid:vehicle_id}/end", response=writing(VehicleOut))
def end_vehicle(request: ApiRequest, vehicle_id: UUID, body: EndVehicle) -> HttpResponse:
    """End a registration, with its reason; the row stays."""
    _project, by = enter_of(request, row_of(Vehicle), vehicle_id)
    permission.require(by, Object.VEHICLE, Verb.WRITE, volume=Department.SEC)

    def act() -> Answer:
        found = queries.find_vehicle(by=by, vehicle_id=vehicle_id)
        row = operations.end_vehicle(by=by, at=request.caller.at, vehicle=found, reason=body.reason)
        return answer(vehicle_out(queries.row_of(row)))

    return once(request, act)


def vehicle_out(row: VehicleRow) -> VehicleOut:
    """A registration as the API shows it."""
    return VehicleOut(**asdict(row))
