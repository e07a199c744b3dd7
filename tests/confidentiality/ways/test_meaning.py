"""What a text may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.confidentiality.ways import Meaning, Way, meaning_of
from yihu.policy.vocabulary import Locality

NAME, INITIALS, PHONE, PHONE_TAIL = Way.NAME, Way.INITIALS, Way.PHONE, Way.PHONE_TAIL
ID_NUMBER, ID_TAIL, FILE_NO, PLATE = Way.ID_NUMBER, Way.ID_TAIL, Way.FILE_NO, Way.PLATE


@pytest.mark.clause("R1.10c")
@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("張", (NAME,)),
        ("zxy", (NAME, INITIALS)),
        ("Ann Lee", (NAME,)),
        ("1234", (NAME, PHONE_TAIL, ID_TAIL, PLATE)),
        ("粵B·12345", (NAME, FILE_NO, PLATE)),
        ("粵B", (NAME, PLATE)),
        ("109x", (NAME, INITIALS, ID_TAIL, PLATE)),
        ("138 1234 1234", (NAME, PHONE, ID_NUMBER, FILE_NO)),
        ("CJ-03", (NAME, INITIALS, FILE_NO, PLATE)),
        ("1201/01", (NAME, PHONE, ID_NUMBER, FILE_NO)),
        ("12", (NAME,)),
        ("—", (NAME,)),
    ],
)
def test_it_works(text: str, ways: tuple[Way, ...]) -> None:
    assert meaning_of(text, Locality.CN).ways == ways


@pytest.mark.parametrize(
    ("locality", "text", "number"),
    [
        (Locality.CN, "+86 138-1234-1234", "13812341234"),
        (Locality.HK, "6123 4567", "61234567"),
        (Locality.TW, "+886 912 345 678", "0912345678"),
    ],
)
def test_phones_are_sought_as_they_are_kept(locality: Locality, text: str, number: str) -> None:
    assert number in meaning_of(text, locality).phones


def test_words_are_understood_one_by_one() -> None:
    meaning = meaning_of("3棟　張，zxy", Locality.CN)
    assert [word.text for word in meaning.words] == ["3棟", "張", "zxy"]
    assert not meaning_of("一 二 三 四 五 六 七", Locality.CN).words


@given(st.text(max_size=40))
def test_any_text_means_something_or_nothing(text: str) -> None:
    meaning = meaning_of(text, Locality.CN)
    assert isinstance(meaning, Meaning)
    assert meaning_of(meaning.text, Locality.CN) == meaning
    assert bool(meaning.text) or not meaning.ways
