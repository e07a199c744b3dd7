"""`yihu doctor`: what is misconfigured, each with its mend; 1 if anything must be mended."""

import argparse

from django.utils.translation import gettext as _

from yihu.cli.health import database, machine
from yihu.cli.health.finding import Finding
from yihu.cli.output import DONE, FAULTS, say
from yihu.faces.problem_text import filled, together
from yihu.kernel import clock


def run(arguments: argparse.Namespace) -> int:
    """Look at machine and database; say each finding with its mend."""
    at = clock.now()
    found = [*machine.examine(), *database.examine(at=at)]
    for finding in found:
        say(_line(finding))
    if not found:
        say(_("一切正常。"))
    return FAULTS if any(finding.must for finding in found) else DONE


def _line(finding: Finding) -> str:
    mark = "✗" if finding.must else "·"
    said = together(filled(finding.text, finding.params), filled(finding.mend, finding.params))
    return f"{mark} {said}"
