import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from opencc import OpenCC

from yihu.kernel.text import chinese_number, fold, normalise_name, simplify


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("３棟１２０１", "3栋1201"),
        ("一號樓", "一号楼"),
        ("ABC公寓", "abc公寓"),
        ("張 三", "张三"),
        ("歐陽·克", "欧阳·克"),
        ("Anne  Marie\u200b", "anne marie"),
    ],
)
def test_it_works(typed: str, same: str) -> None:
    assert fold(typed) == fold(same) == same


def test_it_agrees_with_opencc_character_by_character() -> None:
    convert = OpenCC("t2s").convert
    points = [*range(0x3400, 0xA000), *range(0x20000, 0x2A6E0)]
    differing = [c for c in map(chr, points) if simplify(c) != convert(c)]
    assert differing == ["薴"]  # OpenCC would change its answer again: 苧 → 苎
    assert simplify("薴") == convert(convert("薴"))


@given(st.text())
@example("薴")
@example("ΐ ﬃ İ")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(simplify(text)) == len(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  張 三 ", "張三"),
        ("阿卜杜拉 • 買買提", "阿卜杜拉·買買提"),
        ("阿卜杜拉・買買提", "阿卜杜拉·買買提"),
        ("𠮷田㛃", "𠮷田㛃"),
        ("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"),
        ("某某（深圳）有限公司", "某某(深圳)有限公司"),
        ("囍" * 40, "囍" * 40),
        ("葛\U000e0100", "葛\U000e0100"),
    ],
)
def test_names_are_tidied_and_never_cut(typed: str, kept: str) -> None:
    assert normalise_name(typed) == kept


@given(st.text())
def test_a_tidied_name_is_tidy(text: str) -> None:
    assert normalise_name(normalise_name(text)) == normalise_name(text)


@pytest.mark.parametrize(
    ("numeral", "digits"),
    [
        ("一", "1"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("二十三", "23"),
        ("一百零八", "108"),
        ("一百一十", "110"),
        ("一二〇一", "1201"),
        ("〇一", "01"),
        ("兩", "2"),
        ("零十", None),
        ("", None),
        ("張三", None),
    ],
)
def test_chinese_numerals(numeral: str, digits: str | None) -> None:
    assert chinese_number(numeral) == digits
