"""Write `docs/acceptance.md`: every acceptance scenario of what is built, and the tests that prove it.

`python tools/acceptance_page.py` writes the page; with `--check` it only says whether it is out of date.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from acceptance import SCENARIOS, Scenario, proofs  # noqa: E402

PAGE = ROOT / "docs" / "acceptance.md"
HEAD = """# What is proved where

Every acceptance scenario of what is built, and the tests that prove it; made by `tools/acceptance_page.py`
from `tests/acceptance.py` and the markers of the tests. *later* names what a scenario waits for.

| scenario | | proved by |
|---|---|---|
"""


def main() -> int:
    """Write the page or check it."""
    parser = argparse.ArgumentParser(description="Scenario by scenario, which test proves it.")
    parser.add_argument("--check", action="store_true", help="write nothing, say whether it is out of date")
    checking = parser.parse_args().check
    text = page()
    if PAGE.exists() and PAGE.read_text("utf-8") == text:
        return 0
    if not checking:
        PAGE.write_text(text, "utf-8")
    print(f"{'out of date' if checking else 'written'}: {PAGE.relative_to(ROOT)}")
    return 1 if checking else 0


def page() -> str:
    """The page as it should be."""
    proved = proofs()
    return HEAD + "".join(row(each, proved.get(each.id, [])) for each in SCENARIOS)


def row(scenario: Scenario, tests: list[str]) -> str:
    """One scenario's row."""
    where = "<br>".join(f"`{test}`" for test in tests) if tests else f"*later: {scenario.later}*"
    return f"| {scenario.id} | {scenario.gist} | {where} |\n"


if __name__ == "__main__":
    sys.exit(main())
