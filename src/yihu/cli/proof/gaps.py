"""The kept gaps and roll-ups against a full recount from the papers themselves (check 11).

Project by project, each as of one moment, so that who files meanwhile is no fault.
"""

from collections import Counter
from datetime import datetime

from django.db import connection

from yihu.cli.proof.fault import ProofFault
from yihu.cli.proof.files import File, files_of
from yihu.dossiers import catching_up
from yihu.dossiers.models import CatchUpRollup, GapRollup
from yihu.dossiers.template import Template, template_of
from yihu.estate.models import Project
from yihu.ledger.scanning import snapshot
from yihu.policy import catalogue
from yihu.policy.vocabulary import N_, LineState

_FILE = N_("檔案 %(file_no)s 的缺項與其資料重新計算的結果不符。")
_ROLLUP = N_("項目 %(project)s 目錄項 %(line)s 的缺項合計與重新計算的結果不符。")
_KNOWN = N_("項目 %(project)s 目錄項 %(line)s 的補錄合計與重新計算的結果不符。")
_MISSING = (LineState.MISSING, LineState.LOST)


def recount(*, at: datetime) -> tuple[int, ProofFault | None]:
    """How many files were recounted, and the first, or the first sum, that is not as it is kept."""
    count = 0
    for project in Project.objects.order_by("code"):
        with snapshot(connection):
            found = _Recount(project, at)
            fault = found.files() or found.rollups() or found.catch_up()
        count += found.count
        if fault:
            return count, fault
    return count, None


class _Recount:
    """One project on the way through its files."""

    def __init__(self, project: Project, at: datetime) -> None:
        self.project, self._at, self.count = project, at, 0
        self._templates: dict[int | None, Template] = {}
        self._missing, self._required = Counter[str](), Counter[str]()

    def files(self) -> ProofFault | None:
        """The first file whose gaps, lines or counts are not those of its papers."""
        for file in files_of(self.project):
            self.count += 1
            if not self._is_sound(file):
                return ProofFault("completeness", "gaps_differ", _FILE, {"file_no": file.file_no})
        return None

    def rollups(self) -> ProofFault | None:
        """The first line whose sums are not those of the files."""
        rows = GapRollup.objects.filter(project=self.project).values_list("line", "missing", "required")
        kept = {line: (missing, required) for line, missing, required in rows}
        for line in sorted(self._missing.keys() | self._required.keys() | kept.keys()):
            if kept.get(line, (0, 0)) != (self._missing[line], self._required[line]):
                return self._fault("rollup_differs", _ROLLUP, line)
        return None

    def catch_up(self) -> ProofFault | None:
        """What was known at going live (P21), by building and line, against the gaps, proven by now."""
        rows = CatchUpRollup.objects.filter(project=self.project).exclude(missing=0)
        kept: dict[catching_up.Place, int] = {
            (building, line): n for building, line, n in rows.values_list("building", "line", "missing")
        }
        counted = catching_up.recount(self.project)
        for place in sorted(kept.keys() | counted.keys(), key=str):
            if kept.get(place) != counted.get(place):
                return self._fault("catch_up_differs", _KNOWN, place[1])
        return None

    def _is_sound(self, file: File) -> bool:
        """Whether what is kept is what is derived now; the lines are counted for the sums."""
        lines = self._template(file.edition).lines
        statuses = catalogue.derive(lines, file.facts, file.holdings, file.excused)
        whole = catalogue.completeness(statuses)
        missing = frozenset(each.code for each in statuses if each.state in _MISSING)
        required = frozenset(
            each.code for each in statuses if each.required and each.state != LineState.NOT_APPLICABLE
        )
        self._missing.update(missing)
        self._required.update(required)
        counts = (whole.required, whole.present)
        return (missing, required, counts) == (file.gaps, file.required_lines, file.counts)

    def _template(self, edition: int | None) -> Template:
        """The present template, or that of a closed file, which keeps its own (R1.4)."""
        if edition not in self._templates:
            self._templates[edition] = template_of(self.project, at=self._at, edition=edition)
        return self._templates[edition]

    def _fault(self, code: str, text: str, line: str) -> ProofFault:
        return ProofFault("completeness", code, text, {"project": self.project.code, "line": line})
