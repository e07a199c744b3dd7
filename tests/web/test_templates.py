"""The look keeps the content security policy; its pages stand without a person, a request or data."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString

import yihu.web
from yihu.faces.problem_text import describe
from yihu.policy.decisions import NotKnown, Refused, refuse
from yihu.web.gallery import sample
from yihu.web.templatetags.yihu import clause, inline_svg, mark, picture, seal_signs

TEMPLATES = Path(yihu.web.__file__).parent / "templates"
ALL = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
ERRORS = sorted(name for name in ALL if re.fullmatch(r"errors/\d+\.html", name))
REFUSED = Refused(
    refuse("open_file_exists", "這一戶已有在用的檔案。", clause="R1.1", mend="請打開已有的檔案。")
)


def shown(name: str, **context: Any) -> str:
    return render_to_string(name, {"shell": None, **context})


def test_it_works() -> None:
    page = shown("gallery.html", **sample())
    assert "☑" in page
    assert 'href="/regulations/clauses/R1.4/"' in page
    assert "138****6621" in page


@pytest.mark.parametrize("name", ALL)
def test_no_template_holds_style_or_script_of_its_own(name: str) -> None:
    source = (TEMPLATES / name).read_text()
    get_template(name)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|https?://", source)
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", source))


@pytest.mark.parametrize("name", ERRORS)
def test_a_refusal_says_what_why_and_what_now(name: str) -> None:
    page = shown(name, problem=describe(REFUSED, "zh-hant"))
    assert "這一戶已有在用的檔案。" in page
    assert "請打開已有的檔案。" in page
    assert "/regulations/clauses/R1.1/" in page


def test_the_404_says_nothing_of_who_asks() -> None:
    page = shown("errors/404.html", problem=describe(NotKnown(), "zh-hant"))
    assert "沒有這一頁" in page
    assert "bar__person" not in page


def test_a_wrong_field_is_tied_to_its_error() -> None:
    page = shown("gallery.html", **sample())
    assert 'id="id_unit_error"' in page
    described = re.search(r'<input[^>]*name="unit"[^>]*aria-describedby="([^"]+)"', page)
    assert described
    assert set(described[1].split()) == {"id_unit_helptext", "id_unit_error"}


def test_what_is_no_clause_has_no_link() -> None:
    assert clause("T6") == '<span class="clause-link">T6</span>'
    assert clause("") == ""
    assert "&lt;b&gt;" in clause("R1.4", "<b>")


def test_a_tick_has_a_name() -> None:
    assert mark("lent") == '<span class="tick tick--lent" role="img" aria-label="借出">▲</span>'
    with pytest.raises(ValueError, match="red"):
        mark("red")


@pytest.mark.parametrize(
    ("signs", "rows"),
    [("已閱", ["已", "閱"]), ("主管已閱", ["主", "已", "管", "閱"]), ("監銷人", ["監", "人", "銷", "　"])],
)
def test_a_seal_is_read_from_the_right(signs: str, rows: list[str]) -> None:
    assert seal_signs(signs) == rows


def test_only_drawn_pictures_pass() -> None:
    assert picture(SafeString("<svg/>")) == "<svg/>"
    with pytest.raises(TypeError):
        picture("<svg/>")  # type: ignore[arg-type]
    assert inline_svg("<?xml version='1.0'?><svg></svg>") == "<svg></svg>"
    with pytest.raises(ValueError, match="plain"):
        inline_svg("<svg><script/></svg>")
