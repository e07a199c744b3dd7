"""Everybody whom a text may mean, and the households they hold or live in, in one statement of our own.

A union of a dozen queries takes the ORM longer to put into words than the database to answer. Each way is
answered by an index, the parts of names by one look at the names of the project.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yihu.confidentiality.ways.grants import Grants
from yihu.confidentiality.ways.meaning import Meaning, Way
from yihu.confidentiality.ways.rooms import rooms
from yihu.confidentiality.ways.sql import Sql, begins_a_word, contains, equal, key, uuid
from yihu.estate.models import Project
from yihu.households import ciphers

WAYS = tuple(Way)
PERSON, FORMER, PHONE = "households_person", "households_formername", "households_phone"


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody found, and the household he holds or lives in; `kind` is empty for an owner."""

    rank: int
    sort_key: str
    household: UUID
    person: UUID
    way: Way
    kind: str
    former: bool
    unit: UUID
    unit_label: str
    name: str
    initials: str


def holdings(
    project: Project, meaning: Meaning, grants: Grants, *, former: bool, after: Sql | None, limit: int
) -> list[Holding]:
    """Everybody found with each household of his, exact names first, then in room order."""
    found = _found(project, meaning, grants, former=former)
    if found is None:
        return []
    head, tail = found
    rows = (
        head
        + Sql(" SELECT hit.* FROM (SELECT" + _COLUMNS, (meaning.name,))
        + tail
        + _GROUPED
        + (Sql(" WHERE ") + after if after else "")
        + Sql(" ORDER BY hit.rank, hit.sort_key, hit.household, hit.person LIMIT %s", (limit,))
    ).rows()
    return [_holding(row) for row in rows]


def count_holdings(project: Project, meaning: Meaning, grants: Grants, *, former: bool, most: int) -> int:
    """How many `holdings` there are, counted as far as `most`."""
    found = _found(project, meaning, grants, former=former)
    if found is None:
        return 0
    each = found[1] + Sql(" LIMIT %s) hit", (most,))
    return int((found[0] + _COUNTED + each).rows()[0][0])


def held_by(project: Project, meaning: Meaning, grants: Grants, *, former: bool) -> Sql | None:
    """The ids of the households of everybody found; None where no way leads to anybody."""
    found = _found(project, meaning, grants, former=former)
    if found is None:
        return None
    return Sql("SELECT id FROM (") + found[0] + " SELECT household.id AS id" + found[1] + ") holding"


def persons(project: Project, meaning: Meaning, grants: Grants) -> Sql | None:
    """`person, way` of everybody whom one text may mean by the ways granted; None where none is open."""
    here = (key(project.pk),)
    parts = [
        Sql(f"SELECT {column}, {WAYS.index(way)} FROM {table} WHERE project_id = %s AND ", here) + condition
        for way, table, condition in _conditions(meaning)
        if way in grants.ways
        for column in ("id" if table is PERSON else "person_id",)
    ]
    return Sql.join(" UNION ALL ", parts) if parts else None


def _conditions(meaning: Meaning) -> Iterable[tuple[Way, str, Sql]]:
    if meaning.name:
        yield Way.NAME, PERSON, _named(meaning.name)
        yield Way.FORMER_NAME, FORMER, _named(meaning.name)
    if meaning.initials:
        yield Way.INITIALS, PERSON, begins_a_word("initials", meaning.initials)
        yield Way.FORMER_NAME, FORMER, begins_a_word("initials", meaning.initials)
    for number in meaning.phones:
        yield Way.PHONE, PHONE, _current("number_index", ciphers.index(number, ciphers.PHONE))
    if meaning.tail:
        yield Way.PHONE_TAIL, PHONE, _current("tail_index", ciphers.tail_index(meaning.tail, ciphers.PHONE))
    for number in meaning.ids:
        yield Way.ID_NUMBER, PERSON, equal("id_index", ciphers.index(number, ciphers.ID_NUMBER))
    if meaning.id_tail:
        index = ciphers.tail_index(meaning.id_tail, ciphers.ID_NUMBER)
        yield Way.ID_TAIL, PERSON, equal("id_tail_index", index)


def _named(name: str) -> Sql:
    """The name has `name` in it; who leaves out the dot of `阿不都·熱合曼` finds him too."""
    if "·" in name or len(name) < 3:
        return contains("name_fold", name)
    undotted = contains("REPLACE(name_fold, '·', '')", name)
    return Sql("(") + contains("name_fold", name) + " OR " + undotted + ")"


def _current(column: str, value: bytes) -> Sql:
    return equal(column, value) + " AND until IS NULL"


def _found(project: Project, meaning: Meaning, grants: Grants, *, former: bool) -> tuple[Sql, Sql] | None:
    """The head of a statement, in which everybody is found, and its FROM and WHERE."""
    whole = persons(project, meaning, grants)
    if whole is None:
        return None
    words = [persons(project, word, grants) for word in meaning.words]
    known = {f"found_{place}": found for place, found in enumerate([whole, *words]) if found}
    parts = [Sql(f"{name} (person, way) AS (") + found + ")" for name, found in known.items()]
    parts.append(
        Sql("found (person, way) AS (" + " UNION ALL ".join(f"SELECT * FROM {name}" for name in known) + ")")
    )
    parts.append(Sql("held AS (" + _HELD + (_LIVED_IN if grants.members else "") + ")"))
    tail = Sql(_OF_HOUSEHOLDS + ("" if former else _CURRENT), (key(project.pk),))
    if words:
        each = (
            _meets(f"found_{place}" if found else "", rooms(project, word.text))
            for place, (word, found) in enumerate(zip(meaning.words, words, strict=True), start=1)
        )
        tail += Sql(" AND (held.person_id IN (SELECT person FROM found_0) OR ")
        tail += Sql.join(" AND ", each) + ")"
    return Sql("WITH ") + Sql.join(", ", parts), tail


def _meets(found: str, units: Sql) -> Sql:
    """A word is met by the person or by the room."""
    by_person = f"held.person_id IN (SELECT person FROM {found}) OR " if found else ""
    return Sql(f"({by_person}household.unit_id IN (") + units + "))"


def _holding(row: tuple[Any, ...]) -> Holding:
    rank, sort_key, household, person, way, kind, former, unit, label, name, initials = row
    return Holding(
        rank=rank,
        sort_key=sort_key,
        household=uuid(household),
        person=uuid(person),
        way=WAYS[way],
        kind=kind,
        former=bool(former),
        unit=uuid(unit),
        unit_label=label,
        name=name,
        initials=initials,
    )


_HELD = """
    SELECT household_id, person_id, '' AS kind, ends_on FROM households_ownership
    WHERE person_id IN (SELECT person FROM found)"""
_LIVED_IN = """
    UNION ALL SELECT household_id, person_id, kind, ends_on FROM households_member
    WHERE person_id IN (SELECT person FROM found)"""
_OF_HOUSEHOLDS = """
    FROM held JOIN found ON found.person = held.person_id
    JOIN households_household household ON household.id = held.household_id
    JOIN households_person person ON person.id = held.person_id
    JOIN estate_unit unit ON unit.id = household.unit_id
    WHERE household.project_id = %s"""
_CURRENT = " AND household.ended_on IS NULL AND held.ends_on IS NULL"
_COLUMNS = """
    CASE WHEN person.name_fold = %s THEN 0 ELSE 1 END AS rank, unit.sort_key AS sort_key,
    household.id AS household, person.id AS person, MIN(found.way) AS way, MIN(held.kind) AS kind,
    MIN(CASE WHEN household.ended_on IS NULL AND held.ends_on IS NULL THEN 0 ELSE 1 END) AS former,
    unit.id AS unit, unit.label AS label, person.name AS name, person.initials AS initials"""
_GROUPED = """
    GROUP BY unit.sort_key, household.id, person.id, unit.id, unit.label, person.name, person.name_fold,
    person.initials) hit"""
_COUNTED = " SELECT COUNT(*) FROM (SELECT DISTINCT held.household_id, held.person_id"
