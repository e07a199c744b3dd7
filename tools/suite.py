"""Run the whole suite on SQLite, then on PostgreSQL; name loudly at the end what this machine cannot run.

`python tools/suite.py --workers 2 [what pytest takes]`; ends with 0 only when everything that ran passed.
"""

import argparse
import importlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5


def main() -> int:
    """Run what can run; the worst exit code."""
    parser = argparse.ArgumentParser(description="The suite on both databases.")
    parser.add_argument("--workers", type=int, default=2)
    arguments, chosen = parser.parse_known_args()
    missing = what_is_missing()
    databases = ["sqlite"] if "PostgreSQL" in missing else ["sqlite", "postgres"]
    codes = {database: run(database, arguments.workers, chosen) for database in databases}
    for database, code in codes.items():
        print(f"{database}: {'passed' if code == 0 else f'FAILED (pytest ended with {code})'}", flush=True)
    for name, mend in missing.items():
        print(f"NOT RUN on this machine: {name} ({mend})", file=sys.stderr, flush=True)
    return max(codes.values())


def what_is_missing() -> dict[str, str]:
    """The parts that cannot run here, each with its mend."""
    sys.path.append(str(ROOT / "tests"))
    postgres, browser = importlib.import_module("postgres"), importlib.import_module("browser")
    missing = {}
    if not os.environ.get("TEST_DATABASE_URL") and postgres.find_programs() is None:
        missing["PostgreSQL"] = "install postgresql, or set TEST_DATABASE_URL"
    if browser.find_chromium() is None:
        missing["browser stories"] = "install chromium"
    return missing


def run(database: str, workers: int, chosen: list[str]) -> int:
    """The suite once, on one kind of database."""
    print(f"== the suite on {database} ==", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", str(workers), "--dist", "worksteal", *chosen]
    if database != "sqlite":
        command += ["-m", "not once"]
    environment = {**os.environ, "YIHU_TEST_DB": database}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else every process compiles all it reads anew
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if code == NOTHING_COLLECTED:
        print("No test was collected.", file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
