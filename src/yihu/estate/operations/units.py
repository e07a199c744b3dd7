"""Buildings and units."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from yihu.estate import events
from yihu.estate.building_codes import building_code, building_name
from yihu.estate.models import Building, Project, Unit
from yihu.estate.queries.room_filter import room_condition
from yihu.estate.room_order import sort_key
from yihu.estate.rooms import RoomReading, parse_room
from yihu.kernel.text import fold
from yihu.ledger import operations as ledger
from yihu.policy.decisions import Conflict, FieldError, Invalid, refuse
from yihu.policy.permission import Object, require
from yihu.policy.vocabulary import N_, Actor, UnitKind, Use

_LABEL_LIMIT = 80
_ROOM_LIMIT = 40
_LARGEST_AREA = Decimal("99999999.99")


def ensure_building(*, by: Actor, at: datetime, project: Project, code: str, name: str = "") -> Building:
    """The building with this code, added if the project has none. Raises `Invalid` for a bad code or name."""
    found = Building.objects.filter(project=project, code=code).first()
    if found is not None:
        return found
    require(by, Object.ESTATE, project_id=project.id)
    shown = name.strip() or building_name(code)
    if not 0 < len(code) <= 20:
        raise Invalid(FieldError("building", N_("棟號無效。"), N_("請填寫棟號，最多 20 個字。")))
    if len(shown) > 40:
        raise Invalid(FieldError("name", N_("棟名過長。"), N_("最多 40 個字。")))
    with transaction.atomic():
        building, new = Building.objects.get_or_create(project=project, code=code, defaults={"name": shown})
        if new:
            ledger.append(
                project_id=project.id,
                by=by,
                at=at,
                action=events.BUILDING_ADDED,
                subjects={"building": building.id},
                detail={"code": code},
            )
    return building


def add_unit(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    text: str = "",
    reading: RoomReading | None = None,
    kind: str = UnitKind.RESIDENTIAL,
    use: str = Use.VACANT,
    area_m2: Decimal | None = None,
    floor: str | None = None,
    delivered_on: date | None = None,
    distinct: bool = False,
) -> Unit:
    """Add the unit that `text` (or a `reading` already made of it) names, with its building if that is new.

    What cannot be parsed is kept whole. Raises `Invalid` for each field it cannot take and `Conflict`
    (`unit_exists`, with the `existing` unit) when the project has this room, or when what was typed means
    exactly one room it has (`3棟1201` where 3棟1單元1201 is), unless `distinct` says that it is another one.
    """
    require(by, Object.ESTATE, project_id=project.id)
    if errors := _field_errors(text, reading, kind, use, area_m2):
        raise Invalid(*errors)
    room = reading or parse_room(text)
    if not room.room:
        raise Invalid(_no_room())
    if max(map(len, (room.label, room.code))) > _LABEL_LIMIT or len(room.room) > _ROOM_LIMIT:
        raise Invalid(FieldError("room", N_("房號過長。"), N_("房號最多 80 個字，請不要夾帶備註。")))
    with transaction.atomic():
        if existing := Unit.objects.filter(project=project, code=room.code).first():
            raise _exists(existing)
        if not distinct and (meant := _meant(project, room)):
            raise _may_be(meant)
        code = building_code(phase=room.phase, building=room.building)
        building = ensure_building(by=by, at=at, project=project, code=code) if code else None
        unit = draft_unit(project=project, building=building, reading=room, by=by, at=at)
        unit.kind, unit.use, unit.area_m2, unit.delivered_on = kind, use, area_m2, delivered_on
        unit.floor = floor or unit.floor
        _insert(unit)
        ledger.append(
            project_id=project.id,
            by=by,
            at=at,
            action=events.UNIT_ADDED,
            subjects={"unit": unit.id},
            detail={"code": unit.code, "kind": kind, "use": use},
        )
    return unit


def draft_unit(
    *, project: Project, building: Building | None, reading: RoomReading, by: Actor, at: datetime
) -> Unit:
    """The row of a unit, not yet written: for those who write many at once and record them together."""
    return Unit(
        project=project,
        building=building,
        entrance=reading.entrance or "",
        floor=reading.floor or "",
        room=reading.room or "",
        code=reading.code,
        label=reading.label,
        label_fold=fold(reading.label)[:_LABEL_LIMIT],
        sort_key=sort_key(reading),
        parsed=reading.parsed,
        added_at=at,
        added_by_id=by.account_id,
    )


def change_use(*, by: Actor, at: datetime, unit: Unit, use: str) -> None:
    """Record another use of the unit; the same use changes nothing. Raises `Invalid` for an unknown one."""
    require(by, Object.ESTATE, project_id=unit.project_id)
    if use not in set(Use):
        raise Invalid(_bad_use())
    with transaction.atomic():
        row = Unit.objects.select_for_update().get(pk=unit.pk)
        if row.use == use:
            return
        before, row.use = row.use, use
        row.save(update_fields=["use"])
        unit.use = use
        ledger.append(
            project_id=row.project_id,
            by=by,
            at=at,
            action=events.UNIT_USE_CHANGED,
            subjects={"unit": row.id},
            detail={"old": before, "new": use},
        )


def _insert(unit: Unit) -> None:
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError:
        raise _exists(Unit.objects.get(project=unit.project, code=unit.code)) from None


def _meant(project: Project, room: RoomReading) -> Unit | None:
    """The one unit that a finder would take the room for."""
    if not room.parsed:
        return None
    found = list(Unit.objects.filter(room_condition(project, room.label))[:2])
    return found[0] if len(found) == 1 else None


def _may_be(unit: Unit) -> Conflict:
    decision = refuse(
        "unit_exists",
        N_("本項目已有 %(room)s，這個寫法指的可能就是它。"),
        mend=N_("請打開已有的房產單元；若確是另一間，請註明是另一間再新增。"),
        clause="R1.1",
        room=unit.label,
    )
    return Conflict(decision, existing={"id": str(unit.id), "label": unit.label})


def _exists(unit: Unit) -> Conflict:
    decision = refuse(
        "unit_exists",
        N_("本項目已有 %(room)s。"),
        mend=N_("請打開已有的房產單元；若是另一間，請把房號寫完整。"),
        clause="R1.1",
        room=unit.label,
    )
    return Conflict(decision, existing={"id": str(unit.id), "label": unit.label})


def _field_errors(
    text: str, reading: RoomReading | None, kind: str, use: str, area_m2: Decimal | None
) -> list[FieldError]:
    errors = []
    if reading is None and not 0 < len(text.strip()) <= _LABEL_LIMIT:
        errors.append(_no_room())
    if kind not in set(UnitKind):
        errors.append(FieldError("kind", N_("物業類型無效。"), N_("請從列表中選擇。")))
    if use not in set(Use):
        errors.append(_bad_use())
    if area_m2 is not None and not _is_area(area_m2):
        errors.append(FieldError("area_m2", N_("面積無效。"), N_("請填寫大於 0 的平方米數，最多兩位小數。")))
    return errors


def _no_room() -> FieldError:
    return FieldError("room", N_("請填寫房號。"), N_("例如 3-1201 或 3棟2單元1502，最多 80 個字。"))


def _is_area(area: Decimal) -> bool:
    if not area.is_finite() or not 0 < area <= _LARGEST_AREA:
        return False
    return area == area.quantize(Decimal("0.01"))


def _bad_use() -> FieldError:
    return FieldError("use", N_("使用狀態無效。"), N_("請從列表中選擇。"))
