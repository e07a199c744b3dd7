"""What a regulation is made of: clauses, catalogue lines and parameters, all plain values.

A different rule is a different value of a field; nothing below ever asks which regulation it is reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from yihu.policy.vocabulary import N_, Department

Value = bool | int | str | time
"""What a parameter can be; compound parameters (P14) are several facets (`P14.max_days`)."""


class Kind(StrEnum):
    """How a clause is enforced (domain §0.4)."""

    BLOCK = "block"  # the act cannot be completed
    GATE = "gate"  # only with a recorded reason and a second person
    ALERT = "alert"  # can be completed; the lapse is seen by the superior


class Order(StrEnum):
    """Which direction of a parameter is the stricter one."""

    LOWER = "lower"
    HIGHER = "higher"
    TRUE = "true"
    FALSE = "false"
    RANKED = "ranked"  # by place in `options`, loosest first
    FIXED = "fixed"  # no direction: the higher precedence decides


class CustodyMode(StrEnum):
    """Whether originals of a volume may move between departments (P02), loosest first."""

    CONTROLLED_LOAN = "controlled_loan"
    ONSITE_ONLY = "onsite_only"


class Follows(StrEnum):
    """What a paper stays with when the owner changes (隨人 / 隨房 / 租戶子卷, domain §1.4)."""

    HOUSEHOLD = "household"
    UNIT = "unit"
    TENANCY = "tenancy"


class Category(StrEnum):
    """The letters of R1.3."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"


CATEGORY_TITLES: Mapping[str, str] = {
    Category.A: N_("業戶入住資料"),
    Category.B: N_("裝修資料"),
    Category.C: N_("業戶來函"),
    Category.D: N_("物業公司回復"),
    Category.E: N_("產權變更、出租（商住）資料"),
    Category.F: N_("費用支付情況"),
    Category.G: N_("其他"),
}


class Requirement(StrEnum):
    """When a catalogue line is required; `policy.catalogue` has the predicate of each."""

    ALWAYS = "always"
    FIRST_HANDOVER = "first_handover"
    EVERY_OWNER = "every_owner"
    TITLE_ISSUED = "title_issued"
    TITLE_CHANGED = "title_changed"
    DECORATION = "decoration"
    DECORATION_ACCEPTED = "decoration_accepted"
    TENANCY = "tenancy"
    EVER_LET = "ever_let"
    COMMERCIAL_RESIDENTIAL = "commercial_residential"
    ARREARS = "arrears"
    INSTALMENTS = "instalments"
    KEYS_HELD = "keys_held"
    MANDATE = "mandate"
    VEHICLE = "vehicle"
    SAFETY_OF_OTHERS = "safety_of_others"
    NEVER = "never"  # filed when the event happens, never missed


UNCONDITIONAL = frozenset({Requirement.ALWAYS, Requirement.FIRST_HANDOVER, Requirement.EVERY_OWNER})


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, or lettered part of a clause, in our own words."""

    id: str
    number: str
    title: str
    summary: str
    kind: Kind
    duties: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    source_section: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One kind of paper a file should hold (§2.4), with the codes all three texts give it."""

    code: str
    title: str
    category: Category
    items: tuple[int, ...]
    clauses: tuple[str, ...]
    follows: Follows
    rule: Requirement
    retention: str
    system_kept: bool = False
    volume: Department = Department.CS
    also: tuple[Department, ...] = ()

    @property
    def volumes(self) -> tuple[Department, ...]:
        """Every volume that may hold papers of this line, the custodian's first."""
        return (self.volume, *self.also)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number, switch or rhythm, and which direction of it is the stricter."""

    id: str
    title: str
    value: Value
    order: Order
    clause: str
    options: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """`P14` of `P14.max_days`."""
        return self.id.rpartition(".")[0] or self.id


@dataclass(frozen=True, slots=True)
class Reassignment:
    """Where a refining text puts a line: its custodian, and who else may hold papers of it (C1)."""

    volume: Department
    also: tuple[Department, ...] = ()


@dataclass(frozen=True, slots=True)
class Refinement:
    """Structure that one text takes over from another, outside the strictness order (C1, C2)."""

    of: str
    clause: str
    lines: Mapping[str, Reassignment] = field(default_factory=dict)
    custody: Mapping[Department, CustodyMode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Regulation:
    """A written regulation as one value. `precedence` decides only where no direction is stricter (§0.3)."""

    code: str
    title: str
    version: str
    clauses: tuple[Clause, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    lines: tuple[CatalogueLine, ...] = ()
    custody: Mapping[Department, CustodyMode] = field(default_factory=dict)
    custody_clause: str = ""
    refines: Refinement | None = None
    effective_on: date | None = None
    precedence: int = 0
