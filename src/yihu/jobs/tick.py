"""`yihu tick`: what is due as of an instant is recorded; twice in a row changes nothing."""

import argparse
import sys

from django.utils.translation import gettext as _

from yihu.jobs.work import seal_ledger, sweep
from yihu.kernel import clock


def run(arguments: argparse.Namespace) -> int:
    """Checkpoint the ledger and remove what interrupted work left."""
    at = arguments.at or clock.now()
    said = {"checkpoints": seal_ledger(at=at), "swept": sweep(at=at)}
    sys.stdout.write(_("檢查點 %(checkpoints)s 個，清理中斷的上載 %(swept)s 件。") % said + "\n")
    return 0
