"""車輛 by any part of a plate (R2.1.3): guards see unit and plate, who may know people also the holder."""

from typing import Any

from yihu.confidentiality.ways import Sql, Way, contains, key, uuid
from yihu.search.hits import Asked, Hit, Key, Kind

KIND = Kind.VEHICLE
WAY = Way.PLATE


def page(asked: Asked, after: Key | None, limit: int) -> tuple[list[Hit], int]:
    """The vehicles in room order, the plate exactly as typed first, and how many on all pages."""
    if not asked.meaning.plate:
        return [], 0
    beyond = (
        Sql(" WHERE (hit.rank, hit.sort_key, hit.id) > (%s, %s, %s)", _place(after)) if after else Sql("")
    )
    rows = (
        Sql("SELECT hit.* FROM (")
        + _found(asked)
        + ") hit"
        + beyond
        + Sql(" ORDER BY hit.rank, hit.sort_key, hit.id LIMIT %s", (limit,))
    ).rows()
    return [_hit(row, asked) for row in rows], rows[0][-1] if rows else 0


def count(asked: Asked, most: int) -> int:
    """How many vehicles, counted as far as `most`."""
    if not asked.meaning.plate:
        return 0
    found = _found(asked) + Sql(" LIMIT %s", (most,))
    return int((Sql("SELECT COUNT(*) FROM (") + found + ") hit").rows()[0][0])


def _found(asked: Asked) -> Sql:
    plate = asked.meaning.plate
    found = Sql(_COLUMNS, (plate, key(asked.project.pk))) + contains("vehicle.plate_fold", plate)
    return found if asked.former else found + " AND vehicle.ended_at IS NULL"


def _hit(row: tuple[Any, ...], asked: Asked) -> Hit:
    rank, sort_key, vehicle, plate, folded, household, holder, former, unit, label, _ = row
    people = asked.grants.people
    start = folded.find(asked.meaning.plate) if len(folded) == len(plate) else -1
    return Hit(
        kind=KIND,
        id=uuid(vehicle),
        field=WAY,
        matched=plate,
        part=plate[start : start + len(asked.meaning.plate)] if start >= 0 else "",
        unit_id=uuid(unit),
        unit_label=label,
        key=(rank, sort_key, str(uuid(vehicle)), ""),
        household_id=uuid(household) if household and people else None,
        names=(holder,) if holder and people else (),
        former=bool(former),
    )


def _place(after: Key) -> tuple[Any, ...]:
    return (after[0], after[1], key(uuid(after[2])))


_COLUMNS = """
    SELECT CASE WHEN vehicle.plate_fold = %s THEN 0 ELSE 1 END AS rank, unit.sort_key AS sort_key,
    vehicle.id AS id, vehicle.plate AS plate, vehicle.plate_fold AS folded, vehicle.household_id AS household,
    vehicle.holder AS holder, CASE WHEN vehicle.ended_at IS NULL THEN 0 ELSE 1 END AS former,
    unit.id AS unit, unit.label AS label, COUNT(*) OVER () AS total
    FROM gate_vehicle vehicle CROSS JOIN estate_unit unit
    WHERE unit.id = vehicle.unit_id AND vehicle.project_id = %s AND """
