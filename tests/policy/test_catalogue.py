"""Ticks are derived from what is held and from what the household's circumstances ask for."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.catalogue import (
    Completeness,
    Holding,
    HouseholdFacts,
    LineStatus,
    accepts,
    completeness,
    derive,
    is_required,
    judge_not_applicable,
)
from yihu.policy.composition import compose
from yihu.policy.regulations import REGULATIONS
from yihu.policy.seventeen import seventeen
from yihu.policy.vocabulary import Circumstance, Department, LineState, UnitKind, Use

POLICY = compose(*REGULATIONS.values())
FIRST = HouseholdFacts(tenure_no=1, use=Use.OWNER_OCCUPIED, unit_kind=UnitKind.RESIDENTIAL, owners=1)
SECOND = replace(FIRST, tenure_no=2)
ALWAYS = "A03 A06 A07 A10 A11 E04 F01 G01 G02"
HANDOVER = "A01 A02 A04 A05 A09"


def status(code: str, facts: HouseholdFacts = FIRST, excused: str = "", **held: int | bool) -> LineStatus:
    holdings = {code: Holding(code, **held)} if held else {}  # type: ignore[arg-type]
    (one,) = derive([POLICY.line(code)], facts, holdings, {code: excused} if excused else {})
    return one


def having(*circumstances: Circumstance) -> HouseholdFacts:
    return replace(FIRST, circumstances=frozenset(circumstances))


def required(facts: HouseholdFacts) -> set[str]:
    return {line.code for line in POLICY.lines if is_required(line=line, facts=facts)}


@pytest.mark.acceptance("check 11")
@pytest.mark.clause("R1.4")
def test_it_works() -> None:
    statuses = derive(POLICY.lines, FIRST, {"A05": Holding("A05", documents=2, pages=3)}, {})
    assert [each.code for each in statuses] == [line.code for line in POLICY.lines]
    marks = {each.code: each.mark for each in statuses}
    assert (marks["A05"], marks["A06"], marks["B01"], marks["G01"]) == ("☑", "☐", "—", "☑")
    assert completeness(statuses) == Completeness(required=14, present=5, missing=9)


@pytest.mark.clause("R1.4b", "R1.3a", "R1.3e")
def test_what_every_household_must_hold() -> None:
    assert required(FIRST) == set(f"{ALWAYS} {HANDOVER}".split())
    assert required(SECOND) == set(f"{ALWAYS} E01".split())


@pytest.mark.clause("R1.4b", "R1.3b", "R1.3g", "R3.5.1")
@pytest.mark.parametrize(
    ("circumstance", "codes"),
    [
        (Circumstance.TITLE_ISSUED, "A08"),
        (Circumstance.TENANCY, "E02 E05 G08"),
        (Circumstance.EVER_LET, "E06"),
        (Circumstance.COMMERCIAL_RESIDENTIAL, "E03"),
        (Circumstance.SHOP, "G08"),
        (Circumstance.DECORATION, "B01 B02 B03 B04 B05 B06 G08"),
        (Circumstance.DECORATION_ACCEPTED, "B07"),
        (Circumstance.TITLE_CHANGED, "E01"),
        (Circumstance.KEYS_HELD, "G03 G07"),
        (Circumstance.MANDATE, "G04"),
        (Circumstance.VEHICLE, "G06"),
        (Circumstance.ARREARS, "F02"),
        (Circumstance.INSTALMENTS, "F03"),
    ],
)
def test_a_circumstance_adds_exactly_its_lines(circumstance: Circumstance, codes: str) -> None:
    added = required(having(circumstance)) - required(FIRST)
    assert added == set(codes.split())


@pytest.mark.clause("R1.3e")
def test_use_and_kind_of_unit_ask_for_papers_too() -> None:
    assert "E03" in required(replace(FIRST, use=Use.COMMERCIAL_RESIDENTIAL))
    assert "G08" in required(replace(FIRST, unit_kind=UnitKind.SHOP))


@pytest.mark.clause("R1.4c")
@pytest.mark.parametrize(
    ("held", "state", "mark"),
    [
        ({}, LineState.MISSING, "☐"),
        ({"documents": 1}, LineState.PRESENT, "☑"),
        ({"documents": 1, "copies_only": True}, LineState.PRESENT, "☑複"),
        ({"documents": 2, "lent": 1}, LineState.PRESENT, "☑"),
        ({"documents": 2, "lent": 2}, LineState.LENT, "▲"),
        ({"documents": 1, "lost": 1}, LineState.LOST, "☐"),
        ({"documents": 2, "lost": 1}, LineState.PRESENT, "☑"),
        ({"documents": 1, "destroyed": 1}, LineState.DESTROYED, "✖"),
    ],
)
def test_the_mark_follows_from_what_is_held(held: dict[str, Any], state: LineState, mark: str) -> None:
    one = status("A05", **held)
    assert (one.state, one.mark) == (state, mark)


@pytest.mark.clause("R1.4c", "R3.5.1.3")
@pytest.mark.parametrize(
    ("owners", "given", "state"),
    [
        (2, 1, LineState.MISSING),
        (2, 2, LineState.PRESENT),
        (1, 1, LineState.PRESENT),
        (0, 0, LineState.MISSING),
    ],
)
def test_the_covenant_needs_every_owner(owners: int, given: int, state: LineState) -> None:
    one = status("A03", replace(FIRST, owners=owners), documents=1, signatures=given)
    assert (one.state, one.signatures_needed, one.signatures_given) == (state, max(owners, 1), given)


@pytest.mark.clause("R1.4c")
def test_not_applicable_by_hand_gives_way_to_a_document() -> None:
    assert status("A01", excused="二手").state is LineState.NOT_APPLICABLE
    assert status("A01", excused="二手").reason == "二手"
    assert status("A01", excused="二手", documents=1).state is LineState.PRESENT


@pytest.mark.clause("R1.4c", "R3.5.1.8")
@pytest.mark.parametrize(
    ("code", "state"), [("E06", "not_applicable"), ("G07", "not_applicable"), ("G02", "present")]
)
def test_kept_by_the_system_counts_even_when_empty_but_only_when_required(code: str, state: str) -> None:
    assert status(code).state == state


@pytest.mark.clause("R1.4c")
@pytest.mark.parametrize(
    ("code", "reason", "refusal"),
    [
        ("A01", "二手業主", ""),
        ("A01", " ", "reason_required"),
        ("B01", "無", "not_required"),
        ("G01", "無", "system_kept"),
    ],
)
def test_not_applicable_needs_a_reason_and_a_rule(code: str, reason: str, refusal: str) -> None:
    decision = judge_not_applicable(line=POLICY.line(code), facts=FIRST, reason=reason)
    assert decision.code == refusal
    assert decision.allowed is not bool(refusal)
    assert decision.clause == ("R1.4c" if refusal else "")


@pytest.mark.clause("R1.4c")
def test_completeness_leaves_out_what_does_not_apply() -> None:
    def one(state: LineState, *, needed: bool = True) -> LineStatus:
        return LineStatus("A01", state, needed)

    whole = completeness([*map(one, LineState), one(LineState.PRESENT, needed=False)])
    assert whole == Completeness(required=4, present=2, missing=2)
    assert whole.percent == 50
    assert completeness([]).percent == 100


@pytest.mark.acceptance("check 14")
@pytest.mark.clause("R2.1.1", "R2.2.1.3")
@pytest.mark.parametrize(
    ("code", "department", "clause"),
    [
        ("A05", "cs", ""),
        ("A05", "eng", "R2.1.1"),
        ("B03", "cs", "R2.1.2"),
        ("G05", "cs", "R2.1.3"),
        ("G09", "sec", ""),
    ],
)
def test_a_department_files_under_its_own_lines(code: str, department: str, clause: str) -> None:
    decision = accepts(line_code=code, department=Department(department), policy=POLICY)
    assert decision.allowed is not bool(clause)
    assert decision.clause == clause


def test_where_text_2_is_not_adopted_only_customer_service_files() -> None:
    alone = compose(REGULATIONS["community"])
    assert accepts(line_code="B03", department=Department.CS, policy=alone)
    assert not accepts(line_code="B03", department=Department.ENG, policy=alone)


@pytest.mark.clause("R3.5.1")
def test_the_17_contents_are_a_view_in_their_order() -> None:
    items = seventeen(derive(POLICY.lines, FIRST, {}, {}))
    assert [item.clause for item in items] == [f"R3.5.1.{n}" for n in range(1, 18)]
    assert [item.number for item in items if item.conditional] == [4, 8, 10, 15, 16]
    assert items[6].title == "產權清單"
    assert [line.code for line in items[8].lines] == ["A09", "E05"]


@pytest.mark.clause("R3.5.1")
def test_an_item_is_missing_while_one_of_its_lines_is() -> None:
    facts = having(Circumstance.TENANCY)
    held = {"A09": Holding("A09", documents=1)}
    assert seventeen(derive(POLICY.lines, FIRST, held, {}))[8].state is LineState.PRESENT
    assert seventeen(derive(POLICY.lines, facts, held, {}))[8].state is LineState.MISSING
    assert seventeen(derive(POLICY.lines, FIRST, held, {}))[14].state is LineState.NOT_APPLICABLE


@pytest.mark.clause(
    "R3.5.1.1",
    "R3.5.1.2",
    "R3.5.1.3",
    "R3.5.1.4",
    "R3.5.1.5",
    "R3.5.1.6",
    "R3.5.1.7",
    "R3.5.1.8",
    "R3.5.1.9",
    "R3.5.1.10",
    "R3.5.1.11",
    "R3.5.1.12",
    "R3.5.1.15",
    "R3.5.1.16",
    "R3.5.1.17",
)
@pytest.mark.parametrize(
    ("number", "facts", "line"),
    [
        (1, FIRST, "A01"),
        (2, FIRST, "A02"),
        (3, FIRST, "A03"),
        (4, having(Circumstance.DECORATION), "B02"),
        (5, FIRST, "A04"),
        (6, FIRST, "A05"),
        (7, SECOND, "E01"),
        (8, having(Circumstance.TENANCY), "E02"),
        (9, having(Circumstance.TENANCY), "E05"),
        (10, having(Circumstance.TITLE_ISSUED), "A08"),
        (11, FIRST, "A11"),
        (12, FIRST, "A06"),
        (15, having(Circumstance.KEYS_HELD), "G03"),
        (16, having(Circumstance.MANDATE), "G04"),
        (17, having(Circumstance.SHOP), "G08"),
    ],
)
def test_each_content_is_asked_for_and_found(number: int, facts: HouseholdFacts, line: str) -> None:
    asking = seventeen(derive(POLICY.lines, facts, {}, {}))[number - 1]
    assert line in {each.code for each in asking.lines if each.state is LineState.MISSING}
    every = {each.code: Holding(each.code, documents=1, signatures=1) for each in POLICY.lines}
    assert seventeen(derive(POLICY.lines, facts, every, {}))[number - 1].state is LineState.PRESENT


@pytest.mark.clause("R3.5.1.13", "R3.5.1.14")
@pytest.mark.parametrize("number", [13, 14])
def test_running_tables_are_there_from_the_first_day(number: int) -> None:
    assert seventeen(derive(POLICY.lines, FIRST, {}, {}))[number - 1].state is LineState.PRESENT


@pytest.mark.acceptance("check 11")
@pytest.mark.clause("R1.4c")
@given(
    st.frozensets(st.sampled_from(Circumstance)),
    st.integers(1, 3),
    st.frozensets(st.sampled_from([line.code for line in POLICY.lines])),
)
def test_the_gaps_are_what_is_expected_less_what_is_filed(
    circumstances: frozenset[Circumstance], tenure_no: int, filed: frozenset[str]
) -> None:
    facts = replace(FIRST, tenure_no=tenure_no, circumstances=circumstances)
    held = {code: Holding(code, documents=1, signatures=1) for code in filed}
    statuses = derive(POLICY.lines, facts, held, {})
    kept = {line.code for line in POLICY.lines if line.system_kept}
    assert {each.code for each in statuses if each.state is LineState.MISSING} == required(
        facts
    ) - filed - kept
    whole = completeness(statuses)
    assert (whole.required, whole.present + whole.missing) == (len(required(facts)), whole.required)
