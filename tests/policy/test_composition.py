"""Composition is a join: order and repetition do not matter, and the stricter wins."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from policy.strategies import sets_of_regulations
from yihu.policy.composition import EffectivePolicy, company_rule, compose, strictness
from yihu.policy.decisions import Invalid, NotKnown
from yihu.policy.regulations import REGULATIONS
from yihu.policy.regulations.model import CustodyMode, Order, Regulation
from yihu.policy.regulations.parameters import DEFAULTS
from yihu.policy.vocabulary import Department

ALL = tuple(REGULATIONS.values())
V1 = company_rule("acme", "公司規定", "1", date(2026, 1, 1), {"P14.max_days": 5})
V2 = company_rule("acme", "公司規定", "2", date(2026, 8, 1), {"P14.max_days": 3})


def test_it_works() -> None:
    policy = compose(*ALL)
    assert policy.adopted == {"community", "process", "apartment"}
    assert (policy.value("P04"), policy.provenance("P04")) == (5, (("process", "R2.3.2", 5),))
    assert policy.value("P14") == {"term_working_days": 1, "max_days": 7, "renewals": 1}
    assert policy.provenance("T9.day") == (("process", "R2.3.6", 5), ("apartment", "R3.4", 5))
    assert [clause.id for clause in policy.clauses][:2] == ["R1.1", "R1.2"]


def test_unstated_values_come_from_the_defaults() -> None:
    policy = compose(REGULATIONS["community"])
    assert policy.provenance("P04") == (("default", "R2.3.2", 5),)


@pytest.mark.parametrize(
    "ask", [lambda p: p.value("P99"), lambda p: p.provenance("P99"), lambda p: p.line("Z01")]
)
def test_what_does_not_exist_is_not_known(ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotKnown):
        ask(compose(*ALL))


@pytest.mark.clause("R2.1.1")
@pytest.mark.parametrize(
    ("line", "alone", "with_text_2", "volumes"),
    [
        ("A05", "cs", "cs", "cs"),
        ("B03", "cs", "eng", "eng"),
        ("G05", "cs", "sec", "sec"),
        ("G06", "cs", "sec", "sec"),
        ("G01", "cs", "cs", "cs eng"),
        ("G09", "cs", "cs", "cs eng sec"),
    ],
)
def test_text_2_divides_the_custody_that_text_1_unites(
    line: str, alone: str, with_text_2: str, volumes: str
) -> None:
    assert compose(REGULATIONS["community"]).custodian(line) == alone
    assert compose(*ALL).custodian(line) == with_text_2
    assert " ".join(compose(*ALL).line(line).volumes) == volumes


@pytest.mark.parametrize(
    ("codes", "lending"),
    [
        (("community",), set()),
        (("apartment",), set()),
        (("process",), {"eng", "sec"}),
        (("community", "process"), {"eng", "sec"}),
    ],
)
def test_only_text_2_lets_originals_move_and_never_those_of_cs(
    codes: tuple[str, ...], lending: set[str]
) -> None:
    modes = compose(*(REGULATIONS[code] for code in codes)).value("P02")
    assert {volume for volume, mode in modes.items() if mode is CustodyMode.CONTROLLED_LOAN} == lending


@pytest.mark.clause("R3.2")
def test_a_company_can_keep_the_originals_of_a_department_in_place() -> None:
    rule = company_rule(
        "acme", "公司規定", "1", date(2026, 1, 1), {}, {Department.ENG: CustodyMode.ONSITE_ONLY}
    )
    assert compose(*ALL, rule).custody_mode(Department.ENG) is CustodyMode.ONSITE_ONLY


@pytest.mark.acceptance("R3.2/1")
@pytest.mark.clause("R3.2")
@pytest.mark.parametrize(
    ("day", "days"), [("2025-12-31", 7), ("2026-01-01", 5), ("2026-07-31", 5), ("2026-08-01", 3)]
)
def test_a_company_rule_holds_from_its_day_in_its_newest_version(day: str, days: int) -> None:
    policy = compose(*ALL, V1, V2, as_of=date.fromisoformat(day))
    assert policy.value("P14.max_days") == days


@pytest.mark.clause("R3.2")
def test_a_company_rule_tightens_and_never_loosens() -> None:
    loose = company_rule("acme", "公司規定", "1", date(2026, 1, 1), {"P06": 30, "P23": 30})
    policy = compose(*ALL, loose)
    assert (policy.value("P06"), policy.value("P23")) == (7, 30)
    assert policy.provenance("P06") == (("community", "R1.5d", 7), ("acme", "R3.2", 30))
    assert policy.conflicts == ("P06", "P23")


@pytest.mark.clause("R3.2")
def test_a_company_makes_the_choices_that_are_left_to_it() -> None:
    rule = company_rule(
        "acme", "公司規定", "1", date(2026, 1, 1), {"P15.profile": "office", "P01.grace": True}
    )
    policy = compose(*ALL, rule)
    assert (policy.value("P15.profile"), policy.value("P01.grace")) == ("office", True)


@pytest.mark.clause("R3.2")
@pytest.mark.parametrize(
    ("parameter", "value"),
    [("P99", 1), ("P04", "5"), ("P04", True), ("P03", 1), ("P05", "never"), ("P06", -1)],
)
def test_a_company_rule_that_makes_no_sense_is_refused_by_name(parameter: str, value: object) -> None:
    with pytest.raises(Invalid) as refusal:
        company_rule("acme", "公司規定", "1", date(2026, 1, 1), {parameter: value})  # type: ignore[dict-item]
    (error,) = refusal.value.errors
    assert error.pointer == f"parameters/{parameter}"
    assert error.mend


def test_one_version_cannot_have_two_contents() -> None:
    with pytest.raises(ValueError, match="two contents"):
        compose(V1, replace(V1, title="別的"))


def test_version_ten_follows_version_nine() -> None:
    nine, ten = replace(V1, version="9"), replace(V2, version="10", effective_on=V1.effective_on)
    assert compose(ten, nine).value("P14.max_days") == 3


def _values(policy: EffectivePolicy) -> dict[str, object]:
    return {id_: each.value for id_, each in policy.parameters.items()} | {"P02": policy.value("P02")}


@settings(max_examples=40, deadline=None)
@given(sets_of_regulations())
def test_composition_is_associative_commutative_and_idempotent(parts: tuple[Regulation, ...]) -> None:
    a, b, c, d = parts
    whole = compose(a, b, c, d)
    assert compose(compose(a, b), compose(c, d)) == compose(a, compose(b, c), d) == whole
    assert compose(d, c, b, a) == whole
    assert compose(whole, whole, a) == whole
    assert _values(compose(d, c, b, a)) == _values(whole)


@settings(max_examples=40, deadline=None)
@given(sets_of_regulations())
def test_composition_is_never_looser_than_any_part(parts: tuple[Regulation, ...]) -> None:
    whole = compose(*ALL, *parts)
    for part in (*ALL, *parts):
        for each in part.parameters:
            effective = whole.parameters[each.id].value
            assert each.order is Order.FIXED or not strictness(each, each.value) > strictness(each, effective)
        for volume, mode in part.custody.items():
            refined = part.code == "community" and volume is not Department.CS
            if mode is CustodyMode.ONSITE_ONLY and not refined:
                assert whole.custody_mode(volume) is CustodyMode.ONSITE_ONLY


@settings(max_examples=40, deadline=None)
@given(sets_of_regulations())
def test_every_value_was_stated_by_somebody(parts: tuple[Regulation, ...]) -> None:
    whole = compose(*parts)
    for id_ in DEFAULTS:
        assert whole.value(id_) in {value for _, _, value in whole.provenance(id_)}
