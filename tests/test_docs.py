"""The words of the repository: links lead somewhere, and nothing is promised that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sources
from yihu.cli.parser import parser

PAGES = [sources.ROOT / name for name in ("README.md", "README.zh-Hant.md", "CONTRIBUTING.md")]
PAGES += sorted((sources.ROOT / "docs").rglob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)|src(?:set)?=\"([^\"]+)\"")
COMMAND = re.compile(r"^\| `yihu ([^`]+)` \|", re.MULTILINE)


def links(page: Path) -> Iterator[str]:
    yield from (one or other for one, other in LINK.findall(page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(sources.ROOT).as_posix())
def test_it_works(page: Path) -> None:
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_both_readmes_lead_to_the_same_pages() -> None:
    ours, theirs = ({link for link in links(page) if not link.startswith("README")} for page in PAGES[:2])
    assert ours == theirs


def test_every_command_is_there() -> None:
    operations = (sources.ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    commands = COMMAND.findall(operations)
    assert commands
    for command in commands:
        words = re.sub(r"\[.*\]", "", command).split()
        assert parser().parse_args(words).command == words[0]


def test_every_setting_is_read() -> None:
    told = set(re.findall(r"YIHU_[A-Z_]+\b", "".join(page.read_text(encoding="utf-8") for page in PAGES)))
    settings = (sources.SOURCE / "config" / "settings.py").read_text(encoding="utf-8")
    mine = {name for name in told if not name.startswith("YIHU_TEST_")}
    assert mine <= set(re.findall(r"YIHU_[A-Z_]+\b", settings))


def test_every_decision_is_listed() -> None:
    decisions = sources.ROOT / "docs" / "adr"
    listed = set(links(decisions / "README.md"))
    assert listed == {page.name for page in decisions.glob("0*.md")}
