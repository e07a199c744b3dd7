"""Which papers a file should hold, and what the catalogue shows before each: derived, never ticked (R1.4)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from yihu.policy.composition import EffectivePolicy
from yihu.policy.decisions import ALLOWED, Decision, refuse
from yihu.policy.regulations.model import CatalogueLine, Requirement
from yihu.policy.vocabulary import (
    DEPARTMENT_TITLES,
    LINE_MARKS,
    N_,
    Circumstance,
    Department,
    LineState,
    UnitKind,
    Use,
)


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """What decides which lines a household's file must hold."""

    tenure_no: int
    use: Use
    unit_kind: UnitKind
    owners: int
    circumstances: frozenset[Circumstance] = frozenset()

    def has(self, *any_of: Circumstance) -> bool:
        """Whether any of these circumstances holds."""
        return not self.circumstances.isdisjoint(any_of)


@dataclass(frozen=True, slots=True)
class Holding:
    """What was filed under one line: `documents` in all, of which some are lent, lost or destroyed."""

    code: str
    documents: int = 0
    pages: int = 0
    signatures: int = 0
    copies_only: bool = False
    lent: int = 0
    lost: int = 0
    destroyed: int = 0

    @property
    def on_record(self) -> int:
        """Those still in custody or lent."""
        return max(self.documents - self.lost - self.destroyed, 0)


@dataclass(frozen=True, slots=True)
class LineStatus:
    """One line of a file's catalogue as it stands; `reason` is a message id."""

    code: str
    state: LineState
    required: bool
    count: int = 0
    signatures_needed: int = 0
    signatures_given: int = 0
    copies_only: bool = False
    reason: str = ""

    @property
    def mark(self) -> str:
        """What is printed before the line: ☑, ☑複 where only copies are held, ☐, —, ▲ or ✖ (R1.4c)."""
        copy = "複" if self.copies_only and self.state is LineState.PRESENT else ""
        return LINE_MARKS[self.state] + copy

    @property
    def present(self) -> bool:
        """Lent counts as present (§2.4)."""
        return self.state in (LineState.PRESENT, LineState.LENT)


def _first_handover(facts: HouseholdFacts) -> bool:
    return facts.tenure_no == 1


def _title_changed(facts: HouseholdFacts) -> bool:
    return facts.tenure_no > 1 or facts.has(Circumstance.TITLE_CHANGED)


def _commercial_residential(facts: HouseholdFacts) -> bool:
    return facts.use is Use.COMMERCIAL_RESIDENTIAL or facts.has(Circumstance.COMMERCIAL_RESIDENTIAL)


def _safety_of_others(facts: HouseholdFacts) -> bool:
    others = facts.has(Circumstance.TENANCY, Circumstance.SHOP, Circumstance.DECORATION)
    return others or facts.unit_kind is UnitKind.SHOP


def _when(circumstance: Circumstance) -> Callable[[HouseholdFacts], bool]:
    return lambda facts: facts.has(circumstance)


RULES: Final[Mapping[Requirement, Callable[[HouseholdFacts], bool]]] = {
    Requirement.ALWAYS: lambda _: True,
    Requirement.EVERY_OWNER: lambda _: True,
    Requirement.NEVER: lambda _: False,
    Requirement.FIRST_HANDOVER: _first_handover,
    Requirement.TITLE_CHANGED: _title_changed,
    Requirement.COMMERCIAL_RESIDENTIAL: _commercial_residential,
    Requirement.SAFETY_OF_OTHERS: _safety_of_others,
    Requirement.TITLE_ISSUED: _when(Circumstance.TITLE_ISSUED),
    Requirement.DECORATION: _when(Circumstance.DECORATION),
    Requirement.DECORATION_ACCEPTED: _when(Circumstance.DECORATION_ACCEPTED),
    Requirement.TENANCY: _when(Circumstance.TENANCY),
    Requirement.EVER_LET: _when(Circumstance.EVER_LET),
    Requirement.ARREARS: _when(Circumstance.ARREARS),
    Requirement.INSTALMENTS: _when(Circumstance.INSTALMENTS),
    Requirement.KEYS_HELD: _when(Circumstance.KEYS_HELD),
    Requirement.MANDATE: _when(Circumstance.MANDATE),
    Requirement.VEHICLE: _when(Circumstance.VEHICLE),
}


def is_required(*, line: CatalogueLine, facts: HouseholdFacts) -> bool:
    """Whether the rule of `line` asks for it in this household (R1.3, R1.4b, R3.5.1, §2.4)."""
    return RULES[line.rule](facts)


def derive(
    lines: Iterable[CatalogueLine],
    facts: HouseholdFacts,
    holdings: Mapping[str, Holding],
    not_applicable: Mapping[str, str],
) -> tuple[LineStatus, ...]:
    """The catalogue of one file, in the order of `lines`; `not_applicable` gives a reason by line code.

    A document beats a manual 不適用, and so does a rule that asks for nothing.
    """
    return tuple(
        _status(line, facts, holdings.get(line.code, Holding(line.code)), not_applicable.get(line.code, ""))
        for line in lines
    )


def _status(line: CatalogueLine, facts: HouseholdFacts, held: Holding, excused: str) -> LineStatus:
    required = is_required(line=line, facts=facts)
    needed = max(facts.owners, 1) if line.rule is Requirement.EVERY_OWNER else 0
    state, reason = _state(line, held, required=required, needed=needed, excused=excused)
    return LineStatus(
        code=line.code,
        state=state,
        required=required,
        count=held.on_record,
        signatures_needed=needed,
        signatures_given=held.signatures if needed else 0,
        copies_only=held.copies_only,
        reason=reason,
    )


def _state(
    line: CatalogueLine, held: Holding, *, required: bool, needed: int, excused: str
) -> tuple[LineState, str]:
    if held.on_record:
        if held.signatures < needed:
            return LineState.MISSING, N_("尚有業主未簽署。")
        return (LineState.LENT if held.lent >= held.on_record else LineState.PRESENT), ""
    if required and line.system_kept:
        return LineState.PRESENT, N_("由系統維護。")
    if held.lost:
        return LineState.LOST, N_("已報遺失，待補。")
    if held.destroyed:
        return LineState.DESTROYED, N_("已按審批銷毀。")
    if not required:
        return LineState.NOT_APPLICABLE, N_("按業戶情況不需要。")
    if excused:
        return LineState.NOT_APPLICABLE, excused
    return LineState.MISSING, N_("尚未歸檔。")


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many lines that apply are there; a destroyed one no longer applies, a lost one is missing."""

    required: int
    present: int
    missing: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down so that 100 means complete."""
        return 100 if not self.required else self.present * 100 // self.required


_NOT_COUNTED = (LineState.NOT_APPLICABLE, LineState.DESTROYED)


def completeness(statuses: Iterable[LineStatus]) -> Completeness:
    """✔ ÷ (required − 不適用) (R1.4c)."""
    counted = [each for each in statuses if each.required and each.state not in _NOT_COUNTED]
    present = sum(each.present for each in counted)
    return Completeness(len(counted), present, len(counted) - present)


def judge_not_applicable(*, line: CatalogueLine, facts: HouseholdFacts, reason: str) -> Decision:
    """Whether a line may be marked 不適用 by hand: only one the rule requires, and with a reason (C13)."""
    if not is_required(line=line, facts=facts):
        text = N_("目錄項 %(line)s 按規則本來就不適用。")
        return refuse("not_required", text, clause="R1.4c", mend=N_("無須標記。"), line=line.code)
    if line.system_kept:
        text = N_("目錄項 %(line)s 由系統維護，不能標為不適用。")
        return refuse("system_kept", text, clause="R1.4c", mend=N_("無須標記。"), line=line.code)
    if not reason.strip():
        text = N_("標為不適用須註明理由。")
        return refuse("reason_required", text, clause="R1.4c", mend=N_("請填寫理由。"), line=line.code)
    return ALLOWED


def accepts(*, line_code: str, department: Department, policy: EffectivePolicy) -> Decision:
    """Whether `department` may file under that line: only lines of its own volume (C1, R2.1.1–3)."""
    line = policy.line(line_code)
    if department in line.volumes:
        return ALLOWED
    return refuse(
        "not_your_volume",
        N_("目錄項 %(line)s 屬%(custodian)s保管，不能由%(department)s歸檔。"),
        clause=next((each for each in line.clauses if each.startswith("R2.1.")), "R1.2a"),
        mend=N_("請選本部門分卷的目錄項，或轉交保管部門。"),
        line=line_code,
        custodian=DEPARTMENT_TITLES[line.volume],
        department=DEPARTMENT_TITLES[department],
    )
