"""單元 that a typed room means or begins."""

from typing import Any

from yihu.confidentiality import ways
from yihu.confidentiality.ways import Sql, Way, key, uuid
from yihu.estate.rooms import parse_room
from yihu.search.hits import Asked, Hit, Key, Kind, part_of

KIND = Kind.UNIT
WAY = Way.ROOM


def page(asked: Asked, after: Key | None, limit: int) -> tuple[list[Hit], int]:
    """The units in room order, the room exactly as typed first, and how many on all pages."""
    exact = parse_room(asked.meaning.text).code
    beyond = (
        Sql(" WHERE (hit.rank, hit.sort_key, hit.unit) > (%s, %s, %s)", _place(after)) if after else Sql("")
    )
    rows = (
        Sql(f"SELECT * FROM (SELECT {_COLUMNS} FROM {_UNITS} WHERE unit.id IN (", (exact,))
        + ways.rooms(asked.project, asked.meaning.text)
        + ")) hit"
        + beyond
        + Sql(" ORDER BY hit.rank, hit.sort_key, hit.unit LIMIT %s", (limit,))
    ).rows()
    return [_hit(row, asked) for row in rows], rows[0][-1] if rows else 0


def count(asked: Asked, most: int) -> int:
    """How many units, counted as far as `most`."""
    found = ways.rooms(asked.project, asked.meaning.text) + Sql(" LIMIT %s", (most,))
    return int((Sql("SELECT COUNT(*) FROM (") + found + ") hit").rows()[0][0])


def _hit(row: tuple[Any, ...], asked: Asked) -> Hit:
    rank, sort_key, unit, label, household, _ = row
    known = household if asked.grants.people else None
    return Hit(
        kind=KIND,
        id=uuid(unit),
        field=WAY,
        matched=label,
        part=part_of(label, asked.meaning.name) or (label if rank == 0 else ""),
        unit_id=uuid(unit),
        unit_label=label,
        key=(rank, sort_key, str(uuid(unit)), ""),
        household_id=uuid(known) if known else None,
    )


def _place(after: Key) -> tuple[Any, ...]:
    return (after[0], after[1], key(uuid(after[2])))


_COLUMNS = """
    CASE WHEN unit.code = %s THEN 0 ELSE 1 END AS rank, unit.sort_key AS sort_key, unit.id AS unit,
    unit.label AS label, household.id AS household, COUNT(*) OVER () AS total"""
_UNITS = """estate_unit unit
    LEFT JOIN households_household household ON household.unit_id = unit.id AND household.ended_on IS NULL"""
