"""Whatever people are called and whatever they type, it prints as it is, and nothing is carried out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registers import papers, prints
from yihu.registers import accessions_pdf, catalogue_pdf, owner_form_pdf

MARKUP = [
    "#panic()",
    '#read("/etc/passwd")',
    "$x$ ] [ } { ) (",
    "*粗* _斜_ `碼` <標> @引 = 題",
    '\\#eval("1") // 註 /* 註 */',
    '"; #let company = "x',
    '{"company": 1}',
]
LONG = [
    "甲" * 40,
    "W" * 40,
    "Wolfeschlegelsteinhausenbergerdorff·Maximilian",
    "-" * 40,
    "1" * 120,
    "Maximilian",
    "長名 " * 30,
]
RARE = ["𠮷野家", "㛃兒", "囍", "買買提·艾力", "Đặng Thị Ngọc", "é è ü ø"]


def all_papers(words: str) -> tuple[bytes, ...]:
    row = papers.row(
        1, household=words, title=words, note=words, location=words, entered_by=words, unit_label=words
    )
    paper = papers.document("A06", 1, words, location=words)
    line = papers.line("A06", documents=(paper,), title=words)
    house = papers.household(
        owners=(papers.owner(words, id_number=words, phones=(words,)),),
        members=(papers.member(words, words, phones=(words,)),),
        unit_label=words,
        officer=words,
    )
    imprint = {**papers.IMPRINT, "company": words, "printed_by": words[:40]}
    return (
        accessions_pdf(papers.day(shown=(row,), project_name=words), **imprint),
        catalogue_pdf(
            papers.catalogue(line, unit_label=words), version=1, qr_target="x", owners=(words,) * 3, **imprint
        ),
        owner_form_pdf(house, contact=words, **imprint),
    )


@pytest.mark.parametrize("words", MARKUP + LONG + RARE)
def test_it_prints_as_it_is_inside_its_cell(words: str) -> None:
    plain = "".join(words.split())
    for pdf in all_papers(words):
        assert plain in prints.text(pdf)
        assert not prints.outside(pdf)
        assert not prints.colliding(pdf)


@pytest.mark.parametrize(
    ("char", "code"),
    [("𪚥", "〔U+2A6A5〕"), ("😀", "〔U+1F600〕"), ("\x01", "〔U+0001〕"), ("\ud800", "〔U+D800〕")],
)
def test_a_character_without_a_glyph_prints_as_its_code(char: str, code: str) -> None:
    for pdf in all_papers(f"張{char}"):
        assert f"張{code}" in prints.text(pdf)


@pytest.mark.parametrize("char", ["\u202e", "\ufeff", "\u200d"])
def test_marks_of_direction_do_not_turn_the_text(char: str) -> None:
    for pdf in all_papers(f"張{char}曉芸"):
        assert "張曉芸" in prints.text(pdf)


def test_a_line_break_in_data_is_a_blank() -> None:
    assert "張曉芸" in prints.text(all_papers("張\n曉\t芸")[0])


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_prints(words: str) -> None:
    row = papers.row(1, title=words, household=words, note=words)
    assert accessions_pdf(papers.day(shown=(row,)), **papers.IMPRINT).startswith(b"%PDF-1.7")
