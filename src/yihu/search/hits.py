"""What the one box answers with: hits in groups, each saying by what it was found."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from yihu.confidentiality.ways import Grants, Meaning, Way
from yihu.estate.models import Project
from yihu.kernel.text import fold
from yihu.policy.vocabulary import N_


class Kind(StrEnum):
    """What was found; the groups stand in this order."""

    UNIT = "unit"
    PERSON = "person"
    DOSSIER = "dossier"
    VEHICLE = "vehicle"


KIND_TITLES: dict[Kind, str] = {
    Kind.UNIT: N_("單元"),
    Kind.PERSON: N_("業戶"),
    Kind.DOSSIER: N_("檔號"),
    Kind.VEHICLE: N_("車輛"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and what the person who looks may find."""

    project: Project
    meaning: Meaning
    grants: Grants
    former: bool = False


Key = tuple[int, str, str, str]
"""Where a hit stands in its group: exact ones first, then room order, then its ids."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. `matched` is what the field says, numbers masked; `part` is what of it was typed.

    `household_id` is None where there is no file, or who looks may not know of it; so is `names` empty.
    `relation` says how a person belongs to the household: `owner` or a member's kind.
    """

    kind: Kind
    id: UUID
    field: Way
    matched: str
    part: str
    unit_id: UUID
    unit_label: str
    key: Key
    household_id: UUID | None = None
    names: tuple[str, ...] = ()
    relation: str = ""
    former: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of a kind, and how many there are, counted as far as `MOST_COUNTED` and one more."""

    kind: Kind
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found: groups that are not empty, what the text was taken for, and what follows."""

    groups: tuple[Group, ...]
    understood: tuple[tuple[Way, str], ...]
    next: str | None

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits of all groups, in order."""
        return tuple(hit for group in self.groups for hit in group.hits)

    @property
    def total(self) -> int:
        """How many there are; beyond `MOST_COUNTED`, at least so many."""
        return sum(group.total for group in self.groups)


MOST_COUNTED = 1000
"""Totals are exact so far."""


def part_of(text: str, typed: str) -> str:
    """The part of `text` that is `typed`, whatever its script, width or case; empty if there is none."""
    folded = fold(text)
    start = folded.find(typed)
    if not typed or start < 0:
        return ""
    if len(folded) == len(text):
        return text[start : start + len(typed)]
    spans = ((begin, end) for begin in range(len(text)) for end in range(begin + 1, len(text) + 1))
    return next((text[begin:end] for begin, end in spans if fold(text[begin:end]) == typed), "")
