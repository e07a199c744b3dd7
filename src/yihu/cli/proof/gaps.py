"""The kept gaps and roll-ups against a full recount from the papers themselves (check 11)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from yihu.cli.proof.fault import ProofFault
from yihu.dossiers import catching_up, completeness
from yihu.dossiers.models import CatchUpRollup, Dossier, Gap, GapRollup
from yihu.dossiers.template import Template, template_for, template_of
from yihu.estate.models import Project
from yihu.policy import catalogue
from yihu.policy.vocabulary import N_, LineState

_FILE = N_("檔案 %(file_no)s 的缺項與其資料重新計算的結果不符。")
_ROLLUP = N_("項目 %(project)s 目錄項 %(line)s 的缺項合計與重新計算的結果不符。")
_KNOWN = N_("項目 %(project)s 目錄項 %(line)s 的補錄合計與重新計算的結果不符。")
_MISSING = (LineState.MISSING, LineState.LOST)

Tally = dict[tuple[UUID, str], Counter[str]]


def recount(*, at: datetime) -> tuple[int, ProofFault | None]:
    """How many files were recounted, and the first that is not as it is kept."""
    count, tally = 0, Tally()
    projects = list(Project.objects.order_by("code"))
    templates = {project.pk: template_of(project, at=at) for project in projects}
    for dossier in _dossiers():
        count += 1
        own = (
            templates[dossier.project_id]
            if dossier.catalogue_edition is None
            else template_for(dossier, at=at)
        )
        missing, required, sound = _file(dossier, own)
        if not sound:
            return count, ProofFault("completeness", "gaps_differ", _FILE, {"file_no": dossier.file_no})
        for line in required:
            tally.setdefault((dossier.project_id, line), Counter())["required"] += 1
        for line in missing:
            tally.setdefault((dossier.project_id, line), Counter())["missing"] += 1
    return count, _rollups(tally) or _catch_up(projects)


def _file(dossier: Dossier, template: Template) -> tuple[set[str], set[str], bool]:
    """Missing and required lines as derived now, and whether they are those that are kept."""
    statuses = completeness.derive(dossier=dossier, template=template)
    whole = catalogue.completeness(statuses)
    missing = {each.code for each in statuses if each.state in _MISSING}
    required = {each.code for each in statuses if each.required and each.state != LineState.NOT_APPLICABLE}
    kept = set(Gap.objects.filter(dossier=dossier).values_list("line", flat=True))
    counts = (dossier.required_count, dossier.present_count)
    sound = (
        missing == kept
        and required == set(dossier.required_lines)
        and counts == (whole.required, whole.present)
    )
    return missing, required, sound


def _rollups(tally: Tally) -> ProofFault | None:
    kept = {
        (row.project_id, row.line): (row.missing, row.required, row.project.code)
        for row in GapRollup.objects.select_related("project")
    }
    for place in sorted(tally.keys() | kept.keys(), key=str):
        missing, required, project = kept.get(place, (0, 0, ""))
        counted = tally.get(place, Counter())
        if (missing, required) != (counted["missing"], counted["required"]):
            return ProofFault(
                "completeness", "rollup_differs", _ROLLUP, {"project": project, "line": place[1]}
            )
    return None


def _catch_up(projects: Iterable[Project]) -> ProofFault | None:
    """What was known at going live (P21), by building and line, against the gaps, which are proven now."""
    for project in projects:
        rows = CatchUpRollup.objects.filter(project=project).exclude(missing=0)
        kept: dict[catching_up.Place, int] = {
            (building, line): n for building, line, n in rows.values_list("building", "line", "missing")
        }
        counted = catching_up.recount(project)
        for place in sorted(kept.keys() | counted.keys(), key=str):
            if kept.get(place) != counted.get(place):
                params = {"project": project.code, "line": place[1]}
                return ProofFault("completeness", "catch_up_differs", _KNOWN, params)
    return None


def _dossiers() -> Iterator[Dossier]:
    found = Dossier.objects.select_related("household__unit", "project").order_by("pk")
    return found.iterator(chunk_size=500)
