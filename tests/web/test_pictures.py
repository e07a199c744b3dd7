"""Pictures say in words what they show, carry no script or style, and hold any text they are given."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.web.pictures import (
    Bar,
    Floor,
    Room,
    Square,
    bars,
    building_map,
    clause_board,
    progress,
    ring,
    sparkline,
)

ROOM = Room("1502", "gap", "1502：缺 3 項", "/CJ/households/1/")
SQUARE = Square("R1.4", "met", "目錄", "/regulations/clauses/R1.4/")

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
counts = st.integers(0, 10_000)


def names(svg: str, attribute: str) -> list[str]:
    """Every value of `attribute` in the picture, which must be well-formed."""
    return [each.attrib[attribute] for each in ElementTree.fromstring(svg).iter() if attribute in each.attrib]


def test_it_works() -> None:
    svg = ring(present=18, required=21, title="應有 21 項，在冊 18 項")
    assert ">18/21</text>" in svg
    assert "應有 21 項，在冊 18 項" in names(svg, "aria-label")
    assert "ring__arc ring__arc--gap" in names(svg, "class")


@pytest.mark.parametrize(
    ("present", "required", "arc"),
    [(21, 21, "ring__arc"), (0, 0, "ring__arc"), (3, 21, "ring__arc ring__arc--bad")],
)
def test_a_ring_is_coloured_by_what_is_missing(present: int, required: int, arc: str) -> None:
    assert arc in names(ring(present=present, required=required, title="在冊"), "class")


def test_an_empty_file_has_no_arc() -> None:
    assert "ring__arc" not in ring(present=0, required=21, title="在冊")


@pytest.mark.parametrize(
    ("done", "total", "width"), [(9, 12, "75"), (0, 5, "0"), (0, 0, "100"), (9, 5, "100")]
)
def test_a_bar_is_as_long_as_the_work_is_done(done: int, total: int, width: str) -> None:
    assert names(progress(done=done, total=total, title="歸檔"), "width") == ["100", width]


def test_a_line_needs_values() -> None:
    assert sparkline([], title="同日歸檔率") == ""


def test_a_line_of_one_value_is_a_dot() -> None:
    assert "sparkline__dot" in names(sparkline([96.4], title="同日歸檔率", limit_text="100%"), "class")


def test_bars_without_figures_are_not_divided_by_nothing() -> None:
    assert names(bars([Bar("客服部", 0, "0 件", "late")], title="待歸檔"), "width") == ["198", "0"]


def test_a_board_links_each_clause() -> None:
    svg = clause_board([SQUARE, Square("R1.5", "broken", "變更")], title="制度執行")
    assert names(svg, "href") == ["/regulations/clauses/R1.4/"]
    assert names(svg, "aria-label") == ["制度執行", "R1.4 目錄", "R1.5 變更"]
    assert "clause-board__sign" in names(svg, "class")


def test_a_building_names_each_room() -> None:
    svg = building_map([Floor("15F", (ROOM, Room("1503", "none", "1503：未建檔")))], title="3棟")
    assert names(svg, "href") == ["/CJ/households/1/"]
    assert names(svg, "aria-label") == ["3棟", "1502：缺 3 項", "1503：未建檔"]


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="none of met"):
        clause_board([Square("R1.4", "green", "目錄")], title="制度執行")
    with pytest.raises(ValueError, match="none of full"):
        building_map([Floor("1F", (Room("101", "red", "101"),))], title="3棟")


@given(texts, texts, counts, counts)
def test_any_text_stays_text(label: str, title: str, one: int, other: int) -> None:
    pictures = (
        ring(present=one, required=other, title=title),
        progress(done=one, total=other, title=title),
        sparkline([one, other], title=title, limit_text=label),
        bars([Bar(label, one, title)], title=title),
        clause_board([Square(label, "at_risk", title, "/" + label)], title=title),
        building_map([Floor(label, (Room(label, "bad", title, "/" + label),))], title=title),
    )
    for svg in pictures:
        assert title in names(svg, "aria-label")
        assert not names(svg, "style")
        assert "<script" not in svg
