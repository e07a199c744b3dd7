"""The rooms of one project: 25 buildings of two entrances, 25 floors and four rooms, read by the program."""

from dataclasses import dataclass
from functools import cache

from yihu.estate.room_order import sort_key
from yihu.estate.rooms import parse_room
from yihu.kernel.text import fold

PER_PROJECT = 5000


@dataclass(frozen=True, slots=True)
class Room:
    """What a unit's row holds of its room."""

    building: str
    entrance: str
    floor: str
    room: str
    code: str
    label: str
    label_fold: str
    sort_key: str


@cache
def rooms() -> tuple[Room, ...]:
    """All rooms of a project, in room order."""
    return tuple(
        _read(f"{building}棟{entrance}單元{floor}{place:02}")
        for building in range(1, 26)
        for entrance in (1, 2)
        for floor in range(1, 26)
        for place in range(1, 5)
    )


def _read(text: str) -> Room:
    reading = parse_room(text)
    return Room(
        reading.building.zfill(2),
        reading.entrance,
        reading.floor,
        reading.room,
        reading.code,
        reading.label,
        fold(reading.label),
        sort_key(reading),
    )
