"""Room numbers as people write them, read into one canonical form.

`3-1201`, `03棟1201`, `3幢12层01` are one room; `3棟2單元1502` and `3-2-1502` are one; what cannot be
understood is kept whole. (R1.1, R1.10c)
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from yihu.estate.room_tokens import BUILDING, ENTRANCE, FLOOR, PHASE, ROOM, placed, tokens_of
from yihu.kernel.text import fold, narrow, simplify, squeeze
from yihu.policy.vocabulary import UnitKind

_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DASH = re.compile(r" *[-‐‑‒–—―−─_~﹣]+ *")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_PLACES = "区苑园里城府庄村院轩阁湾庭场厦楼栋座库"
_PLACE_WORDS = ("公寓", "中心", "商业街", "地下室", "会所")
_NO_NAME = re.compile(
    r"[零〇一二两三四五六七八九十百]号?(?:楼|栋|幢|座|期|里|区)$|.[甲乙丙丁东西南北中][栋幢座]$"
)
_NAME_KINDS = {"商": UnitKind.SHOP, "车库": UnitKind.PARKING, "写字楼": UnitKind.OFFICE}
_LETTER_KINDS = {"S": UnitKind.SHOP, "P": UnitKind.PARKING}
_KIND_CODES = {
    UnitKind.SHOP: "商铺",
    UnitKind.PARKING: "车位",
    UnitKind.STORAGE: "储藏室",
    UnitKind.OFFICE: "办公",
}
_KIND_LABELS = {
    UnitKind.SHOP: "商鋪",
    UnitKind.PARKING: "車位",
    UnitKind.STORAGE: "儲藏室",
    UnitKind.OFFICE: "辦公",
}


@dataclass(frozen=True, slots=True)
class RoomReading:
    """A room as it was understood.

    The parts are canonical (Simplified, upper case, no padding but the room's own); `code` is unique to the
    room within its project, `label` is what people read. `parsed` False: the text is kept whole in `room`
    and `label`, `code` is its folded form, and the other parts are empty.
    """

    building: str = ""
    entrance: str = ""
    floor: str = ""
    room: str = ""
    phase: str = ""
    kind_hint: UnitKind | None = None
    code: str = ""
    label: str = ""
    parsed: bool = True


def parse_room(text: str) -> RoomReading:
    """Read a room, or a building alone, however it is typed. Never raises, never loses a character."""
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> RoomReading:
    typed = _tidy(text)
    plain = simplify(typed).translate(_UPPER)
    return _read(plain) or _read_named(typed, plain) or whole(text)


def whole(text: str) -> RoomReading:
    """Text that is no room number as far as can be told, kept as it is."""
    return RoomReading(room=text.strip(), code=fold(text), label=text.strip(), parsed=False)


def room_from_columns(*, building: str, entrance: str, floor: str, room: str) -> RoomReading:
    """Read a room whose parts stand in columns of their own; each may carry its marker or not (`3`, `3棟`).

    The room's column may hold the whole address; it counts where it agrees with the other columns.
    What makes no sense together is kept whole, its parts joined by `·`.
    """
    if _are_numbers(building, entrance, room):
        parts = {BUILDING: building, ENTRANCE: entrance, ROOM: room}
        return _reading("", {place: part for place, part in parts.items() if part}, kind=None)
    before = _marked(building, "栋") + _marked(entrance, "单元")
    if not before:
        return parse_room(room)
    plain = room.isascii() and room.isalnum()
    reading = parse_room(before + _floor(floor, room, entrance) + room.strip())
    alone = reading if plain else parse_room(room)
    if alone.parsed and alone.building and alone.room:
        reading = alone
    if reading.parsed and reading.room and (plain or _agrees(reading, building, entrance)):
        return reading
    return whole("·".join(filter(None, (building.strip(), entrance.strip(), room.strip()))))


def _are_numbers(building: str, entrance: str, room: str) -> bool:
    """Most rows of most files: nothing there to understand."""
    together = building + entrance + room
    short = 1 <= len(building) <= 3 and len(entrance) <= 2 and 3 <= len(room) <= 5
    return short and together.isascii() and together.isdigit()


def _agrees(reading: RoomReading, building: str, entrance: str) -> bool:
    spoken = parse_room(_marked(building, "栋")).building if building.strip() else ""
    return spoken in {"", reading.building} and _same_entrance(entrance, reading)


def _same_entrance(column: str, reading: RoomReading) -> bool:
    stated = re.sub(r"\D", "", narrow(column)).lstrip("0")
    return not stated or stated == re.sub(r"\D", "", reading.entrance)


@lru_cache(maxsize=1024)
def _marked(column: str, marker: str) -> str:
    value = _tidy(column)
    return value + marker if re.fullmatch(r"[A-Za-z0-9]+", value) else value


def _floor(floor: str, room: str, entrance: str) -> str:
    """The floor's column matters only to a room of one or two digits: 12 and 01 are 1201."""
    if len(room) > 2 or not floor or entrance.strip() == "0":
        return ""
    upstairs = re.fullmatch(r"0*([2-9]|[1-9]\d)", _tidy(floor))
    return f"{upstairs[1]}层" if upstairs and re.fullmatch(r"\d{1,2}", _tidy(room)) else ""


def _tidy(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text
    dashed = _DASH.sub("-", squeeze(narrow(text)))
    beside_han = re.sub(r"(?<=[\u3400-\u9fff#]) +| +(?=[\u3400-\u9fff#])", "", dashed)
    return beside_han.replace(" ", "-")


def _read(plain: str, *, named: bool = False) -> RoomReading | None:
    tokens = tokens_of(plain)
    places = placed(tokens, named=named) if tokens else None
    if not tokens or not places:
        return None
    marker = tokens[0].marker
    phase = _plain_number(places[PHASE]) + marker if PHASE in places else ""
    return _reading(phase, places, kind=tokens[-1].kind)


def _read_named(typed: str, plain: str) -> RoomReading | None:
    """`商場107門市`, `東區3棟1201`, `地下車庫A-012`: a place's name, then a room."""
    run = _HAN_RUN.match(plain)
    for end in range(min(run.end(), 12) if run else 0, 1, -1):
        name, rest = plain[:end], plain[end:].removeprefix("-")
        if not (name[-1] in _PLACES or name.endswith(_PLACE_WORDS)) or _NO_NAME.search(name):
            continue
        reading = _read(rest, named=True)
        is_building = name[-1] in "栋座楼"
        if reading and reading.room and not reading.phase and not (is_building and reading.building):
            return _under(name, typed[:end], reading)
    return None


def _under(name: str, typed: str, rest: RoomReading) -> RoomReading:
    named = next((kind for word, kind in _NAME_KINDS.items() if word in name), None)
    tail = rest.code.removeprefix(_KIND_CODES.get(named, "-")) if named else rest.code
    shown = rest.label.removeprefix(_KIND_LABELS.get(named, "-")) if named else rest.label
    is_building = not rest.building and not rest.entrance
    return RoomReading(
        building=name if is_building else rest.building,
        entrance=rest.entrance,
        floor=rest.floor,
        room=rest.room,
        phase="" if is_building else name,
        kind_hint=rest.kind_hint or named,
        code=f"{name}-{tail}",
        label=f"{typed}{shown}",
    )


def _reading(phase: str, places: dict[str, str], *, kind: UnitKind | None) -> RoomReading:
    building, entrance = _plain_number(places.get(BUILDING, "")), _plain_number(places.get(ENTRANCE, ""))
    room, floor, tower = places.get(ROOM, ""), _plain_number(places.get(FLOOR, "")), ""
    if entrance == "0" and room:
        entrance, kind = "", kind or UnitKind.SHOP
    if not (building or entrance or floor) and (lettered := re.fullmatch(r"([A-Z])(\d{2,4})", room)):
        building, room = lettered.groups()
    if floor:
        room, tower = _on_floor(floor, room)
    lettered_kind = _LETTER_KINDS.get(building) if room.isdigit() and not entrance else None
    kind = kind or lettered_kind
    tagged = kind if kind != lettered_kind else None
    number = tower.replace("F", "層") + (_KIND_LABELS[tagged] if tagged else "") + room
    return RoomReading(
        building=building,
        entrance=entrance,
        floor=floor or _floor_of(room),
        room=room,
        phase=phase,
        kind_hint=kind,
        code=_code(phase, building, entrance, tower + (_KIND_CODES[tagged] if tagged else "") + room),
        label=_label(phase, building, entrance, number, dashed=bool(lettered_kind)),
    )


def _plain_number(value: str) -> str:
    return str(int(value)) if value.isdigit() else value


def _on_floor(floor: str, room: str) -> tuple[str, str]:
    """The room's full number, and the floor's prefix where the number cannot carry it (`12F`)."""
    if floor.isdigit() and room.isdigit() and len(room) <= 2:
        return f"{floor}{int(room):02}", ""
    if floor.isdigit() and len(room) == 1:
        return floor + room, ""
    if floor.isdigit() and _floor_of(room) == floor:
        return room, ""
    return room, f"{floor}F"


def _floor_of(room: str) -> str:
    found = re.fullmatch(r"0*([1-9]\d?)(?:\d\d|[A-Z])", room)
    return found[1] if found and len(room) <= 4 else ""


def _code(phase: str, building: str, entrance: str, room: str) -> str:
    padded = building.zfill(2) if building.isdigit() else building
    if not room and not entrance:
        return "-".join(filter(None, (phase, padded and f"{padded}栋")))
    shown = f"{entrance}单元" if entrance and not (building and room) else entrance
    return "-".join(filter(None, (phase, padded, shown, room)))


def _label(phase: str, building: str, entrance: str, number: str, *, dashed: bool) -> str:
    shown = phase.replace("区", "區").replace("东", "東")
    shown += building.replace("东", "東") + ("-" if dashed else "棟") if building else ""
    return shown + (f"{entrance.replace('东', '東')}單元" if entrance else "") + number
