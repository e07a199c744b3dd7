"""`yihu ledger export`: for whoever would rather not believe this program."""

import argparse
import io

from django.db import connection
from django.utils.translation import gettext as _

from yihu.cli.output import DONE, say
from yihu.kernel import clock
from yihu.kernel.atomic import written_whole
from yihu.ledger.export import write_export


def run(arguments: argparse.Namespace) -> int:
    """Write the file, whole or not at all."""
    with written_whole(arguments.out) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        entries = write_export(connection, at=clock.now(), file=lines)
        lines.flush()
        lines.detach()
    said = {"entries": entries, "file": arguments.out}
    say(_("台帳 %(entries)s 條已寫入 %(file)s；可用 python -m yihu.ledger.verifier 核對。") % said)
    return DONE
