"""Stickers: spine, bag, cabinet."""

from uuid import UUID

import pytest
import segno

from registers import papers, prints
from yihu.policy.decisions import Invalid
from yihu.registers import Label, bag_label, file_label, labels_pdf, stickers_on

MM = prints.DPI / 25.4


def test_it_works() -> None:
    pdf = labels_pdf(papers.labels(7), **papers.MAKER)
    said = prints.text(pdf)
    assert prints.sizes_mm(pdf) == {(210, 297)}
    for words in ("CJ-03-2-0001/02", "3棟2單元0006", "業戶期02", "圖-0007", "櫃工程02"):
        assert words in said
    assert not prints.colliding(pdf)


def test_no_name_stands_on_it_unless_it_was_given() -> None:
    plain = file_label(file_no="CJ-01/01", room="1棟101", qr_target="")
    assert plain.lines == ("1棟101", "業戶期 01")
    named = file_label(file_no="CJ-01/01", room="1棟101", qr_target="", name="張曉芸")
    assert named.lines[-1] == "張曉芸"


@pytest.mark.parametrize("start", [0, -1, 25])
def test_a_position_the_sheet_has_not_is_refused(start: int) -> None:
    with pytest.raises(Invalid) as refused:
        labels_pdf(papers.labels(2), start=start, **papers.MAKER)
    assert refused.value.errors[0].pointer == "start"


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(Invalid):
        labels_pdf([], **papers.MAKER)


def test_a_begun_sheet_is_used_from_where_it_stands() -> None:
    each = stickers_on("3x8")
    assert len(prints.pages(labels_pdf(papers.labels(each), **papers.MAKER))) == 1
    pages = prints.pages(labels_pdf(papers.labels(each), start=each, **papers.MAKER))
    assert "CJ-03-2-0001/02" in pages[0]
    assert "CJ-03-2-0002/02" not in pages[0]
    assert "CJ-03-2-0002/02" in pages[1]


def test_long_words_are_set_smaller_and_none_is_cut() -> None:
    room = "歐陽·" * 13 + "𠮷㛃囍"
    pdf = labels_pdf([Label("CJ-" + "9" * 37, (room, room), "https://example.org/x")], **papers.MAKER)
    assert prints.text(pdf).replace("\u200b", "").count(room) == 2
    assert max(glyph.right for glyph in prints.glyphs(pdf)) < (7.25 + 63.5) * 72 / 25.4


def test_a_full_bag_says_how_many_files_it_holds() -> None:
    numbers = [f"CJ-{number:04}" for number in range(200)]
    assert bag_label(number="圖-1", cabinet="", file_nos=numbers, qr_target="").lines[0].endswith("等 200 卷")


def test_the_code_printed_is_the_code_of_its_page() -> None:
    target = f"https://example.org/CJ/households/{UUID(int=1)}/"
    page = prints.picture(labels_pdf([Label("CJ-1", (), target)], **papers.MAKER))
    matrix = [bytes(row) for row in segno.make(target, error="m", micro=False).matrix]
    left, top, side = 7.25 + 2.5, 12.9 + (33.9 - 24) / 2, 24 / len(matrix)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            grey = page.getpixel((int((left + (x + 0.5) * side) * MM), int((top + (y + 0.5) * side) * MM)))
            assert isinstance(grey, int)
            assert (grey < 128) == bool(dark), (x, y)


def test_it_is_kept_as_an_archive_copy() -> None:
    pdf = labels_pdf(papers.labels(2), **papers.MAKER)
    assert b"pdfaid:part>2<" in pdf
    assert b"pdfaid:conformance>U<" in pdf
