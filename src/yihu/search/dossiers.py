"""檔號 by any part of it; those whose room is what was typed are found as rooms, and not twice."""

from typing import Any

from yihu.confidentiality import ways
from yihu.confidentiality.ways import Sql, Way, key, uuid
from yihu.search.hits import Asked, Hit, Key, Kind

KIND = Kind.DOSSIER
WAY = Way.FILE_NO


def page(asked: Asked, after: Key | None, limit: int) -> tuple[list[Hit], int]:
    """The files in room order, the 檔號 exactly as typed first, and how many on all pages."""
    if not asked.meaning.file_no:
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
    """How many files, counted as far as `most`."""
    if not asked.meaning.file_no:
        return 0
    found = _found(asked) + Sql(" LIMIT %s", (most,))
    return int((Sql("SELECT COUNT(*) FROM (") + found + ") hit").rows()[0][0])


def _found(asked: Asked) -> Sql:
    part = asked.meaning.file_no
    found = Sql(_COLUMNS, (part, key(asked.project.pk))) + ways.file_no_contains(part)
    found += Sql(" AND household.unit_id NOT IN (") + ways.rooms(asked.project, asked.meaning.text) + ")"
    if not asked.former:
        found += Sql(f" AND (household.ended_on IS NULL OR {_BARE} = %s)", (part,))
    return found


def _hit(row: tuple[Any, ...], asked: Asked) -> Hit:
    rank, sort_key, dossier, file_no, household, former, unit, label, _ = row
    return Hit(
        kind=KIND,
        id=uuid(dossier),
        field=WAY,
        matched=file_no,
        part=_typed(file_no, asked.meaning.file_no),
        unit_id=uuid(unit),
        unit_label=label,
        key=(rank, sort_key, str(uuid(dossier)), ""),
        household_id=uuid(household),
        former=bool(former),
    )


def _typed(file_no: str, part: str) -> str:
    """The part of the 檔號, hyphens and strokes and all."""
    places = [place for place, letter in enumerate(file_no) if letter not in "-/"]
    start = "".join(file_no[place] for place in places).find(part)
    return file_no[places[start] : places[start + len(part) - 1] + 1] if start >= 0 else ""


def _place(after: Key) -> tuple[Any, ...]:
    return (after[0], after[1], key(uuid(after[2])))


_BARE = "REPLACE(REPLACE(dossier.file_no, '-', ''), '/', '')"
_COLUMNS = f"""
    SELECT CASE WHEN {_BARE} = %s THEN 0 ELSE 1 END AS rank, unit.sort_key AS sort_key, dossier.id AS id,
    dossier.file_no AS file_no, household.id AS household,
    CASE WHEN household.ended_on IS NULL THEN 0 ELSE 1 END AS former, unit.id AS unit, unit.label AS label,
    COUNT(*) OVER () AS total
    FROM dossiers_dossier dossier CROSS JOIN households_household household CROSS JOIN estate_unit unit
    WHERE household.id = dossier.household_id AND unit.id = household.unit_id
    AND dossier.project_id = %s AND """
