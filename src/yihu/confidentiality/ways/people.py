"""Everybody whom a text may mean, and the households they hold or live in, in one statement of our own.

A union of a dozen queries takes the ORM longer to put into words than the database to answer. Each way is
answered by an index, a part of a name by the tails of names (`NamePart`): it is the beginning of one of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yihu.confidentiality.ways.grants import Grants
from yihu.confidentiality.ways.meaning import Meaning, Way
from yihu.confidentiality.ways.rooms import rooms
from yihu.confidentiality.ways.sql import (
    Sql,
    begins,
    begins_a_word,
    contains,
    contains_in_turn,
    equal,
    key,
    uuid,
)
from yihu.estate.models import Project
from yihu.households import ciphers
from yihu.policy.vocabulary import IdType

WAYS = tuple(Way)
# always true of what can be found; it tells SQLite which index to read, and so not to fetch every row
_BY_NAME, _BY_INITIALS = Sql("name_fold > '' AND "), Sql("initials > '' AND ")
_OF_ANY_TYPE = Sql("id_type IN (" + ", ".join(["%s"] * len(IdType)) + ") AND ", tuple(map(str, IdType)))
_DOTTED = 12
"""So long are the names whose dot one may leave out."""
PERSON, FORMER, PHONE = "households_person", "households_formername", "households_phone"
PART = "households_namepart"


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody found, and the household he holds or lives in; `kind` is empty for an owner.

    `total` is how many were found with him, on all pages.
    """

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
    total: int


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
        + (", every_one AS MATERIALIZED (" + _EACH)
        + tail
        + (_GROUPED + _SHOWN)
        + (Sql(" WHERE ") + after if after else "")
        + Sql(_CUT, (limit,))
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
    """`person, way, rank` of everybody whom a text may mean by the ways granted; None where none is open.

    `rank` is 0 for who has exactly this name, 1 for all others.
    """
    here = (key(project.pk),)
    parts = [
        Sql("SELECT " + ("id" if table is PERSON else "person_id") + f", {WAYS.index(way)}, ")
        + (Sql(_NOT_WHOLE, (meaning.name,)) if way is Way.NAME else "1")
        + Sql(f" FROM {table} WHERE project_id = %s AND ", here)
        + condition
        for way, table, condition in _conditions(meaning)
        if way in grants.ways
    ]
    return Sql.join(" UNION ALL ", parts) if parts else None


def _conditions(meaning: Meaning) -> Iterable[tuple[Way, str, Sql]]:
    if meaning.name:
        yield Way.NAME, PART, begins("part", meaning.name)
        yield Way.FORMER_NAME, FORMER, _named(meaning.name)
    if meaning.initials:
        yield Way.INITIALS, PERSON, _spelled(meaning.initials)
        yield Way.FORMER_NAME, FORMER, _spelled(meaning.initials)
    for number in meaning.phones:
        yield Way.PHONE, PHONE, _current("number_index", ciphers.index(number, ciphers.PHONE))
    if meaning.tail:
        yield Way.PHONE_TAIL, PHONE, _current("tail_index", ciphers.tail_index(meaning.tail, ciphers.PHONE))
    for number in meaning.ids:
        yield (
            Way.ID_NUMBER,
            PERSON,
            _OF_ANY_TYPE + equal("id_index", ciphers.index(number, ciphers.ID_NUMBER)),
        )
    if meaning.id_tail:
        index = ciphers.tail_index(meaning.id_tail, ciphers.ID_NUMBER)
        yield Way.ID_TAIL, PERSON, equal("id_tail_index", index)


def _named(name: str) -> Sql:
    """The former name has `name` in it; who leaves out the dot of `阿不都·熱合曼` finds him too."""
    if "·" in name or not 2 < len(name) < _DOTTED or name.isascii():
        return _BY_NAME + contains("name_fold", name)
    undotted = contains("REPLACE(name_fold, '·', '')", name)
    return _BY_NAME + contains_in_turn("name_fold", name) + " AND " + undotted


def _spelled(initials: str) -> Sql:
    return _BY_INITIALS + begins_a_word("initials", initials)


def _current(column: str, value: bytes) -> Sql:
    return equal(column, value) + " AND until IS NULL"


def _found(project: Project, meaning: Meaning, grants: Grants, *, former: bool) -> tuple[Sql, Sql] | None:
    """The head of a statement, in which everybody is found, and its FROM and WHERE."""
    whole = persons(project, meaning, grants)
    if whole is None:
        return None
    words = [persons(project, word, grants) for word in meaning.words]
    known = {f"found_{place}": found for place, found in enumerate([whole, *words]) if found}
    every = " UNION ALL ".join(f"SELECT person, way, ranked FROM {name}" for name in known)
    parts = [Sql(f"{name} (person, way, ranked) AS (") + found + ")" for name, found in known.items()]
    parts.append(Sql(f"found (person, way, ranked) AS ({every})"))
    parts.append(Sql("held AS (" + _HELD + (_LIVED_IN if grants.members else "") + ")"))
    tail = Sql(_OF_HOUSEHOLDS + ("" if former else _CURRENT), (key(project.pk),))
    if words:
        each = (
            _meets(f"found_{place}" if found else "", rooms(project, word.text))
            for place, (word, found) in enumerate(zip(meaning.words, words, strict=True), start=1)
        )
        tail += Sql(" AND (held.person IN (SELECT person FROM found_0) OR ")
        tail += Sql.join(" AND ", each) + ")"
    return Sql("WITH ") + Sql.join(", ", parts), tail


def _meets(found: str, units: Sql) -> Sql:
    """A word is met by the person or by the room."""
    by_person = f"held.person IN (SELECT person FROM {found}) OR " if found else ""
    return Sql(f"({by_person}household.unit_id IN (") + units + "))"


def _holding(row: tuple[Any, ...]) -> Holding:
    rank, sort_key, household, person, way, kind, former, unit, label, name, initials, total = row
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
        total=total,
    )


# CROSS JOIN keeps the order in which SQLite joins: from the few that were found.
_NOT_WHOLE = "CASE WHEN is_whole AND part = %s THEN 0 ELSE 1 END"
_HELD = """
    SELECT owned.household_id AS household, found.person AS person, found.way AS way, found.ranked AS ranked,
    '' AS kind, owned.ends_on AS ends_on
    FROM found CROSS JOIN households_ownership owned WHERE owned.person_id = found.person"""
_LIVED_IN = """
    UNION ALL SELECT lived.household_id, found.person, found.way, found.ranked, lived.kind, lived.ends_on
    FROM found CROSS JOIN households_member lived WHERE lived.person_id = found.person"""
_OF_HOUSEHOLDS = """
    FROM held CROSS JOIN households_household household CROSS JOIN estate_unit unit
    WHERE household.id = held.household AND unit.id = household.unit_id AND household.project_id = %s"""
_CURRENT = " AND household.ended_on IS NULL AND held.ends_on IS NULL"
# Grouped as it is sorted; names and labels are fetched for the few that are shown.
_EACH = """
    SELECT MIN(held.ranked) AS rank, unit.sort_key AS sort_key, household.id AS household,
    held.person AS person, MIN(held.way) AS way, MIN(held.kind) AS kind,
    MIN(CASE WHEN household.ended_on IS NULL AND held.ends_on IS NULL THEN 0 ELSE 1 END) AS former,
    unit.id AS unit"""
_GROUPED = """
    GROUP BY unit.sort_key, household.id, held.person, unit.id)"""
_SHOWN = """
    SELECT hit.rank, hit.sort_key, hit.household, hit.person, hit.way, hit.kind, hit.former, hit.unit,
    unit.label, person.name, person.initials, (SELECT COUNT(*) FROM every_one)
    FROM (SELECT * FROM every_one hit"""
_CUT = """
    ORDER BY hit.rank, hit.sort_key, hit.household, hit.person LIMIT %s) hit
    CROSS JOIN estate_unit unit CROSS JOIN households_person person
    WHERE unit.id = hit.unit AND person.id = hit.person
    ORDER BY hit.rank, hit.sort_key, hit.household, hit.person"""
_COUNTED = " SELECT COUNT(*) FROM (SELECT DISTINCT held.household, held.person"
