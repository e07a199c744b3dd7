"""Fonts, characters, and what the file itself says."""

from pathlib import Path
from typing import Any

import pytest
import typst

from registers import papers, prints
from yihu.dossiers.store.fonts import font_file
from yihu.policy.decisions import Unavailable
from yihu.registers import accessions_pdf
from yihu.registers.characters import coverage, printable
from yihu.registers.fonts import shelf


def test_it_works() -> None:
    pdf = accessions_pdf(papers.day(), **papers.IMPRINT)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>U</pdfaid:conformance>" in pdf
    assert pdf == accessions_pdf(papers.day(), **papers.IMPRINT)


def test_the_wheels_font_covers_rare_names() -> None:
    covered = coverage([font_file()])
    assert covered >= set(map(ord, "業户戶𠮷㛃囍·A9é"))
    assert ord("😀") not in covered


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("2026-07-03", "2026-|07-|03"),
        ("CJ-03-1-1201/02-A05", "CJ-|03-|1-|1201/|02-|A05"),
        ("Siu-ming", "Siu-|ming"),
        ("Chan Tai", "Chan Tai"),
        ("WWWWWWWW", "W|W|W|W|W|W|W|W"),
        ("138****6621", "138*|*|*|*|6621"),
        ("誠基商貿有限公司誠基商貿有限公司", "誠基商貿有限公司誠基商貿有限公司"),
    ],
)
def test_long_runs_get_places_to_break(words: str, broken: str) -> None:
    covered = frozenset(map(ord, words))
    assert printable({"a": [words, 3, None]}, covered) == {"a": [broken.replace("|", "\u200b"), 3, None]}


def test_a_directory_of_fonts_can_be_named(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "font.ttc").symlink_to(font_file())
    settings.YIHU_FONT_DIR = str(tmp_path)
    assert shelf().families("hans")[0] == "Noto Sans CJK SC"
    assert "張曉芸" in prints.text(accessions_pdf(papers.day(), **papers.IMPRINT))


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_directory_without_chinese_is_refused(settings: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    settings.YIHU_FONT_DIR = str(tmp_path / name)
    with pytest.raises(Unavailable) as caught:
        accessions_pdf(None, **papers.IMPRINT)
    assert caught.value.decision.code == "font_missing"


def test_a_paper_that_cannot_be_set_says_so_and_quotes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise typst.TypstError("the text 張曉芸 could not be displayed", "")

    monkeypatch.setattr(typst, "compile", broken)
    with pytest.raises(Unavailable) as caught:
        accessions_pdf(papers.day(), **papers.IMPRINT)
    assert caught.value.decision.code == "form_not_set"
    assert caught.value.__suppress_context__
