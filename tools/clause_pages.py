"""Write `docs/regulations/`: every clause, what it became, the tests that prove it; and who may do what.

`python tools/clause_pages.py` writes the pages; with `--check` it only says which are out of date (exit 1).
What a clause became is read from the docstrings that cite it, its tests from `pytest.mark.clause`.
"""

import argparse
import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from yihu.policy.access_table import ROWS, SEATS, Scope, Seat
from yihu.policy.regulations import REGULATIONS
from yihu.policy.regulations.model import Clause, Regulation
from yihu.policy.vocabulary import DEPARTMENT_TITLES, ROLE_TITLES

ROOT = Path(__file__).resolve().parent.parent
SOURCE, TESTS, PAGES = ROOT / "src" / "yihu", ROOT / "tests", ROOT / "docs" / "regulations"
CITED = re.compile(r"\bR[123]\.(?:\d+|S\d)(?:\.\d+)*[a-g]?\b")
RULES = {"policy", "operations"}
DATA = {"regulations", "migrations"}
LATER = "later"
SCOPES = {Scope.ALL: "✔", Scope.OWN_VOLUME: "分卷", Scope.DESK: "總臺", Scope.PERMIT: "授權", Scope.NONE: ""}
LEGEND = (
    ("✔", "all of the project"),
    ("分卷", "the volume of the own department"),
    ("總臺", "what the desk needs: name, room, masked phone (C10)"),
    ("授權", "under a standing permit in writing (C15)"),
)

Places = dict[str, list[str]]


def main() -> int:
    """Write the pages or check them."""
    parser = argparse.ArgumentParser(description="Clause by clause, what the program does.")
    parser.add_argument("--check", action="store_true", help="write nothing, say what is out of date")
    checking = parser.parse_args().check
    stale = {path: text for path, text in pages() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        if not checking:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        print(f"{'out of date' if checking else 'written'}: {path.relative_to(ROOT)}")
    return 1 if checking and stale else 0


def pages() -> list[tuple[Path, str]]:
    """The access page and the three regulations' pages as they should be."""
    became, proved = cited_in_docstrings(), marked_in_tests()
    texts = [(PAGES / f"{each.code}.md", page(each, became, proved)) for each in REGULATIONS.values()]
    return [(PAGES / "access.md", access_page()), *texts]


def access_page() -> str:
    """The role × object × verb table (`policy.access_table`)."""
    titles = [seat_title(seat) for seat in SEATS]
    head = [
        "# Who may do what",
        "",
        "The table that `policy.access.decide` reads, printed by `tools/clause_pages.py`. Empty: refused,",
        "citing the clause; to visitors and system administrators household data is simply not there.",
        "",
        f"| object | verb | {' | '.join(titles)} | clause |",
        "|---|---|" + "---|" * len(titles) + "---|",
    ]
    cells = [[row.thing, row.verb, *(SCOPES[row.scope(seat)] for seat in SEATS), row.clause] for row in ROWS]
    rows = [f"| {' | '.join(each)} |" for each in cells]
    return "\n".join([*head, *rows, "", *(f"- {mark}: {text}" for mark, text in LEGEND), ""])


def seat_title(seat: Seat) -> str:
    """`檔案專人（工程部）` for a records officer, the role's title for everyone else."""
    role, department = seat
    return ROLE_TITLES[role] + (f"（{DEPARTMENT_TITLES[department]}）" if department else "")


def page(regulation: Regulation, became: Places, proved: Places) -> str:
    """One regulation's page."""
    head = [
        f"# {regulation.title} (`{regulation.code}`)",
        "",
        "Clause by clause: what it asks, how it is enforced, what it became, what proves it.",
        "Made by `tools/clause_pages.py`; *later* means that the clause is data only, so far.",
        "",
        "| clause | | asks | kind | parameters | became | proved by |",
        "|---|---|---|---|---|---|---|",
    ]
    rows = [
        row(clause, became.get(clause.id, []), proved.get(clause.id, [])) for clause in regulation.clauses
    ]
    return "\n".join([*head, *rows, ""])


def row(clause: Clause, became: list[str], proved: list[str]) -> str:
    """One clause's row."""
    cells = [
        clause.id,
        clause.number,
        f"**{clause.title}** {clause.summary}",
        clause.kind.value,
        " ".join(clause.parameters),
        ("<br>".join(f"`{name}`" for name in became) or "data") if proved else LATER,
        "<br>".join(f"`{name}`" for name in proved) if proved else LATER,
    ]
    return f"| {' | '.join(cells)} |"


def cited_in_docstrings() -> Places:
    """Clause → the rules of policy and the operations whose docstring cites it."""
    found: Places = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if not RULES.isdisjoint(parts) and DATA.isdisjoint(parts):
            module = ".".join(parts).removesuffix(".__init__")
            for name, docstring in docstrings(ast.parse(path.read_text("utf-8")), module):
                for clause in dict.fromkeys(CITED.findall(docstring)):
                    found[clause].append(name)
    return found


def docstrings(node: ast.AST, name: str) -> Iterator[tuple[str, str]]:
    """Every docstring in a module with the dotted name of what it describes."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield name, ast.get_docstring(node) or ""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from docstrings(child, f"{name}.{child.name}")


def marked_in_tests() -> Places:
    """Clause → the test files that carry its marker."""
    found: Places = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause":
                name = path.relative_to(ROOT).as_posix()
                for clause in map(ast.literal_eval, node.args):
                    if name not in found[clause]:
                        found[clause].append(name)
    return found


if __name__ == "__main__":
    sys.exit(main())
