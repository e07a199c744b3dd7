"""What `design.md` §2 promises of the code's shape, read from the code itself."""

import ast
import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sources
from yihu.policy.regulations import REGULATIONS

FACES = {"web", "api", "cli", "jobs", "config", "faces"}
CLOCKS = {Path("kernel/clock.py")}
HOSTS_AND_PATHS = re.compile(
    r"[p]ypi\.org|[p]ythonhosted|[n]pmjs\.|deb\.[d]ebian|[g]hcr\.io|[d]ocker\.io"
    r"|(?<![\w.])/(?:[w]ork|[r]oot|[f]arm|[h]ome/\w+)/"
)


def lint_imports(place: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    command: list[str | Path] = [program, "--config", sources.ROOT / ".importlinter", "--no-cache"]
    environment = {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)


def test_imports_point_down_the_staircase() -> None:
    answer = lint_imports(sources.SOURCE.parent)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    ("module", "line", "told"),
    [
        ("ledger/planted.py", "import yihu.web.planted", "yihu.ledger is not allowed to import yihu.web"),
        ("policy/planted.py", "import django.db", "yihu.policy is not allowed to import django"),
        ("api/planted.py", "import yihu.web.planted", "yihu.api is not allowed to import yihu.web"),
        ("planted/__init__.py", "", "yihu.planted"),
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, module: str, line: str, told: str) -> None:
    shutil.copytree(sources.SOURCE, tmp_path / "yihu", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "yihu" / "web" / "planted.py").write_text("")
    (tmp_path / "yihu" / module).parent.mkdir(exist_ok=True)
    (tmp_path / "yihu" / module).write_text(f"{line}\n")
    answer = lint_imports(tmp_path)
    assert answer.returncode != 0
    assert told in answer.stdout


def test_no_function_imports_the_program() -> None:
    found = {
        path: names for path, tree in sources.modules() if (names := sources.imports_inside_functions(tree))
    }
    assert found == {}


def test_signals_are_those_of_signing_in_and_out() -> None:
    found = {path: names for path, tree in sources.modules() if (names := sources.signal_imports(tree))}
    assert [
        path for path in found if path.parts[0] != "accounts" and not str(path).startswith("web/sign_in")
    ] == []


def test_only_faces_ask_the_clock() -> None:
    found = {
        path: readings
        for path, tree in sources.modules()
        if path.parts[0] not in FACES and path not in CLOCKS and (readings := sources.clock_readings(tree))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "x = timezone.now",
        "date.today()",
        "F(auto_now_add=True)",
        "from yihu.kernel import clock",
    ],
)
def test_a_planted_clock_is_found(line: str) -> None:
    assert sources.clock_readings(ast.parse(line))


def test_a_planted_local_import_is_found() -> None:
    planted = "def f():\n    from yihu.ledger import events\n    from . import models\n    import json"
    assert sources.imports_inside_functions(ast.parse(planted)) == ["yihu.ledger.events", "..models"]


def test_no_file_names_a_package_host_or_a_path_of_a_machine() -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in sources.committed_texts()
        for match in HOSTS_AND_PATHS.finditer(text)
    ]
    assert found == []


def known_clauses() -> set[str]:
    return {clause.id for regulation in REGULATIONS.values() for clause in regulation.clauses}


RESOLUTION = re.compile(r"[CT][1-9][0-9]?")
"""Conflict resolutions and time rules, which no single clause holds."""


def test_tests_name_clauses_that_exist() -> None:
    strangers = {
        clause: files
        for clause, files in sources.marked_clauses().items()
        if clause not in known_clauses() and not RESOLUTION.fullmatch(clause)
    }
    assert strangers == {}


def test_every_clause_is_proved_or_listed_as_pending() -> None:
    pending = set(importlib.import_module("clauses").BEHAVIOUR_PENDING)
    proved = set(sources.marked_clauses())
    assert sorted(known_clauses() - proved - pending) == [], "neither proved nor pending"
    assert sorted(proved & pending) == [], "proved, and still listed as pending"
