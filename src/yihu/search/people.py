"""業戶: everybody a text may mean, with each household, by name or number, of today or of before."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from yihu.confidentiality import masks, ways
from yihu.confidentiality.ways import Holding, Sql, Way, among, key, uuid
from yihu.households import ciphers
from yihu.search.hits import Asked, Hit, Key, Kind, part_of

KIND = Kind.PERSON
WAY = Way.NAME
_TAIL = 4
_PHONES = frozenset({Way.PHONE, Way.PHONE_TAIL})
_IDS = frozenset({Way.ID_NUMBER, Way.ID_TAIL})


def page(asked: Asked, after: Key | None, limit: int) -> tuple[list[Hit], int]:
    """The people in room order, those of exactly this name first, and how many there are on all pages."""
    found = ways.holdings(
        asked.project,
        asked.meaning,
        asked.grants,
        former=asked.former,
        after=_beyond(after) if after else None,
        limit=limit,
    )
    said = _said(asked, found)
    return [_hit(each, *said[each.person, each.way]) for each in found], found[0].total if found else 0


def count(asked: Asked, most: int) -> int:
    """How many, counted as far as `most`."""
    return ways.count_holdings(asked.project, asked.meaning, asked.grants, former=asked.former, most=most)


def _beyond(after: Key) -> Sql:
    rank, sort_key, household, person = after
    ids = (key(uuid(household)), key(uuid(person)))
    return Sql(
        "(hit.rank, hit.sort_key, hit.household, hit.person) > (%s, %s, %s, %s)", (rank, sort_key, *ids)
    )


def _hit(each: Holding, matched: str, part: str) -> Hit:
    by_name = each.way in {Way.NAME, Way.INITIALS}
    return Hit(
        kind=KIND,
        id=each.person,
        field=Way.FORMER_OWNER if each.former and by_name else each.way,
        matched=matched,
        part=part,
        unit_id=each.unit,
        unit_label=each.unit_label,
        key=(each.rank, each.sort_key, str(each.household), str(each.person)),
        household_id=each.household,
        names=(each.name,),
        relation=each.kind or "owner",
        former=each.former,
    )


def _said(asked: Asked, found: Iterable[Holding]) -> dict[tuple[UUID, Way], tuple[str, str]]:
    """What the field of each hit says, and which part of it was typed."""
    found = list(found)
    said: dict[tuple[UUID, Way], tuple[str, str]] = {}
    for each in found:
        if each.way is Way.INITIALS:
            said[each.person, each.way] = _spelled(each.initials, asked)
        else:
            said[each.person, each.way] = (each.name, _typed(each.name, asked))
    for person, way, shown in _numbers(asked, found):
        said[person, way] = (shown, shown[-_TAIL:] if way in {Way.PHONE_TAIL, Way.ID_TAIL} else shown)
    former = [each.person for each in found if each.way is Way.FORMER_NAME]
    for person, name, initials in _former_names(former) if former else ():
        if part := _typed(name, asked) or _spelled(initials, asked)[1]:
            said[uuid(person), Way.FORMER_NAME] = (name, part if part in name else "")
    return said


def _typed(name: str, asked: Asked) -> str:
    texts = [asked.meaning.name, *(word.name for word in asked.meaning.words)]
    return next((part for text in texts if (part := part_of(name, text))), "")


def _spelled(initials: str, asked: Asked) -> tuple[str, str]:
    """The reading of the name that begins with what was typed."""
    typed = [word.initials for word in (asked.meaning, *asked.meaning.words) if word.initials]
    readings = ((word, text) for word in initials.split() for text in typed if word.startswith(text))
    word, text = next(readings, ("", ""))
    return word.upper(), text.upper()


def _numbers(asked: Asked, found: list[Holding]) -> Iterable[tuple[UUID, Way, str]]:
    """The numbers by which somebody was found, masked."""
    by_phone = {each.person: each.way for each in found if each.way in _PHONES}
    if by_phone:
        for person, number in _phones(asked, by_phone):
            yield uuid(person), by_phone[uuid(person)], masks.phone(number)
    by_id = {each.person: each.way for each in found if each.way in _IDS}
    if by_id:
        people = Sql("SELECT id, id_number FROM households_person WHERE ") + among("id", by_id)
        for person, number in people.rows():
            yield uuid(person), by_id[uuid(person)], masks.id_number(number)


def _phones(asked: Asked, people: Iterable[UUID]) -> list[tuple[Any, ...]]:
    meanings = (asked.meaning, *asked.meaning.words)
    wanted = [
        *(("number_index", ciphers.index(each, ciphers.PHONE)) for one in meanings for each in one.phones),
        *(("tail_index", ciphers.tail_index(one.tail, ciphers.PHONE)) for one in meanings if one.tail),
    ]
    either = Sql.join(" OR ", (ways.equal(column, value) for column, value in wanted))
    numbers = (
        Sql("SELECT person_id, number FROM households_phone WHERE until IS NULL AND (") + either + ") AND "
    )
    return (numbers + among("person_id", people) + " ORDER BY position DESC, since DESC").rows()


def _former_names(people: Iterable[UUID]) -> list[tuple[Any, ...]]:
    names = Sql("SELECT person_id, name, initials FROM households_formername WHERE ")
    return (names + among("person_id", people) + " ORDER BY until").rows()
