"""The library of regulations."""

from datetime import time

from ninja import Router

from yihu.api.callers import ApiRequest
from yihu.api.endpoints.common import reading, whole
from yihu.api.schemas.base import Code, Page
from yihu.api.schemas.estate import ClauseOut, RegulationOut, RegulationRow
from yihu.policy.regulations import REGULATIONS, get_regulation
from yihu.policy.regulations.model import Clause, Regulation, Value

router = Router(tags=["regulations"])


@router.get("", response=reading(Page[RegulationRow]))
def list_regulations(request: ApiRequest) -> Page[RegulationRow]:
    """Every regulation of the library, whole."""
    rows = [
        RegulationRow(code=one.code, title=one.title, version=one.version, clauses=len(one.clauses))
        for one in REGULATIONS.values()
    ]
    return whole(rows, Page[RegulationRow])


@router.get("/{code}", response=reading(RegulationOut))
def show_regulation(request: ApiRequest, code: Code) -> RegulationOut:
    """A regulation, clause by clause."""
    found = get_regulation(code)
    return RegulationOut(
        code=found.code,
        title=found.title,
        version=found.version,
        clauses=[clause_out(clause, found) for clause in found.clauses],
    )


def clause_out(clause: Clause, part: Regulation) -> ClauseOut:
    """A clause with the values that its regulation states for its parameters."""
    stated = {each.id: plain(each.value) for each in part.parameters if each.family in clause.parameters}
    return ClauseOut(
        id=clause.id,
        number=clause.number,
        title=clause.title,
        summary=clause.summary,
        kind=clause.kind,
        duties=list(clause.duties),
        parameters=stated,
    )


def plain(value: Value) -> bool | int | str:
    """A parameter's value as JSON has it: times as `17:30`."""
    return value.strftime("%H:%M") if isinstance(value, time) else value
