"""The one box: a text, the person who asks, and everything it may mean that he may know of (R1.10c)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from types import ModuleType
from uuid import UUID

from yihu.confidentiality import gate, ways
from yihu.confidentiality.ways import Sql, Way, among, uuid
from yihu.estate.models import Project
from yihu.estate.rooms import parse_room
from yihu.kernel.paging import LARGEST_PAGE, decode_cursor, encode_cursor
from yihu.policy.access import Object
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor, Locality
from yihu.search import dossiers, events, people, units, vehicles
from yihu.search.hits import MOST_COUNTED, Asked, Findings, Group, Hit, Key, Kind

_SOURCES: tuple[ModuleType, ...] = (units, people, dossiers, vehicles)
_ORDER = tuple(Kind)
LONGEST = 100
"""A text longer than this is no search."""


def find(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    q: str,
    former: bool = False,
    kind: Kind | None = None,
    cursor: str = "",
    limit: int = 50,
) -> Findings:
    """What `q` may mean, a page at a time; `kind` leaves one group, `former` brings ended households too.

    The sight is registered by counts alone. Raises `Refused`, `NotKnown`, `Invalid` for a text that is blank
    or too long and for a cursor that is not ours.
    """
    limit = max(1, min(limit, LARGEST_PAGE))
    asked = _asked(by, at, project, q, former)
    place = _place_of(cursor)
    groups: list[Group] = []
    room, follows = limit, False
    for source in _open_to(asked, kind):
        earlier = place is not None and _ORDER.index(source.KIND) < _ORDER.index(place[0])
        after = place[1] if place and place[0] is source.KIND else None
        group, more = _group(source, asked, after, 0 if earlier else room)
        room -= len(group.hits)
        follows = follows or (more and not earlier)
        groups.append(group)
    return _registered(by, at, asked, groups, follows=follows, offered=False)


def offer(*, by: Actor, at: datetime, project: Project, q: str, each: int = 4) -> Findings:
    """The first few of each group, for somebody who is typing; decided, registered and raising as `find`."""
    asked = _asked(by, at, project, q, former=False)
    groups = [_group(source, asked, None, each)[0] for source in _open_to(asked, None)]
    return _registered(by, at, asked, groups, follows=False, offered=True)


def overview(
    *, by: Actor, at: datetime, project: Project, q: str, former: bool = False, each: int = 20
) -> Findings:
    """The first of each group, for a page on which a whole group is one click away; else as `find`."""
    asked = _asked(by, at, project, q, former)
    groups = [_group(source, asked, None, each)[0] for source in _open_to(asked, None)]
    return _registered(by, at, asked, groups, follows=False, offered=False)


def _asked(by: Actor, at: datetime, project: Project, q: str, former: bool) -> Asked:
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.SEARCH)
    if len(q) > LONGEST:
        text, mend = N_("要找的內容過長。"), N_("最多 %(limit)s 個字。")
        raise Invalid(FieldError("q", text, mend, code="search_too_long", params={"limit": LONGEST}))
    meaning = ways.meaning_of(q, Locality(project.locality))
    if not meaning.text:
        text, mend = N_("沒有寫要找什麼。"), N_("請輸入房號、姓名、電話或檔號，一個字起即可。")
        raise Invalid(FieldError("q", text, mend, code="search_blank"))
    return Asked(project, meaning, ways.grants_of(by=by, at=at, project_id=project.pk), former)


def _open_to(asked: Asked, kind: Kind | None) -> list[ModuleType]:
    """The sources that who asks may look into: what is not granted is not looked into at all."""
    return [
        source
        for source in _SOURCES
        if source.WAY in asked.grants.ways and (kind is None or source.KIND is kind)
    ]


def _group(source: ModuleType, asked: Asked, after: Key | None, room: int) -> tuple[Group, bool]:
    """As many hits as there is room for, how many there are in all, and whether some are left."""
    found: tuple[list[Hit], int] = source.page(asked, after, room + 1) if room else ([], 0)
    hits, total = found
    if not hits and (after or not room):
        total = source.count(asked, MOST_COUNTED + 1)
    more = len(hits) > room or (not room and total > 0)
    return Group(source.KIND, tuple(hits[:room]), min(total, MOST_COUNTED + 1)), more


def _registered(
    by: Actor, at: datetime, asked: Asked, groups: Iterable[Group], *, follows: bool, offered: bool
) -> Findings:
    found = _with_owners(asked, [group for group in groups if group.total])
    counts: dict[str, int] = {group.kind.value: group.total for group in found}
    shown = sum(len(group.hits) for group in found)
    gate.admit(
        by=by,
        at=at,
        project_id=asked.project.pk,
        thing=Object.SEARCH,
        action=events.SEARCHED,
        detail={"found": counts, "shown": shown, "offered": offered},
    )
    last = [hit for group in found for hit in group.hits][-1:]
    following = encode_cursor(last[0].kind.value, *last[0].key) if follows and last else None
    return Findings(tuple(found), _understood(asked), following)


def _with_owners(asked: Asked, groups: list[Group]) -> list[Group]:
    """Names beside rooms and 檔號, for those who may know who holds them."""
    if not asked.grants.people:
        return groups
    bare = {hit.household_id for group in groups for hit in group.hits if hit.household_id and not hit.names}
    owners = _owners(bare) if bare else {}
    return [
        replace(group, hits=tuple(_named(hit, owners) for hit in group.hits)) if owners else group
        for group in groups
    ]


def _named(hit: Hit, owners: dict[UUID, list[str]]) -> Hit:
    if hit.names or hit.household_id is None:
        return hit
    return replace(hit, names=tuple(owners.get(hit.household_id, ())))


def _owners(households: set[UUID]) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = defaultdict(list)
    rows = (Sql(_OWNERS) + among("held.household_id", households) + _IN_ORDER).rows()
    for household, name in rows:
        names[uuid(household)].append(name)
    return names


def _understood(asked: Asked) -> tuple[tuple[Way, str], ...]:
    """What the text was taken for, as far as it may be looked for by who asks."""
    reading = parse_room(asked.meaning.text)
    room = ((Way.ROOM, reading.label),) if reading.parsed and Way.ROOM in asked.grants.ways else ()
    others = ((way, asked.meaning.text) for way in asked.meaning.ways if way in asked.grants.ways)
    return (*room, *others)


def _place_of(cursor: str) -> tuple[Kind, Key] | None:
    if not cursor:
        return None
    key = decode_cursor(cursor, parts=5)
    try:
        kind, rank, sort_key, first, second = key or [""] * 5
        ids = [str(UUID(each)) if each else "" for each in (first, second)]
        if not (isinstance(rank, int) and isinstance(sort_key, str) and ids[0]):
            raise ValueError
        if (Kind(kind) is Kind.PERSON) != bool(ids[1]):
            raise ValueError
        return Kind(kind), (rank, sort_key, ids[0], ids[1])
    except (TypeError, ValueError, AttributeError):
        wrong = FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。"), code="cursor_unknown")
        raise Invalid(wrong) from None


_OWNERS = """
    SELECT held.household_id, person.name FROM households_ownership held
    JOIN households_person person ON person.id = held.person_id WHERE held.ends_on IS NULL AND """
_IN_ORDER = " ORDER BY held.household_id, held.position, held.id"
