"""The list as it is asked for in an address, which anybody may have typed."""

from collections.abc import Mapping

from django.utils.translation import get_language

from yihu.confidentiality import reading
from yihu.confidentiality.reading.columns import extras_of
from yihu.faces.problem_text import FieldText, describe
from yihu.gate.queries import plates_of
from yihu.policy.decisions import Invalid
from yihu.web.households.choices import FILTERS
from yihu.web.households.looks import Look
from yihu.web.projects import ProjectRequest

PAGE = 50
Found = tuple[reading.OverviewPage, tuple[FieldText, ...]]


def filters_of(asked: Mapping[str, str], *, text: str = "") -> reading.Filters:
    """The list's filters as an address names them."""
    return reading.Filters(
        q=text,
        use=asked.get("use", ""),
        area=asked.get("area", ""),
        building=asked.get("building", ""),
        kind=asked.get("kind", ""),
        missing=asked.get("missing", ""),
        former=asked.get("former") == "1",
        awaiting=asked.get("awaiting") == "1",
        corrected=asked.get("corrected") == "1",
    )


def find(request: ProjectRequest, asked: Mapping[str, str], look: Look, *, text: str) -> Found:
    """What is found, and what was wrong with the filters that are left out: they narrow nothing."""
    try:
        return _listed(request, filters_of(asked, text=text), look), ()
    except Invalid as problem:
        wrong = describe(problem, get_language() or "zh-hant").errors
        if any(error.pointer not in FILTERS for error in wrong):
            raise
    left_out = {error.pointer for error in wrong}
    asked = {name: value for name, value in asked.items() if name not in left_out}
    return _listed(request, filters_of(asked, text=text), look), wrong


def _listed(request: ProjectRequest, filters: reading.Filters, look: Look) -> reading.OverviewPage:
    before = request.GET.get("before", "")
    return reading.list_households(
        by=request.actor,
        at=request.at,
        project=request.project,
        filters=filters,
        cursor=before or request.GET.get("cursor", ""),
        back=bool(before),
        placed=True,
        limit=PAGE,
        extras=extras_of(look.columns),
        plates_of=plates_of,
    )
