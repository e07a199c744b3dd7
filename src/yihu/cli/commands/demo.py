"""`yihu demo`: the demonstration estate, and who can sign in to it."""

import argparse
import sys

from django.utils.translation import gettext as _

from yihu import demo
from yihu.cli.output import DONE, say, warn
from yihu.kernel import clock


def run(arguments: argparse.Namespace) -> int:
    """Load it into an empty store and print the logins. Raises `Conflict` (`not_empty`)."""
    loaded = demo.load(
        at=clock.now(), households=arguments.households, seed=arguments.seed, progress=_progress()
    )
    for login in loaded.logins:
        say(f"{login.username:<16} {login.project}  {_(login.role)}  {login.name}")
    say(_("密碼一律為 %(password)s") % {"password": demo.PASSWORD})
    return DONE


def _progress() -> demo.Progress:
    if not sys.stderr.isatty():
        return demo.silent
    return lambda done, total: warn(f"\r{done}/{total}")
