"""What can be asked of `yihu`, and which module answers."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from yihu import __version__

_COMMANDS = "yihu.cli.commands"
_JOBS = "yihu.jobs"

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; each command names its module in `module`."""
    top = argparse.ArgumentParser(prog="yihu", description="一戶一檔: the household file room.")
    top.add_argument("--version", action="version", version=f"yihu {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _begin(commands)
    _serve(commands)
    _people(commands)
    _bring(commands)
    _prove(commands)
    return top


def _add(commands: Commands, name: str, module: str, what: str) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=what, description=what)
    added.set_defaults(module=module)
    return added


def _begin(commands: Commands) -> None:
    _add(
        commands, "init", f"{_COMMANDS}.init", "data directory, keys, database schema; again changes nothing"
    )
    demo = _add(commands, "demo", f"{_COMMANDS}.demo", "load the demonstration estate into an empty store")
    demo.add_argument("--households", type=_positive, default=120, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    _add(commands, "doctor", f"{_COMMANDS}.doctor", "say what is misconfigured, each with its mend")


def _serve(commands: Commands) -> None:
    serve = _add(commands, "serve", f"{_COMMANDS}.serve", "the web application and the API")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000)
    serve.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes")
    serve.add_argument("--threads", type=_positive, default=8, metavar="N", help="threads of each process")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE")
    serve.add_argument("--tls-key", type=Path, metavar="FILE")
    worker = _add(commands, "worker", f"{_JOBS}.worker", "background work")
    worker.add_argument("--once", action="store_true", help="what is waiting now, then end")
    worker.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    tick = _add(commands, "tick", f"{_JOBS}.tick", "record what is due; twice in a row changes nothing")
    tick.add_argument("--at", type=_instant, metavar="ISO", help="an instant with its offset; now without it")


def _people(commands: Commands) -> None:
    user = commands.add_parser("user", help="accounts")
    verbs = user.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = _add(verbs, "add", f"{_COMMANDS}.user_add", "an account with a role in a project")
    add.add_argument("username", metavar="NAME")
    add.add_argument("--role", required=True)
    add.add_argument("--project", required=True, metavar="CODE")
    add.add_argument("--department", default="", help="cs, eng or sec: of a records_officer")
    add.add_argument("--name", default="", metavar="NAME", help="the person's name; else the account's")
    add.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def _bring(commands: Commands) -> None:
    bring = _add(commands, "import", f"{_COMMANDS}.import_file", "bring in a workbook")
    bring.add_argument(
        "kind",
        choices=["households", "vehicles", "documents"],
        metavar="KIND",
        help="households, vehicles, documents (a folder or a zip of scans named by room)",
    )
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--dry-run", action="store_true", help="say what would be brought in")
    bring.add_argument(
        "--on-existing",
        default="skip",
        metavar="WHAT",
        help="skip (default), update or stop: units with a file",
    )
    bring.add_argument("--mapping", type=Path, metavar="FILE", help="JSON: which column is what")
    bring.add_argument("--errors", type=Path, metavar="OUT", help="write the refused rows there, as .xlsx")
    take = _add(commands, "export", f"{_COMMANDS}.export_file", "write a list to a file")
    take.add_argument(
        "kind",
        choices=["households", "accessions", "consultations"],
        metavar="KIND",
        help="households, accessions, consultations",
    )
    take.add_argument("--reason", required=True, metavar="TEXT")
    take.add_argument("--out", type=Path, required=True, metavar="FILE", help=".xlsx, .csv or .pdf")
    take.add_argument("--paper", choices=["a3", "a4"], default="a3", help="of a .pdf: a3 (default) or a4")
    _narrow(take)
    for command in (bring, take):
        command.add_argument("--project", required=True, metavar="CODE")
        command.add_argument("--as", dest="username", required=True, metavar="USER")
    bring.add_argument("--json", action="store_true", help="the answer as JSON")


def _narrow(take: argparse.ArgumentParser) -> None:
    """Which columns and rows: of households all but the last two, of accessions those."""
    take.add_argument("--columns", default="", metavar="CODES", help="unit,owners,phone …; the usual ones")
    for name, what in (
        ("use", "owner_occupied, leased …"),
        ("area", "an area's code"),
        ("building", "a building's code"),
        ("unit-kind", "residential, shop …"),
        ("missing", "a line of the catalogue"),
        ("volume", "cs, eng or sec"),
        ("date", "a day, such as 2026-07-06"),
        ("month", "a month, such as 2026-07"),
    ):
        take.add_argument(f"--{name}", default="", help=what)
    for name, what in (
        ("former", "former households"),
        ("awaiting", "those whose owners are awaited"),
        ("corrected", "those mended since last Monday"),
    ):
        take.add_argument(f"--{name}", action="store_true", help=what)


def _prove(commands: Commands) -> None:
    verify = _add(
        commands, "verify", f"{_COMMANDS}.verify", "ledger, stored documents, database against store"
    )
    verify.add_argument("--json", action="store_true", help="the answer as JSON")
    ledger = commands.add_parser("ledger", help="the ledger")
    verbs = ledger.add_subparsers(dest="verb", required=True, metavar="VERB")
    export = _add(
        verbs, "export", f"{_COMMANDS}.ledger_export", "the ledger as JSON lines with its checkpoints"
    )
    export.add_argument("--out", type=Path, required=True, metavar="FILE")


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("must be a whole number above 0")
    return int(text)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("must be a port from 1 to 65535")
    return int(text)


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise argparse.ArgumentTypeError(
            "must be an instant with its offset, such as 2026-07-06T09:00:00+08:00"
        )
    return at
