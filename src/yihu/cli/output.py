"""What the command line says: a problem in words with field, mend and clause, and its exit code."""

import sys

from django.conf import settings
from django.utils.translation import gettext as _

from yihu.faces.machine_problems import as_problem
from yihu.faces.problem_text import ProblemText, describe
from yihu.policy.decisions import Problem, Unavailable

DONE, FAULTS, MISUSE, AWAITED = 0, 1, 2, 3


def say(text: str) -> None:
    """One line of what was asked for."""
    sys.stdout.write(f"{text}\n")


def warn(text: str) -> None:
    """One line beside what was asked for."""
    sys.stderr.write(f"{text}\n")


def say_problem(problem: Problem) -> int:
    """The problem in the installation's language; the exit code it asks for."""
    warn(words(describe(problem, settings.LANGUAGE_CODE)))
    return FAULTS if isinstance(problem, Unavailable) else MISUSE


def say_trouble(error: Exception) -> int:
    """The machine's trouble with its mend; what nobody foresaw is said in the machine's own words."""
    problem = as_problem(error)
    if problem is not None:
        return say_problem(problem)
    if isinstance(error, OSError):
        warn(f"yihu: {error.strerror or error}: {error.filename or ''}".rstrip(": "))
        return FAULTS
    said = str(error).lower()
    if "no such table" in said or "does not exist" in said:
        warn(_("資料庫還沒有準備好。請先執行 yihu init。"))
        return FAULTS
    warn(_("資料庫沒有完成這次操作（%(kind)s）。請執行 yihu doctor。") % {"kind": type(error).__name__})
    return FAULTS


def words(text: ProblemText) -> str:
    """What happened, then a line for each field, the mend, the clause."""
    lines = [text.detail]
    for error in text.errors:
        clause = f" [{error.clause}]" if error.clause else ""
        lines.append(f"  {error.pointer}: {error.sentence}{clause}")
    if text.mend:
        lines.append(text.mend)
    if text.clause and not text.errors:
        lines.append(f"[{text.clause}]")
    return "\n".join(lines)
