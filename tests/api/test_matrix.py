"""Role × operation: exactly the documented set (acceptance check 1)."""

import pytest
from django.db import transaction

from api.calls import BASE, Calls, Voice
from api.matrix import EVERYBODY, MATRIX, OPEN
from api.stage import Request
from yihu.api.urls import api as service


def operations() -> set[str]:
    """Every operation that the API describes."""
    return {
        f"{method.upper()} {path.removeprefix(BASE)}"
        for path, methods in service.get_openapi_schema()["paths"].items()
        for method in methods
    }


def test_every_operation_has_its_row() -> None:
    assert operations() == set(MATRIX) | OPEN


@pytest.mark.acceptance("check 1")
@pytest.mark.clause("R1.6a")
@pytest.mark.parametrize("operation", sorted(MATRIX))
def test_the_documented_set_exactly(stage: tuple[Calls, dict[str, Request]], operation: str) -> None:
    api, requests = stage
    row, request = MATRIX[operation], requests[operation]
    wanted = {who: row.success if who in row.may else 403 for who in EVERYBODY}
    wanted |= dict.fromkeys(row.unknowing, 404)
    wanted |= {"nobody": 401, "xq_cs_head": row.stranger}
    assert {who: status(api.voice(who), operation, request) for who in wanted} == wanted


def status(voice: Voice, operation: str, request: Request) -> int:
    """What this caller is answered; what he did is undone."""
    with transaction.atomic():
        answer = request.send(voice, operation).status_code
        transaction.set_rollback(True)
    return answer
