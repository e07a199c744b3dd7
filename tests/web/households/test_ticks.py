"""The lines of a catalogue are written by hand: whatever people typed stands in them as text."""

from typing import Any

import pytest

from yihu.web.households.ticks import mark, numbered_lines, tick_lines

HOSTILE = "<script>alert('x')</script>\"&"


def a_line(**changed: Any) -> dict[str, Any]:
    paper = {"url": "/a/", "title": HOSTILE, "item_no": HOSTILE, "where": HOSTILE}
    papers = [paper | {"superseded": True, "lost": False}, paper | {"superseded": False, "lost": True}]
    line = {"title": HOSTILE, "state": "missing", "note": HOSTILE, "where": HOSTILE, "when": HOSTILE}
    acts = {"missing": True, "late": False, "catch_up": "", "file_url": "/f/?a=1&b=2", "excuse_url": "/e/"}
    return line | acts | {"documents": papers} | changed


def test_it_works() -> None:
    text = tick_lines([a_line(title="業主信息表")])
    assert "業主信息表" in text
    assert "各件" in text
    assert 'href="/f/?a=1&amp;b=2"' in text


@pytest.mark.parametrize(
    "line",
    [a_line(), a_line(documents=[]), a_line(missing=False, late=True), a_line(catch_up=HOSTILE)],
    ids=["missing", "bare", "late", "catch_up"],
)
def test_what_was_typed_is_text(line: dict[str, Any]) -> None:
    for text in (tick_lines([line]), numbered_lines([line | {"number": 1}])):
        assert "&lt;script&gt;" in text
        assert "<script" not in text
        assert "'x'" not in text


def test_a_state_that_there_is_not_has_no_mark() -> None:
    with pytest.raises(ValueError, match="script"):
        mark("<script>")
