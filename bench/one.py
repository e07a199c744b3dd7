"""All figures on one installation, in a process of its own: `python -m bench.one HOUSEHOLDS OUT PARTS`."""

import json
import sys
import time
from pathlib import Path

from bench.installation import set_up


def main(households: int, out: Path, parts: list[str]) -> None:
    """Build the estate, measure the parts asked for, and write the figures down."""
    began = time.perf_counter()
    set_up()
    from django.db import connection

    from bench import documents, estate, imports, ledger, lookups, pages, registers
    from bench.figures import Bench, as_json

    made = estate.build(households=households)
    say(f"{made.total:,} households in {time.perf_counter() - began:.0f} s")
    bench = Bench("sqlite" if connection.vendor == "sqlite" else "postgres", made.total)
    work = {
        "lookups": lambda: lookups.run(bench, made),
        "pages": lambda: pages.run(bench, made, rounds=150),
        "ledger": lambda: ledger.run(bench, made),
        "documents": lambda: documents.run(bench),
        "imports": lambda: imports.run(bench),
        "registers": lambda: registers.run(bench),
    }
    figures = []
    for part in parts:
        figures += work[part]()
        say(f"{part} measured")
        out.write_text(json.dumps([as_json(figure) for figure in figures]))


def say(text: str) -> None:
    """How far it is, for whoever waits."""
    print(f"  {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split(","))
