"""What every kind of import says of itself."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from yihu.intake.portions import Portion
from yihu.intake.shapes import CellProblem


class Examined(Protocol):
    """A file that was read and held against what the project has."""

    @property
    def template(self) -> str:
        """Which known form it has."""

    @property
    def stamp(self) -> str:
        """What the project was when it was compared."""

    @property
    def problems(self) -> list[CellProblem]:
        """Everything that is wrong with it, in the order of the rows."""

    def counts(self) -> dict[str, int]:
        """What was found and would be written."""

    def portions(self, source: str) -> Iterator[tuple[int, Portion]]:
        """The rows made ready, with how far along each portion is; `source` names the file."""


BringIn = Callable[..., Counter[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of import; `examine` raises `Invalid`, `glance` too for what is plainly something else.

    Beyond `large_from` rows it is brought in behind the page; `bring_in` is of kinds without portions.
    """

    name: str
    examine: Callable[..., Any]
    glance: Callable[[bytes], None]
    stamp: Callable[..., str]
    largest: int = 50_000_000
    large_from: int = 20_000
    bring_in: BringIn | None = None
