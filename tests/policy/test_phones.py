import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.phones import check_phone
from yihu.policy.vocabulary import Locality

CN, HK, TW = Locality.CN, Locality.HK, Locality.TW


@pytest.mark.clause("R2.1.1")
@pytest.mark.parametrize(
    ("locality", "typed", "kept"),
    [
        (CN, "138 1234 1234", "13812341234"),
        (CN, "１３８１２３４１２３４", "13812341234"),
        (CN, "+86 138-1234-1234", "13812341234"),
        (CN, "008613812341234", "13812341234"),
        (CN, "0755-82345678", "075582345678"),
        (CN, "(020) 82345678 轉 801", "02082345678-801"),
        (CN, "020-82345678-801", "02082345678-801"),
        (CN, "+86 755 82345678", "075582345678"),
        (CN, "82345678", "82345678"),
        (CN, "+852 9123 4567", "+85291234567"),
        (HK, "9123 4567", "91234567"),
        (HK, "+852 9123 4567", "91234567"),
        (HK, "13812341234", "+8613812341234"),
        (TW, "0912-345-678", "0912345678"),
        (TW, "+886 912 345 678", "0912345678"),
        (TW, "02-2345-6789", "0223456789"),
        (TW, "+1 415 555 0100", "+14155550100"),
    ],
)
def test_it_works(locality: Locality, typed: str, kept: str) -> None:
    assert check_phone(text=typed, locality=locality).value == kept


@pytest.mark.clause("R2.1.1")
@pytest.mark.parametrize(
    ("locality", "typed", "code"),
    [
        (CN, "", "phone_missing"),
        (CN, "138****1234", "masked"),
        (CN, "138xxxx1234", "masked"),
        (CN, "18999999999", "placeholder"),
        (CN, "11111111111", "placeholder"),
        (CN, "1.38E+10", "number_destroyed"),
        (CN, "1381234123", "phone_form"),
        (CN, "12812341234", "phone_form"),
        (CN, "無", "phone_form"),
        (HK, "11234567", "phone_form"),
        (TW, "912345678", "phone_form"),
    ],
)
def test_what_is_no_number_is_refused(locality: Locality, typed: str, code: str) -> None:
    checked = check_phone(text=typed, locality=locality)
    assert (checked.value, checked.decision.code, checked.decision.clause) == ("", code, "R2.1.1")


@given(st.text(), st.sampled_from(list(Locality)))
def test_what_is_kept_is_kept_again(text: str, locality: Locality) -> None:
    checked = check_phone(text=text, locality=locality)
    assert not checked or check_phone(text=checked.value, locality=locality).value == checked.value
