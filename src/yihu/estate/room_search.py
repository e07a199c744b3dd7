"""What to look for when somebody types a room into a box: the exact room first, then looser readings."""

import re
from dataclasses import dataclass

from yihu.estate.rooms import RoomReading, parse_room


@dataclass(frozen=True, slots=True)
class SearchForm:
    """One way to look: every part that is not None must be equal to the unit's (`""`: it has none)."""

    code: str | None = None
    phase: str | None = None
    building: str | None = None
    entrance: str | None = None
    room: str | None = None


def search_forms(text: str) -> tuple[SearchForm, ...]:
    """Candidates for finding units, best first; the caller takes the union.

    `3-1201` also finds 3棟1單元1201 and 3棟2單元1201, `1201` that room of every building, `3棟` all of it;
    `101` and `0101` find each other. Unparsed text is looked up whole. (R1.10c)
    """
    reading = parse_room(text)
    if not reading.code:
        return ()
    if not reading.parsed:
        return (SearchForm(code=reading.code),)
    exact = [SearchForm(code=reading.code)] if reading.room else []
    loose = [_loose(reading, room) for room in _variants(reading.room)]
    return tuple(dict.fromkeys([*exact, *loose, *_as_phase(reading)]))


def _loose(reading: RoomReading, room: str | None) -> SearchForm:
    return SearchForm(
        phase=reading.phase or None,
        building=reading.building or None,
        entrance=reading.entrance or None,
        room=room,
    )


def _variants(room: str) -> tuple[str | None, ...]:
    if not room:
        return (None,)
    if not room.isdigit():
        return (room,)
    bare = room.lstrip("0") or "0"
    return tuple(dict.fromkeys((room, bare, bare.zfill(2), bare.zfill(3), bare.zfill(4))))


def _as_phase(reading: RoomReading) -> list[SearchForm]:
    """`2-1-001` may also be 2期1棟001."""
    both = reading.building.isdigit() and reading.entrance.isdigit() and not reading.phase
    if not (both and reading.room) or not re.fullmatch(r"\d+-\d+-\d+", reading.code):
        return []
    return [
        SearchForm(phase=f"{reading.building}期", building=reading.entrance, room=room)
        for room in _variants(reading.room)
    ]
