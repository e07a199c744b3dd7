"""Several adopted regulations as one effective policy: the stricter wins, every value knows its origin.

Structure stands apart from strictness: who keeps a line, and whether a volume may lend (P02), is what text 1
says unless another adopted text refines it (C1, C2). A company's own rule (R3.2) is one more regulation.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from yihu.policy.decisions import FieldError, Invalid, NotKnown
from yihu.policy.regulations.model import (
    CatalogueLine,
    Clause,
    CustodyMode,
    Order,
    Parameter,
    Regulation,
    Value,
)
from yihu.policy.regulations.parameters import DEFAULTS
from yihu.policy.regulations.template import TEMPLATE
from yihu.policy.vocabulary import N_, Department

Origin = tuple[str, str, Value]
"""Regulation code, clause, the value it states."""

_POSITION = {line.code: position for position, line in enumerate(TEMPLATE)}


@dataclass(frozen=True, slots=True)
class Effective:
    """A value in force and every statement it was chosen from."""

    value: Value
    provenance: tuple[Origin, ...]


def strictness(parameter: Parameter, value: Value) -> Any:
    """A key that grows with strictness; equal for all values of a parameter without direction."""
    match parameter.order:
        case Order.HIGHER | Order.TRUE:
            return value
        case Order.LOWER:
            return _Reversed(value)
        case Order.FALSE:
            return not value
        case Order.RANKED:
            return parameter.options.index(str(value))
        case Order.FIXED:
            return 0


@dataclass(frozen=True, slots=True)
class _Reversed:
    value: Any

    def __lt__(self, other: "_Reversed") -> bool:
        return bool(other.value < self.value)

    def __gt__(self, other: "_Reversed") -> bool:
        return bool(other.value > self.value)


def stricter(parameter: Parameter, one: Value, other: Value) -> Value:
    """The stricter of two values of `parameter`; the first where they are equally strict."""
    return other if strictness(parameter, other) > strictness(parameter, one) else one


@dataclass(frozen=True)
class EffectivePolicy:
    """What holds in a project: a pure function of the regulations it has adopted (`parts`)."""

    parts: tuple[Regulation, ...]

    @cached_property
    def adopted(self) -> frozenset[str]:
        """The codes of the regulations in force."""
        return frozenset(part.code for part in self.parts)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause of the adopted regulations."""
        return tuple(clause for part in self.parts for clause in part.clauses)

    @cached_property
    def parameters(self) -> Mapping[str, Effective]:
        """Every parameter, by id; the document's default where no adopted text states one."""
        return {id_: self._choose(default) for id_, default in DEFAULTS.items()}

    def _choose(self, default: Parameter) -> Effective:
        stated = [(part, each) for part in self.parts for each in part.parameters if each.id == default.id]
        if not stated:
            return Effective(default.value, (("default", default.clause, default.value),))
        if default.order is Order.FIXED:
            top = max(part.precedence for part, _ in stated)
            value = min((each.value for part, each in stated if part.precedence == top), key=str)
        else:
            value = stated[0][1].value
            for _, each in stated:
                value = stricter(default, value, each.value)
        return Effective(value, tuple((part.code, each.clause, each.value) for part, each in stated))

    def value(self, parameter: str) -> Any:
        """The value in force of `P04` or `P14.max_days`; of `P14`, its facets by name. `NotKnown` else."""
        if parameter in self.parameters:
            return self.parameters[parameter].value
        if parameter == "P02":
            return {volume: self.custody_mode(volume) for volume in Department}
        head = f"{parameter}."
        facets = {
            id_.removeprefix(head): each.value
            for id_, each in self.parameters.items()
            if id_.startswith(head)
        }
        if not facets:
            raise NotKnown(parameter)
        return facets

    def provenance(self, parameter: str) -> tuple[Origin, ...]:
        """Where a value came from: every statement, the ones that did not prevail too."""
        head = f"{parameter}."
        if parameter == "P02":
            return tuple(origin for volume in Department for origin in self._custody_statements(volume))
        found = [each for id_, each in self.parameters.items() if id_ == parameter or id_.startswith(head)]
        if not found:
            raise NotKnown(parameter)
        return tuple(origin for each in found for origin in each.provenance)

    @cached_property
    def conflicts(self) -> tuple[str, ...]:
        """Parameters on which the adopted texts disagree (C16), for the 經理 to see."""
        return tuple(
            id_
            for id_, each in self.parameters.items()
            if len({value for _, _, value in each.provenance}) > 1
        )

    @cached_property
    def lines(self) -> tuple[CatalogueLine, ...]:
        """The catalogue in its order, each line with its custodian."""
        found = {line.code: line for part in self.parts for line in part.lines}
        return tuple(
            self._placed(line) for line in sorted(found.values(), key=lambda line: _POSITION[line.code])
        )

    def _placed(self, line: CatalogueLine) -> CatalogueLine:
        for part in self.parts:
            if part.refines and (place := part.refines.lines.get(line.code)):
                return replace(line, volume=place.volume, also=place.also)
        return line

    @cached_property
    def _lines_by_code(self) -> dict[str, CatalogueLine]:
        return {line.code: line for line in self.lines}

    def line(self, code: str) -> CatalogueLine:
        """The line of that code; `NotKnown` if the adopted catalogue has none."""
        try:
            return self._lines_by_code[code]
        except KeyError:
            raise NotKnown(code) from None

    def custodian(self, line_code: str) -> Department:
        """Which department keeps the papers of a line (C1)."""
        return self.line(line_code).volume

    def custody_mode(self, volume: Department) -> CustodyMode:
        """Whether originals of a volume may move (P02); where nobody says, they stay (C2)."""
        modes = {CustodyMode(str(value)) for _, _, value in self._custody_statements(volume)}
        loan = modes == {CustodyMode.CONTROLLED_LOAN}
        return CustodyMode.CONTROLLED_LOAN if loan else CustodyMode.ONSITE_ONLY

    def _custody_statements(self, volume: Department) -> list[Origin]:
        refinements = [
            (part, part.refines) for part in self.parts if part.refines and volume in part.refines.custody
        ]
        displaced = {refinement.of for _, refinement in refinements}
        stated: list[Origin] = [
            (part.code, part.custody_clause, part.custody[volume])
            for part in self.parts
            if volume in part.custody and part.code not in displaced
        ]
        return stated + [(part.code, each.clause, each.custody[volume]) for part, each in refinements]


def compose(*regulations: Regulation | EffectivePolicy, as_of: date | None = None) -> EffectivePolicy:
    """The effective policy of `regulations`, in any order; with `as_of`, only what is in force that day.

    Of one code the newest version alone holds. `ValueError` if one version comes with two contents.
    """
    newest: dict[str, Regulation] = {}
    for part in _flat(regulations):
        if as_of and part.effective_on and part.effective_on > as_of:
            continue
        other = newest.setdefault(part.code, part)
        if _age(part) == _age(other) and part != other:
            raise ValueError(f"two contents for version {part.version} of {part.code}")
        if _age(part) > _age(other):
            newest[part.code] = part
    return EffectivePolicy(tuple(sorted(newest.values(), key=_order)))


def _order(part: Regulation) -> tuple[int, str, str]:
    return part.precedence, part.clauses[0].id if part.clauses else "", part.code


def _age(part: Regulation) -> tuple[date, tuple[int, ...], str]:
    numbers = tuple(int(digits) for digits in re.findall(r"\d+", part.version))
    return part.effective_on or date.min, numbers, part.version


def _flat(given: Iterable[Regulation | EffectivePolicy]) -> Iterable[Regulation]:
    for each in given:
        yield from each.parts if isinstance(each, EffectivePolicy) else (each,)


def company_rule(
    code: str,
    title: str,
    version: str,
    effective_on: date,
    parameters: Mapping[str, Value],
    custody: Mapping[Department, CustodyMode] | None = None,
) -> Regulation:
    """A company's own rule as a regulation (R3.2): it can tighten numbers, never loosen them.

    `Invalid` for a parameter that does not exist or a value of the wrong kind, naming each.
    """
    errors = [error for id_, value in parameters.items() if (error := _fault(id_, value))]
    if errors:
        raise Invalid(*errors)
    stated = tuple(replace(DEFAULTS[id_], value=value, clause="R3.2") for id_, value in parameters.items())
    return Regulation(
        code,
        title,
        version,
        parameters=stated,
        custody=custody or {},
        custody_clause="R3.2",
        effective_on=effective_on,
        precedence=1,
    )


def _fault(id_: str, value: Value) -> FieldError | None:
    default = DEFAULTS.get(id_)
    if default is None:
        text, mend = N_("沒有這個參數。"), N_("請從參數表選擇。")
    elif type(value) is not type(default.value):
        text, mend = N_("參數值的種類不對。"), N_("請按參數表的種類填寫。")
    elif default.options and value not in default.options:
        text, mend = N_("參數沒有這個選項。"), N_("請從列出的選項中選擇。")
    elif isinstance(value, int) and value < 0:
        text, mend = N_("參數值不能是負數。"), N_("請填寫零或以上的數。")
    else:
        return None
    return FieldError(f"parameters/{id_}", text, mend, code="bad_parameter", clause="R3.2")
