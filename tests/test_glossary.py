"""docs/glossary.md: one term, one identifier, and each of them real."""

import re
from pkgutil import resolve_name

import pytest

import sources
from yihu.policy import vocabulary

ROW = re.compile(r"^\| (?P<term>[^|]+) \| [^|]+ \| `(?P<identifier>[\w.]+)` \|$", re.MULTILINE)
ROWS: list[tuple[str, str]] = ROW.findall((sources.ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
TITLES = [
    title
    for name, titles in vars(vocabulary).items()
    if name.endswith("_TITLES") and name != "VOLUME_TITLES"
    for title in titles.values()
]


@pytest.mark.parametrize(("term", "identifier"), ROWS)
def test_it_works(term: str, identifier: str) -> None:
    assert resolve_name(f"yihu.{identifier}") is not None


def test_no_term_and_no_identifier_stands_twice() -> None:
    assert len({term for term, _ in ROWS}) == len({identifier for _, identifier in ROWS}) == len(ROWS)


def test_every_title_of_the_vocabulary_is_there() -> None:
    assert TITLES
    assert set(TITLES) <= {term for term, _ in ROWS}
