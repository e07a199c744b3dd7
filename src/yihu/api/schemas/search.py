"""What is looked for, and what is found."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from yihu.api.schemas.base import ListAsked, Out
from yihu.confidentiality.ways import Way
from yihu.search import LONGEST, Kind


class SearchAsked(ListAsked):
    """A text, one character or more; `former` brings ended households too, `kind` leaves one group."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    former: bool = False
    kind: Kind | None = None


class SearchHit(Out):
    """Something found: by which `field`, what that says (numbers masked), and the `part` that was typed.

    `household_id` and `names` are empty where there is no file, or where the caller may not know of it.
    """

    kind: Kind
    id: UUID
    field: Way
    matched: str
    part: str
    unit_id: UUID
    unit_label: str
    household_id: UUID | None
    names: list[str]
    relation: str
    former: bool


class SearchFound(Out):
    """A page of hits, group after group; beyond 1,000 `total` is null and `total_at_least` says how many."""

    items: list[SearchHit]
    next: str | None
    total: int | None
    total_at_least: int | None
    groups: dict[str, int]
