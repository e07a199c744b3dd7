"""`yihu worker`: the loop behind the pages: the ledger sealed each minute, leavings swept each hour."""

import argparse
import logging
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, close_old_connections

from yihu.jobs.imports import forget_ready, take_up_imports
from yihu.jobs.lease import lease
from yihu.jobs.work import forget_sessions, seal_ledger, sweep
from yihu.kernel import clock
from yihu.policy.decisions import Unavailable

log = logging.getLogger(__name__)
_PULSE_SECONDS = 2.0


@dataclass(slots=True)
class Round:
    """A piece of work and how often it comes round."""

    work: Callable[..., int]
    every: timedelta
    next_at: datetime | None = None

    def do(self, at: datetime) -> None:
        """Do it if its time has come; trouble is logged and it comes round again."""
        if self.next_at and at < self.next_at:
            return
        self.next_at = at + self.every
        try:
            self.work(at=at)
        except (Unavailable, DatabaseError, OSError) as error:
            log.warning("%s did not run: %s", self.work.__name__, type(error).__name__)


def rounds() -> list[Round]:
    """Everything that comes round."""
    hour = timedelta(hours=1)
    return [
        Round(take_up_imports, timedelta(seconds=1)),
        Round(seal_ledger, timedelta(minutes=1)),
        Round(sweep, hour),
        Round(forget_sessions, hour),
        Round(forget_ready, hour),
    ]


def run(arguments: argparse.Namespace) -> int:
    """Do what waits, once or until told to end; only the holder of the lease works."""
    if arguments.once:
        return _once()
    stop, mine, parent = threading.Event(), rounds(), os.getppid()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ends(stop))
    while not stop.wait(_PULSE_SECONDS):
        if arguments.with_parent and os.getppid() != parent:
            break
        _turn(mine)
    return 0


def _once() -> int:
    with lease() as held:
        if held:
            for each in rounds():
                each.work(at=clock.now())
    return 0


def _turn(mine: list[Round]) -> None:
    close_old_connections()
    try:
        with lease() as held:
            for each in mine if held else ():
                each.do(clock.now())
    except (DatabaseError, OSError) as error:
        log.warning("the worker waits: %s", type(error).__name__)


def _ends(stop: threading.Event) -> Callable[[int, Any], None]:
    return lambda _number, _frame: stop.set()
