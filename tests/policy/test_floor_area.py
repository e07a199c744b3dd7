"""Floor areas in three units: what was typed is what is read again (Annex K)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.decisions import Invalid
from yihu.policy.floor_area import AreaUnit, in_unit, read_area, square_metres

M2, FT2, PING = AreaUnit


def test_it_works() -> None:
    assert read_area("532", unit=FT2) == Decimal("49.42")
    assert in_unit(Decimal("49.42"), unit=FT2) == Decimal(532)


@pytest.mark.parametrize(
    ("typed", "unit", "metres"),
    [
        ("98.2", M2, "98.2"),
        ("98.20", M2, "98.20"),
        ("９８．２", M2, "98.2"),
        ("1,057", FT2, "98.20"),
        ("1057.0", FT2, "98.20"),
        ("30.25", PING, "100.00"),
        ("0.01", PING, "0.03"),
        (".5", M2, "0.5"),
    ],
)
def test_typed_areas_become_square_metres(typed: str, unit: AreaUnit, metres: str) -> None:
    assert str(read_area(typed, unit=unit)) == metres


@pytest.mark.parametrize("unit", AreaUnit)
@pytest.mark.parametrize(
    "typed", ["", "0", "-1", "NaN", "1e3", "abc", "1,05", "98.234", "9999999999", "三十"]
)
def test_what_is_no_area_is_named_with_its_mend(typed: str, unit: AreaUnit) -> None:
    with pytest.raises(Invalid) as refused:
        read_area(typed, unit=unit, pointer="new")
    (error,) = refused.value.errors
    assert (error.pointer, error.code) == ("new", "area_form")
    assert error.mend


def test_square_feet_have_no_decimals_that_would_be_lost() -> None:
    with pytest.raises(Invalid, match="area_form"):
        read_area("532.5", unit=FT2)


@given(st.integers(1, 10**10 - 1).map(lambda hundredths: Decimal(hundredths) / 100))
def test_square_metres_are_kept_exactly_as_typed(area: Decimal) -> None:
    assert read_area(str(area), unit=M2) == area == in_unit(area, unit=M2)


@given(st.sampled_from([(FT2, Decimal(1)), (PING, Decimal("0.01"))]), st.integers(1, 10**9))
def test_every_unit_comes_back_as_it_was_typed(unit: tuple[AreaUnit, Decimal], steps: int) -> None:
    area = steps * unit[1]
    kept = square_metres(area, unit=unit[0])
    assert kept == kept.quantize(Decimal("0.01"))
    assert in_unit(kept, unit=unit[0]) == area


@given(st.sampled_from(AreaUnit), *(st.integers(1, 10**8).map(lambda n: Decimal(n) / 100),) * 2)
def test_the_larger_flat_stays_the_larger(unit: AreaUnit, one: Decimal, other: Decimal) -> None:
    assert (one <= other) <= (in_unit(one, unit=unit) <= in_unit(other, unit=unit))
