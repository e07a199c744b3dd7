"""Pictures drawn by the server: pure functions from figures to SVG.

No script and no style attribute (the content security policy allows neither): colour is a class of
`static/yihu/css/components/{ring,progress-bar,figure}.css`, and a title says in words what the shape shows.
Titles and labels arrive translated; every text is escaped here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Point = tuple[float, float]

CLAUSE_STATES = ("met", "at_risk", "broken", "not_adopted")
ROOM_TONES = ("full", "gap", "bad", "none")

_SQUARE, _PITCH = 20, 26
_ROOM_WIDTH, _ROOM_HEIGHT, _ROOM_GAP, _FLOOR_NAME = 54, 30, 6, 40
_SIGNS = {"at_risk": "M{x} {y}m10 5v6m0 3.5v.5", "broken": "M{x} {y}m6 6l8 8m0-8l-8 8"}


@dataclass(frozen=True, slots=True)
class Square:
    """One clause on the board: its state is one of `CLAUSE_STATES`; `href` leads to the clause."""

    id: str
    state: str
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """One unit of a building: its tone is one of `ROOM_TONES`; `title` says what colour alone would."""

    label: str
    tone: str
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """One floor of a building, rooms from left to right."""

    label: str
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `tone` is "" (in order), "due" or "late"; `text` is the figure as it should be read."""

    label: str
    value: float
    text: str
    tone: str = ""


def ring(*, present: int, required: int, title: str) -> SafeString:
    """How complete a file is, such as 18/21; a file of which nothing is required is whole."""
    share = min(1.0, present / required) if required > 0 else 1.0
    tone = "" if share >= 1 else " ring__arc--gap" if share >= 0.6 else " ring__arc--bad"
    text = f"{present}/{required}"
    size = " ring__text--long" if len(text) > 5 else ""
    around = 2 * 3.14159265 * 34
    arc = (
        f'<circle class="ring__arc{tone}" cx="40" cy="40" r="34" transform="rotate(-90 40 40)"'
        f' stroke-dasharray="{_number(around * share)} {_number(around)}"/>'
        if share > 0
        else ""
    )
    body = (
        f'<circle class="ring__track" cx="40" cy="40" r="34"/>{arc}'
        f'<text class="ring__text{size}" x="40" y="41">{text}</text>'
    )
    return _svg("ring__picture", 80, 80, title, body)


def progress(*, done: int, total: int, title: str, tone: str = "") -> SafeString:
    """A bar of what is done out of all; nothing to do is all done."""
    share = min(1.0, max(0.0, done / total)) if total > 0 else 1.0
    part = "progress-bar__part" + (f" progress-bar__part--{escape(tone)}" if tone else "")
    body = (
        '<rect class="progress-bar__track" width="100" height="4"/>'
        f'<rect class="{part}" width="{_number(100 * share)}" height="4"/>'
    )
    return _svg("progress-bar__picture", 100, 4, title, body, stretch=True)


def sparkline(values: Sequence[float], *, title: str, limit: float = 100, limit_text: str = "") -> SafeString:
    """A line of values beneath their limit (a dashed line), the last one with a dot; empty without values."""
    if not values:
        return mark_safe("")
    width, height, top = 320, 76, 16
    low, high = min(*values, limit), max(*values, limit)
    reach = (high - low) or 1

    def y(value: float) -> float:
        return top + (height - top - 8) * (1 - (value - low) / reach)

    step = (width - 12) / max(1, len(values) - 1)
    points: list[Point] = [(6 + i * step, y(value)) for i, value in enumerate(values)]
    last = points[-1]
    line = _path(points)
    body = (
        f'<path class="sparkline__area" d="{line}L{_number(last[0])} {height}L6 {height}Z"/>'
        f'<path class="sparkline__limit" d="M0 {_number(y(limit))}H{width}"/>'
        f'<path class="sparkline__line" d="{line}"/>'
        f'<circle class="sparkline__dot" cx="{_number(last[0])}" cy="{_number(last[1])}" r="4"/>'
    )
    if limit_text:
        above = _number(y(limit) - 5)
        body += f'<text class="sparkline__text" x="{width}" y="{above}">{escape(limit_text)}</text>'
    return _svg("sparkline", width, height, title, body)


def bars(rows: Iterable[Bar], *, title: str) -> SafeString:
    """Named bars beneath each other, the longest filling the width."""
    rows = tuple(rows)
    most = max((row.value for row in rows), default=0) or 1
    width, pitch, start, end = 320, 30, 64, 262
    parts = []
    for i, row in enumerate(rows):
        middle = i * pitch + pitch // 2
        tone = f" bars__bar--{escape(row.tone)}" if row.tone else ""
        box = f'x="{start}" y="{middle - 6}" height="12" rx="2"'
        length = _number((end - start) * max(0.0, row.value) / most)
        parts.append(
            f'<text class="bars__name" x="0" y="{middle}">{escape(row.label)}</text>'
            f'<rect class="bars__track" {box} width="{end - start}"/>'
            f'<rect class="bars__bar{tone}" {box} width="{length}"/>'
            f'<text class="bars__value" x="{width}" y="{middle}">{escape(row.text)}</text>'
        )
    return _svg("bars", width, max(1, len(rows)) * pitch, title, "".join(parts))


def clause_board(squares: Iterable[Square], *, title: str, columns: int = 13) -> SafeString:
    """A square for each clause, linked: met plain, at risk barred, broken crossed, not adopted dashed."""
    squares = tuple(squares)
    parts = []
    for i, square in enumerate(squares):
        x, y = i % columns * _PITCH + 3, i // columns * _PITCH + 3
        state = _known(square.state, CLAUSE_STATES)
        drawn = (
            f'<rect class="clause-board__square clause-board__square--{state}" x="{x}" y="{y}"'
            f' width="{_SQUARE}" height="{_SQUARE}" rx="3"/>'
        )
        if state in _SIGNS:
            drawn += f'<path class="clause-board__sign" d="{_SIGNS[state].format(x=x, y=y)}"/>'
        parts.append(_linked("clause-board__link", square.href, f"{square.id} {square.title}", drawn))
    rows = -(-len(squares) // columns) or 1
    return _svg("clause-board", columns * _PITCH, rows * _PITCH, title, "".join(parts), group=True)


def building_map(floors: Iterable[Floor], *, title: str) -> SafeString:
    """A building as it stands, top floor first: full, gap (a corner folded), bad (two), none (dashed)."""
    floors = tuple(floors)
    widest = max((len(floor.rooms) for floor in floors), default=0)
    width = _FLOOR_NAME + 8 + max(1, widest) * (_ROOM_WIDTH + _ROOM_GAP)
    height = max(1, len(floors)) * (_ROOM_HEIGHT + _ROOM_GAP) + 8
    parts = []
    for i, floor in enumerate(floors):
        y = i * (_ROOM_HEIGHT + _ROOM_GAP) + 3
        middle = y + _ROOM_HEIGHT // 2
        parts.append(
            f'<text class="building-map__floor" x="{_FLOOR_NAME}" y="{middle}">{escape(floor.label)}</text>'
        )
        for j, room in enumerate(floor.rooms):
            parts.append(_room(room, _FLOOR_NAME + 10 + j * (_ROOM_WIDTH + _ROOM_GAP), y))
    parts.append(f'<path class="building-map__ground" d="M{_FLOOR_NAME} {height - 3}H{width}"/>')
    return _svg("building-map", width, height, title, "".join(parts), group=True, fixed=True)


def _room(room: Room, x: int, y: int) -> str:
    tone = _known(room.tone, ROOM_TONES)
    right = x + _ROOM_WIDTH
    drawn = (
        f'<rect class="building-map__room building-map__room--{tone}" x="{x}" y="{y}"'
        f' width="{_ROOM_WIDTH}" height="{_ROOM_HEIGHT}" rx="3"/>'
    )
    if tone in ("gap", "bad"):
        bad = " building-map__gap--bad" if tone == "bad" else ""
        drawn += f'<path class="building-map__gap{bad}" d="M{right} {y}v10l-10-10z"/>'
    if tone == "bad":
        drawn += f'<path class="building-map__gap{bad}" d="M{x} {y + _ROOM_HEIGHT}v-10l10 10z"/>'
    text = room.label if len(room.label) <= 6 else room.label[-6:]
    drawn += (
        f'<text class="building-map__text" x="{x + _ROOM_WIDTH // 2}" y="{y + _ROOM_HEIGHT // 2 + 1}">'
        f"{escape(text)}</text>"
    )
    return _linked("building-map__link", room.href, room.title, drawn)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _known(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return value


def _linked(name: str, href: str, title: str, drawn: str) -> str:
    said = f"<title>{escape(title)}</title>"
    if not href:
        return f'<g role="img" aria-label="{escape(title)}">{said}{drawn}</g>'
    return f'<a class="{name}" href="{escape(href)}" aria-label="{escape(title)}">{said}{drawn}</a>'


def _svg(
    name: str,
    width: int,
    height: int,
    title: str,
    body: str,
    *,
    group: bool = False,
    stretch: bool = False,
    fixed: bool = False,
) -> SafeString:
    """The frame: one picture to a reading voice, or a group of named parts."""
    role = "group" if group else "img"
    said = "" if group else f"<title>{escape(title)}</title>"
    size = f' width="{width}" height="{height}"' if fixed else ""
    keep = ' preserveAspectRatio="none"' if stretch else ""
    return mark_safe(  # noqa: S308  (every text above is escaped)
        f'<svg class="{name}" viewBox="0 0 {width} {height}"{size}{keep} role="{role}"'
        f' aria-label="{escape(title)}">{said}{body}</svg>'
    )
