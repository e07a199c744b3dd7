import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.policy.identity import check_identity, identify, looks_destroyed, normalise_id, read_identity
from yihu.policy.vocabulary import IdType, Locality

GOOD = [
    (IdType.RESIDENT_ID, "11010119000101001 4", "110101190001010014"),
    (IdType.RESIDENT_ID, "１１０１０１１９０００１０１００２２", "110101190001010022"),
    (IdType.RESIDENT_ID, "11010519491231002x", "11010519491231002X"),
    (IdType.RESIDENT_ID, "110101900101001", "110101900101001"),
    (IdType.PASSPORT, "e12345678", "E12345678"),
    (IdType.HK_MACAU_PERMIT, "H12345678", "H12345678"),
    (IdType.HK_MACAU_PERMIT, "M1234567800", "M1234567800"),
    (IdType.TAIWAN_PERMIT, "12345678", "12345678"),
    (IdType.HKID, "A123456(3)", "A1234563"),
    (IdType.HKID, "AB987654(3)", "AB9876543"),
    (IdType.TW_ID, "A123456789", "A123456789"),
    (IdType.ORGANISATION, "91350100M000100Y43", "91350100M000100Y43"),
]


@pytest.mark.clause("R2.1.1")
@pytest.mark.parametrize(("id_type", "typed", "kept"), GOOD)
def test_it_works(id_type: IdType, typed: str, kept: str) -> None:
    assert read_identity(id_type=id_type, number=typed).value == kept


@pytest.mark.clause("R2.1.1")
@pytest.mark.parametrize(
    ("id_type", "typed", "code"),
    [
        (IdType.RESIDENT_ID, "", "id_missing"),
        (IdType.RESIDENT_ID, "1101011900010100", "id_form"),
        (IdType.RESIDENT_ID, "110101190001010015", "id_checksum"),
        (IdType.RESIDENT_ID, "110101190002300010", "id_checksum"),
        (IdType.RESIDENT_ID, "990101190001010014", "id_checksum"),
        (IdType.RESIDENT_ID, "110***********0014", "masked"),
        (IdType.RESIDENT_ID, "110xxxxxxxxxxx0014", "masked"),
        (IdType.RESIDENT_ID, "110101199003071000", "number_destroyed"),
        (IdType.RESIDENT_ID, "1.10101199003071E+17", "number_destroyed"),
        (IdType.RESIDENT_ID, "111111111111111111", "placeholder"),
        (IdType.RESIDENT_ID, "123456789012345678", "placeholder"),
        (IdType.PASSPORT, "ABCDEF", "id_form"),
        (IdType.HK_MACAU_PERMIT, "C12345678", "id_form"),
        (IdType.TAIWAN_PERMIT, "1234567", "id_form"),
        (IdType.HKID, "A123456(4)", "id_checksum"),
        (IdType.HKID, "1234567", "id_form"),
        (IdType.TW_ID, "A123456788", "id_checksum"),
        (IdType.TW_ID, "A323456789", "id_form"),
        (IdType.ORGANISATION, "91350100M000100Y44", "id_checksum"),
        (IdType.ORGANISATION, "12345678", "id_form"),
    ],
)
def test_what_cannot_be_right_is_refused_with_clause_and_mend(id_type: IdType, typed: str, code: str) -> None:
    decision = check_identity(id_type=id_type, number=typed)
    assert (decision.allowed, decision.code, decision.clause) == (False, code, "R2.1.1")
    assert decision.mend


@pytest.mark.parametrize(
    ("locality", "number", "allowed"),
    [
        (Locality.HK, "12345678", True),
        (Locality.TW, "04595257", True),
        (Locality.TW, "04595258", False),
        (Locality.CN, "04595257", False),
    ],
)
def test_organisations_follow_the_locality(locality: Locality, number: str, allowed: bool) -> None:
    decision = check_identity(id_type=IdType.ORGANISATION, number=number, locality=locality)
    assert decision.allowed is allowed


@pytest.mark.parametrize(
    ("number", "id_type"),
    [(kept, id_type) for id_type, _, kept in GOOD] + [("不詳", IdType.RESIDENT_ID)],
)
def test_the_kind_is_guessed(number: str, id_type: IdType) -> None:
    assert identify(number=number)[0] == id_type


def test_a_true_number_may_end_in_three_noughts() -> None:
    assert looks_destroyed("110101199001040000")
    assert check_identity(id_type=IdType.RESIDENT_ID, number="110101199001040000").code != "id_form"


@given(st.sampled_from(list(IdType)), st.text())
def test_a_normalised_number_is_normal_and_nothing_raises(id_type: IdType, text: str) -> None:
    once = normalise_id(id_type=id_type, number=text)
    assert normalise_id(id_type=id_type, number=once) == once
    check_identity(id_type=id_type, number=text)


@given(st.integers(0, 16), st.integers(1, 9))
def test_every_wrong_digit_of_a_resident_id_is_noticed(place: int, step: int) -> None:
    number = "110105194912310021"[:17]
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not check_identity(id_type=IdType.RESIDENT_ID, number=wrong + "X")
