"""`python -m bench [--households N] [--database sqlite|postgres] [--full] [--only pages,…]`.

Without arguments: 10,000 and 100,000 households on SQLite, and 100,000 on PostgreSQL where there is one;
`--full` takes a million on SQLite instead of 100,000. Prints the table, and writes
`bench/results/<date>-<name>.json`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure, as_json, growth, table
from bench.installation import ROOT, environment, postgres_at_hand

PARTS = ("lookups", "pages", "ledger", "documents", "imports", "registers")
GROWING = "over HTTP", "file page"


def main() -> int:
    """Measure what is asked for; 0 whatever the figures are: they are there to be read."""
    arguments = _arguments()
    figures: list[Figure] = []
    for database, households in _plan(arguments):
        if database == "postgres" and not postgres_at_hand():
            print("NOT MEASURED: PostgreSQL (install it, or set BENCH_DATABASE_URL)", file=sys.stderr)
            continue
        print(f"{database}, {households:,} households", file=sys.stderr, flush=True)
        figures += _measure(database, households, arguments.only)
    figures += _growth(figures)
    print(table(figures))
    print(f"\nwritten to {_write(figures, arguments.name).relative_to(ROOT)}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Every figure beside its limit.")
    parser.add_argument("--households", type=int, help="one size instead of the usual ones")
    parser.add_argument("--database", choices=["sqlite", "postgres"], help="one database instead of both")
    parser.add_argument("--full", action="store_true", help="a million households on SQLite as well")
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    parser.add_argument("--name", default="", help="how the results' file is called")
    arguments = parser.parse_args()
    arguments.name = arguments.name or ("full" if arguments.full else "usual")
    if unknown := set(arguments.only.split(",")) - set(PARTS):
        parser.error(f"--only: no such part: {', '.join(sorted(unknown))}")
    if arguments.households is not None and not 1 <= arguments.households <= 10_000_000:
        parser.error("--households: from 1 to 10,000,000")
    return arguments


def _plan(arguments: argparse.Namespace) -> list[tuple[str, int]]:
    if arguments.households:
        plan = [(database, arguments.households) for database in ("sqlite", "postgres")]
    else:
        plan = [
            ("sqlite", 10_000),
            ("sqlite", 1_000_000 if arguments.full else 100_000),
            ("postgres", 100_000),
        ]
    return [(database, size) for database, size in plan if arguments.database in (None, database)]


def _measure(database: str, households: int, parts: str) -> list[Figure]:
    with tempfile.TemporaryDirectory() as place:
        out = Path(place, "figures.json")
        command = [sys.executable, "-m", "bench.one", str(households), str(out), parts]
        subprocess.run(command, cwd=ROOT, env=dict(environment(database)), check=True)
        rows = json.loads(out.read_text())
    return [Figure(**{name: value for name, value in row.items() if name != "ok"}) for row in rows]


def _growth(figures: list[Figure]) -> list[Figure]:
    pages = [
        figure for figure in figures if figure.database == "sqlite" and figure.workload.endswith(GROWING)
    ]
    sizes = sorted({figure.households for figure in pages})
    if len(sizes) < 2:
        return []
    smallest, largest = (
        [figure for figure in pages if figure.households == size] for size in (sizes[0], sizes[-1])
    )
    return growth(smallest, largest, reach=1.5)


def _write(figures: list[Figure], name: str) -> Path:
    path = ROOT / "bench" / "results" / f"{datetime.now(UTC):%Y-%m-%d}-{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps([as_json(figure) for figure in figures], ensure_ascii=False, indent=1) + "\n")
    return path


if __name__ == "__main__":
    sys.exit(main())
