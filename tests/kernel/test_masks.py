"""What lists show of phones and numbers (P18)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.kernel.masks import mask_id, mask_phone


@pytest.mark.clause("R1.8")
@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("+8613812341234", "+86138****1234"),
        ("+86 138-1234-1234", "+86 138****1234"),
        ("91234567", "****4567"),
        ("+852 9123 4567", "+852 ****4567"),
        ("+85291234567", "+852****4567"),
        ("0912345678", "09****5678"),
        ("010-12345678", "010-****5678"),
        ("0755-8123456", "0755-****456"),
        ("01012345678", "010****5678"),
        ("+44 7911 123456", "+44 79****3456"),
        ("12345", "****5"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_phones(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.clause("R1.8")
@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("110101199003071234", "110***********1234"),
        ("91110000MA01ABCD2X", "911***********CD2X"),
        ("110101900307123", "110********7123"),
        ("E12345678", "E******78"),
        ("A123456(7)", "A*******7)"),
        ("A1234567", "A*****67"),
        ("123456", "******"),
        ("", ""),
    ],
)
def test_numbers(number: str, shown: str) -> None:
    assert mask_id(number) == shown


@given(st.text(alphabet="0123456789", min_size=4, max_size=30))
def test_four_digits_at_least_are_hidden(digits: str) -> None:
    assert mask_phone(digits).count("*") >= 4
