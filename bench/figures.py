"""Figures: a workload's time beside its limit's, taken in turns in the same run, and the table of them."""

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

Work = Callable[[int], object]
"""One round of something; the number of the round tells it which household to take."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a workload took beside its limit; `reach` is the largest ratio that is good, or the smallest."""

    workload: str
    limit: str
    database: str
    households: int
    seconds: float
    limit_seconds: float
    ratio: float
    reach: float
    at_least: bool = False
    note: str = ""

    @property
    def ok(self) -> bool:
        """Whether the ratio reaches what design §6 asks."""
        return self.ratio >= self.reach if self.at_least else self.ratio <= self.reach

    @property
    def asked(self) -> str:
        """The ratio that is asked for, in words."""
        small = f"1/{round(1 / self.reach)}" if 0 < self.reach < 0.1 else f"{self.reach:g}"
        return f"{'>=' if self.at_least else '<='} {small}"

    @property
    def got(self) -> str:
        """The ratio that came out, in words."""
        return f"1/{round(1 / self.ratio):,}" if 0 < self.ratio < 0.02 else f"{self.ratio:.2f}"


@dataclass(frozen=True, slots=True)
class Bench:
    """One installation that figures are taken on."""

    database: str
    households: int

    def figure(
        self,
        workload: str,
        limit: str,
        times: tuple[float, float],
        reach: float,
        *,
        note: str = "",
    ) -> Figure:
        """The figure of a workload that takes `times[0]` where its limit takes `times[1]`."""
        own, beside = times
        return Figure(
            workload, limit, self.database, self.households, own, beside, own / beside, reach, note=note
        )

    def rate(
        self, workload: str, limit: str, times: tuple[float, float], reach: float, *, note: str = ""
    ) -> Figure:
        """The figure of a workload whose rate should be at least `reach` of its limit's."""
        own, beside = times
        return Figure(
            workload, limit, self.database, self.households, own, beside, beside / own, reach, True, note
        )


def in_turns(
    *works: Work, rounds: int, warm_up: int = 5, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, ...]:
    """The median seconds of each work, done one after the other round by round, so that load meets all."""
    taken: list[list[float]] = [[] for _ in works]
    gc.collect()
    gc.disable()
    try:
        for number in range(-warm_up, rounds):
            for place, work in enumerate(works):
                began = clock()
                work(number % rounds)
                if number >= 0:
                    taken[place].append(clock() - began)
    finally:
        gc.enable()
    return tuple(map(median, taken))


def growth(smaller: Iterable[Figure], larger: Iterable[Figure], *, reach: float) -> list[Figure]:
    """How a page's own time grew between two sizes of one database, load of the machine taken out.

    Both times are divided by what the limit beside them took, which does not depend on the size.
    """
    before = {figure.workload: figure for figure in smaller}
    found = []
    for after in larger:
        earlier = before.get(after.workload)
        if earlier is None:
            continue
        steady = earlier.limit_seconds / after.limit_seconds
        note = f"unadjusted {after.seconds / earlier.seconds:.2f}"
        name = f"growth: {after.workload}"
        found.append(
            Figure(
                name,
                f"its own time at {earlier.households:,}",
                after.database,
                after.households,
                after.seconds,
                earlier.seconds,
                after.seconds / earlier.seconds * steady,
                reach,
                note=note,
            )
        )
    return found


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table for people."""
    head = ("workload", "limit", "on", "households", "took", "limit took", "ratio", "reach", "")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def as_json(figure: Figure) -> dict[str, Any]:
    """A figure as it stands in the results' file."""
    return {**asdict(figure), "ok": figure.ok}


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.workload,
        figure.limit,
        figure.database,
        f"{figure.households:,}",
        _short(figure.seconds),
        _short(figure.limit_seconds),
        figure.got,
        figure.asked,
        ("ok" if figure.ok else "NOT REACHED") + (f"  {figure.note}" if figure.note else ""),
    )


def _short(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3f} ms"
