"""`yihu`: the one program of the command line (contract §1).

Exit codes: 0 done, 1 faults found or the machine cannot, 2 asked for what cannot be, 3 approval awaited.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import translation

from yihu.cli import ground
from yihu.cli.output import FAULTS, MISUSE, say_problem, say_trouble
from yihu.cli.parser import parser
from yihu.policy.decisions import Problem

INTERRUPTED = 130
T = TypeVar("T")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; whatever goes wrong is said with its mend, never with a traceback."""
    arguments = parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yihu.config.settings")
    try:
        if arguments.command == "init":
            ground.prepare()
        if getattr(arguments, "tls_cert", None):
            ground.use_tls()
        return _run(arguments)
    except Problem as problem:
        return _in_words(say_problem, problem)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"yihu: {error}\n")
        return MISUSE
    except BrokenPipeError:
        sys.stderr.close()  # whoever was reading has gone: nothing more to say
        return FAULTS
    except (DatabaseError, OSError) as error:
        return _in_words(say_trouble, error)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: argparse.Namespace) -> int:
    """Set Django up, then load the command by its name: its modules need the models."""
    django.setup()
    with translation.override(translation.get_supported_language_variant(_language())):
        command = importlib.import_module(arguments.module)
        return cast(int, command.run(arguments))


def _in_words(say: Callable[[T], int], trouble: T) -> int:
    """Say `trouble` in the installation's language; what `init` meets comes before Django is set up."""
    django.setup()
    with translation.override(translation.get_supported_language_variant(_language())):
        return say(trouble)


def _language() -> str:
    settings = importlib.import_module("django.conf").settings
    return str(settings.LANGUAGE_CODE)


if __name__ == "__main__":
    sys.exit(main())
