"""The order in which rooms are listed: numbers by value, everything else by its letters."""

import re

from yihu.estate.rooms import RoomReading

_NUMBER = re.compile(r"\d+")
_LONGEST = 120


def sort_key(reading: RoomReading) -> str:
    """A text that sorts as people count: building, entrance, room; what could not be parsed comes last."""
    if not reading.parsed:
        return _counted(f"~{reading.code}")
    parts = (reading.phase, reading.building, reading.entrance, reading.room)
    return _counted("|".join(part or "" for part in parts))


def _counted(text: str) -> str:
    """Only an order: rooms whose keys begin alike for 120 characters are told apart by their id."""
    return _NUMBER.sub(lambda found: found.group().zfill(6), text)[:_LONGEST]
