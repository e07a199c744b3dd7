"""The project's own files as the architecture tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "yihu"


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the program, parsed; migrations left out."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(SOURCE), ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> list[str]:
    """The dotted names that an import statement brings in; none for anything else."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names]
    return []


def imports_inside_functions(tree: ast.Module) -> list[str]:
    """What functions import of the program itself (or relatively) when they run."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    names = (name for function in functions for node in ast.walk(function) for name in imported(node))
    return [name for name in names if name.split(".")[0] in ("yihu", "")]


READINGS = ("now", "utcnow", "today", "localdate", "localtime")
CLOCK_NAMES = ("clock", "date", "datetime", "timezone")


def clock_readings(tree: ast.Module) -> list[str]:
    """Where a module asks for the present instant, however it is spelled."""
    found = [
        name for node in ast.walk(tree) for name in imported(node) if name.startswith("yihu.kernel.clock")
    ]
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READINGS:
            owner = ast.unparse(node.value).rpartition(".")[2]
            if id(node) in called or owner in CLOCK_NAMES:
                found.append(ast.unparse(node))
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            found.append(node.arg)
    return found


def signal_imports(tree: ast.Module) -> list[str]:
    """What a module imports in order to send or receive signals."""
    names = [name for node in ast.walk(tree) for name in imported(node)]
    return [name for name in names if "signals" in name.split(".") or name.startswith("django.dispatch")]


def marked_clauses() -> dict[str, list[str]]:
    """The clause ids in `pytest.mark.clause(…)`, each with the test files that carry it."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause":
                for argument in node.args:
                    clause = str(ast.literal_eval(argument))
                    found.setdefault(clause, []).append(str(path.relative_to(ROOT)))
    return found


def committed_texts() -> Iterator[tuple[str, str]]:
    """Every text file that is, or may next be, committed: its path and its text."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        try:
            yield name, path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
