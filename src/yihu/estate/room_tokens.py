"""Room text cut into values and their markers (`3棟`, `2單元`, `12層`, `1502室`), each put into its place.

Everything here works on *plain* text: narrow, upper case, Simplified, with `-` for every dash.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from yihu.kernel.text import chinese_number
from yihu.policy.vocabulary import UnitKind

PHASE, BUILDING, ENTRANCE, FLOOR, ROOM = "PBEFR"

KIND_WORDS: dict[str, UnitKind] = {
    **dict.fromkeys(("商铺", "店铺", "铺位", "门市", "门面", "底商", "铺"), UnitKind.SHOP),
    **dict.fromkeys(("车位",), UnitKind.PARKING),
    **dict.fromkeys(("储藏室", "储藏间", "储物间", "杂物间"), UnitKind.STORAGE),
    **dict.fromkeys(("办公室", "办公"), UnitKind.OFFICE),
}
_MARKERS: dict[str, str] = {
    **dict.fromkeys(("期", "区"), PHASE),
    **dict.fromkeys(("号楼", "号栋", "号幢", "号座", "#楼", "#栋", "#幢", "#座"), BUILDING),
    **dict.fromkeys(("#", "栋", "幢", "座"), BUILDING),
    **dict.fromkeys(("单元", "门洞", "梯"), ENTRANCE),
    "层": FLOOR,
    **dict.fromkeys(("号室", "号房", "室", "房", "户"), ROOM),
    "楼": BUILDING + FLOOR,
    "号": BUILDING + ROOM,
}
_SHAPES = (
    *("R", "B", "P", "BR", "PB", "PR", "BE", "ER", "FR", "BER", "BFR", "PBR", "EFR", "PFR", "PBE", "PER"),
    *("BEFR", "PBER", "PBFR", "PBEFR"),
)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NUMERAL = re.compile(rf"[零〇一二两三四五六七八九十百]+(?={_any_of(_MARKERS)}|{_any_of(KIND_WORDS)}|-|$)")
_BASEMENT = re.compile(r"(?:负|地下)(\d{1,2})层")
_FLOOR_F = re.compile(r"(?<![A-Z0-9])(B?\d{1,3})F-?(?=[0-9A-Z商店铺门底车储杂办])")
_TOKEN = re.compile(
    rf"(?:(?P<kind>{_any_of(KIND_WORDS)})-?)?"
    r"(?P<value>[A-Z0-9]+|[甲乙丙丁东西南北中](?=区|栋|幢|座|单元|梯|-))"
    rf"(?:号?(?P<suffix>{_any_of(KIND_WORDS)})|(?P<marker>{_any_of(_MARKERS)}))?"
    r"(?:-(?=.)|$|(?<=[^A-Z0-9-]))"
)
_DIRECTION = "[甲乙丙丁东西南北中]"
_VALUES = {
    PHASE: re.compile(rf"\d{{1,2}}|[A-Z]|{_DIRECTION}"),
    BUILDING: re.compile(rf"\d{{1,3}}[A-Z]?|[A-Z]{{1,2}}\d{{0,3}}|{_DIRECTION}"),
    ENTRANCE: re.compile(rf"\d{{1,2}}[A-Z]?|[A-Z]\d?|{_DIRECTION}"),
    FLOOR: re.compile(r"B?0*[1-9]\d?"),
    ROOM: re.compile(r"[A-Z]{0,2}\d{1,5}[A-Z]{0,2}|[A-Z]"),
}


@dataclass(frozen=True, slots=True)
class Token:
    value: str
    marker: str
    kind: UnitKind | None


def tokens_of(plain: str) -> list[Token] | None:
    """The whole of `plain` as tokens, or None if any character is left over."""
    text = _NUMERAL.sub(lambda found: chinese_number(found[0]) or found[0], plain)
    text = _FLOOR_F.sub(r"\1层", _BASEMENT.sub(r"B\1层", text))
    tokens, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return None
        word = found["kind"] or found["suffix"]
        tokens.append(Token(found["value"], found["marker"] or "", KIND_WORDS[word] if word else None))
        at = found.end()
    return tokens


def placed(tokens: list[Token], *, named: bool = False) -> dict[str, str] | None:
    """Each token's value under its place (`P B E F R`), or None where no order makes sense.

    A letter alone is a room only under a name or a kind (`商場A`, `商鋪A`).
    """
    lone_letter = re.fullmatch("[A-Z]", tokens[0].value) and len(tokens) == 1
    if lone_letter and not (named or tokens[0].kind) and ROOM in _MARKERS.get(tokens[0].marker, ROOM):
        return None
    if any(token.kind for token in tokens[:-1]):
        return None
    allowed = [_places(tokens, index) for index in range(len(tokens))]
    for shape in _SHAPES:
        if len(shape) == len(tokens) and _fits(shape, tokens, allowed):
            return {place: token.value for place, token in zip(shape, tokens, strict=True)}
    return None


def _fits(shape: str, tokens: list[Token], allowed: list[str]) -> bool:
    return all(
        place in places and _VALUES[place].fullmatch(token.value)
        for place, places, token in zip(shape, allowed, tokens, strict=True)
    )


def _places(tokens: list[Token], index: int) -> str:
    """The places that the token may stand in, by its own marker and by its neighbours."""
    token, last = tokens[index], index == len(tokens) - 1
    if token.kind:
        return ROOM
    if token.marker == "号":
        return ROOM if last else BUILDING
    if token.marker == "楼":
        return (
            FLOOR if index and _is_floor(tokens, index, loose=True) else BUILDING + _is_floor(tokens, index)
        )
    if token.marker:
        return _MARKERS[token.marker]
    if len(tokens) == 1:
        return ROOM
    return (ROOM if last else BUILDING + ENTRANCE) + _is_floor(tokens, index)


def _is_floor(tokens: list[Token], index: int, *, loose: bool = False) -> str:
    """`F` when the room that follows begins with this number, as 1502 does with 15; `loose`: any room."""
    if index != len(tokens) - 2:
        return ""
    room, floor = tokens[-1].value, tokens[index].value
    begins = len(room) == len(floor) + 2 and room.startswith(floor)
    return FLOOR if loose or begins else ""
