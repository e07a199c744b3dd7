"""Floor areas in the unit people use: kept in square metres, read and written in any. (Annex K)

A unit has as many decimals as survive the way to square metres with two decimals and back, so that what
somebody typed is what he reads again; whoever types more is asked, and nothing is rounded behind his back.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from yihu.kernel.text import narrow
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_


class AreaUnit(StrEnum):
    """What floor areas are told in."""

    SQUARE_METRE = "m2"
    SQUARE_FOOT = "ft2"
    PING = "ping"


AREA_UNIT_TITLES: dict[AreaUnit, str] = {
    AreaUnit.SQUARE_METRE: N_("平方米"),
    AreaUnit.SQUARE_FOOT: N_("平方呎"),
    AreaUnit.PING: N_("坪"),
}
AREA_PHRASES: dict[AreaUnit, str] = {
    AreaUnit.SQUARE_METRE: N_("%(area)s 平方米"),
    AreaUnit.SQUARE_FOOT: N_("%(area)s 平方呎"),
    AreaUnit.PING: N_("%(area)s 坪"),
}
AREA_MENDS: dict[AreaUnit, str] = {
    AreaUnit.SQUARE_METRE: N_("請填寫大於 0 的平方米數，最多兩位小數。"),
    AreaUnit.SQUARE_FOOT: N_("請填寫大於 0 的平方呎數，不帶小數。"),
    AreaUnit.PING: N_("請填寫大於 0 的坪數，最多兩位小數。"),
}
LARGEST = Decimal(10) ** 8
"""Square metres that no longer fit their column."""

_FACTORS: dict[AreaUnit, Fraction] = {
    AreaUnit.SQUARE_METRE: Fraction(1),
    AreaUnit.SQUARE_FOOT: Fraction(10000, 107639),
    AreaUnit.PING: Fraction(400, 121),
}
_STEPS: dict[AreaUnit, Decimal] = {
    AreaUnit.SQUARE_METRE: Decimal("0.01"),
    AreaUnit.SQUARE_FOOT: Decimal(1),
    AreaUnit.PING: Decimal("0.01"),
}
_NUMBER = re.compile(r"[0-9]{1,10}(\.[0-9]{0,12})?|\.[0-9]{1,12}")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")


def read_area(typed: str, *, unit: AreaUnit, pointer: str = "area") -> Decimal:
    """What was typed in `unit` as square metres: exactly, when it was typed in square metres.

    Raises `Invalid` at `pointer` for anything but a number above 0, and for more decimals than `unit` has.
    """
    plain = narrow(typed).strip()
    plain = plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain
    area = Decimal(plain) if _NUMBER.fullmatch(plain) else Decimal(0)
    if area > 0 and area == _rounded(Fraction(area), unit):
        metres = square_metres(area, unit=unit)
        if 0 < metres < LARGEST:
            return metres
    raise Invalid(FieldError(pointer, N_("面積無效。"), AREA_MENDS[unit], "area_form"))


def square_metres(area: Decimal, *, unit: AreaUnit) -> Decimal:
    """An area of `unit` in square metres, to two decimals, halves up; square metres stay as they are."""
    if unit is AreaUnit.SQUARE_METRE:
        return area
    return _rounded(Fraction(area) * _FACTORS[unit], AreaUnit.SQUARE_METRE)


def in_unit(metres: Decimal, *, unit: AreaUnit) -> Decimal:
    """Square metres in `unit`, with its decimals, halves up; square metres stay as they are."""
    if unit is AreaUnit.SQUARE_METRE:
        return metres
    return _rounded(Fraction(metres) / _FACTORS[unit], unit)


def _rounded(area: Fraction, unit: AreaUnit) -> Decimal:
    """To the unit's step; a fraction is brought to whole steps first, so nothing is rounded twice."""
    step = _STEPS[unit]
    steps = area / Fraction(step)
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (Decimal(whole) * step).quantize(step, ROUND_HALF_UP)
