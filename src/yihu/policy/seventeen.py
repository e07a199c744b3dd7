"""The 17 contents of 權籍檔案 in their order: a view of the catalogue lines (R3.5.1, C8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from yihu.policy.catalogue import LineStatus
from yihu.policy.regulations import get_clause
from yihu.policy.regulations.model import UNCONDITIONAL
from yihu.policy.regulations.template import TEMPLATE
from yihu.policy.vocabulary import N_, LineState

CONDITIONAL_TEXT: Final = N_("視情況")


@dataclass(frozen=True, slots=True)
class Item:
    """One of the 17; `conditional` ones show 視情況 where nothing asks for them."""

    number: int
    clause: str
    title: str
    conditional: bool
    state: LineState
    lines: tuple[LineStatus, ...]


_LINES = {number: tuple(line for line in TEMPLATE if number in line.items) for number in range(1, 18)}


def seventeen(statuses: Iterable[LineStatus]) -> tuple[Item, ...]:
    """The 17 items in the order of the text, each with the lines that make it up."""
    by_code = {each.code: each for each in statuses}
    return tuple(_item(number, by_code) for number in _LINES)


def _item(number: int, by_code: dict[str, LineStatus]) -> Item:
    clause = get_clause(f"R3.5.1.{number}")
    lines = tuple(by_code[line.code] for line in _LINES[number] if line.code in by_code)
    conditional = not any(line.rule in UNCONDITIONAL for line in _LINES[number])
    return Item(number, clause.id, clause.title, conditional, _combined(lines), lines)


_WORST_FIRST = (
    LineState.LOST,
    LineState.MISSING,
    LineState.LENT,
    LineState.PRESENT,
    LineState.DESTROYED,
)


def _combined(lines: Iterable[LineStatus]) -> LineState:
    states = {line.state for line in lines}
    return next((state for state in _WORST_FIRST if state in states), LineState.NOT_APPLICABLE)
