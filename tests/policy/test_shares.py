from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.decisions import Invalid
from yihu.policy.shares import check_shares, parse_share

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("50%", HALF),
        ("1/3", THIRD),
        ("0.5", HALF),
        ("１／２", HALF),
        ("½", HALF),
        ("100%", 1),
        ("1", 1),
        (".5", HALF),
    ],
)
def test_it_works(text: str, share: Fraction) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "0.0000000000001",
        "0.000000000001",
        "0%",
        "101%",
        "1/0",
        "3/2",
        "50",
        "-0.5",
        "一半",
        "1e-1",
        "nan",
        "1/3/3",
    ],
)
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_share(text)
    assert (refusal.value.errors[0].pointer, refusal.value.errors[0].code) == ("share", "share_form")


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=9))
def test_parts_of_a_whole_sum_to_one(parts: list[int]) -> None:
    shares = [parse_share(f"{part}/{sum(parts)}") for part in parts]
    assert check_shares(shares)
    assert len(shares) == 1 or not check_shares(shares[1:])


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ([HALF, HALF], ""),
        ([None, None], ""),
        ([], ""),
        ([HALF, None], "share_missing"),
        ([HALF, THIRD], "share_sum"),
        ([Fraction(3333, 10000)] * 3, "share_sum"),
        ([Fraction(3, 2), Fraction(-1, 2)], "share_range"),
    ],
)
def test_shares_are_complete_or_absent(shares: list[Fraction | None], code: str) -> None:
    assert check_shares(shares).code == code
