"""The list as it is asked for in an address, which anybody may have typed."""

from dataclasses import replace

from django.utils.translation import get_language

from yihu.confidentiality import reading
from yihu.faces.problem_text import FieldText, describe
from yihu.kernel.paging import Page
from yihu.policy.decisions import Invalid
from yihu.web.projects import ProjectRequest

FILTERS = ("use", "area", "missing", "former", "awaiting")
Found = tuple[Page[reading.OverviewRow], reading.Filters, tuple[FieldText, ...]]


def find(request: ProjectRequest, filters: reading.Filters) -> Found:
    """What is found, by which filters, and what was wrong with those left out: they narrow nothing."""
    try:
        return _listed(request, filters), filters, ()
    except Invalid as problem:
        wrong = describe(problem, get_language() or "zh-hant").errors
        if any(error.pointer not in FILTERS for error in wrong):
            raise
    left_out = {error.pointer for error in wrong}
    filters = replace(
        filters,
        use="" if "use" in left_out else filters.use,
        area="" if "area" in left_out else filters.area,
        missing="" if "missing" in left_out else filters.missing,
    )
    return _listed(request, filters), filters, wrong


def _listed(request: ProjectRequest, filters: reading.Filters) -> Page[reading.OverviewRow]:
    return reading.list_households(
        by=request.actor,
        at=request.at,
        project=request.project,
        filters=filters,
        cursor=request.GET.get("cursor", ""),
    )
