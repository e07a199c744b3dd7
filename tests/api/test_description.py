"""What the API says of itself holds, whatever is sent (schemathesis, bounded and the same every time)."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.calls import Calls
from api.stage import Request
from yihu.config.wsgi import application


def _described(found: Any) -> Any:
    """An operation of the description, which must be sound."""
    return found.ok()


SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
OPERATIONS = {one.label: one for one in map(_described, SCHEMA.get_all_operations())}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CALLERS = {"/projects": "sysadmin", "/ledger": "auditor", "/documents": "cs_records"}
GENTLE = settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Let requests keep the connection of the test, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_it_works(stage: tuple[Calls, dict[str, Request]], label: str) -> None:
    api, requests = stage
    operation = OPERATIONS[label]
    there = requests.get(label.replace(" /api/v1", " "))
    who = next((name for part, name in CALLERS.items() if part in label), "cs_head")
    token = api.voice(who).token

    @GENTLE
    @given(case=operation.as_strategy(), exists=st.booleans())
    def hold(case: Any, exists: bool) -> None:
        if exists and there and there.path and case.path_parameters:
            case.path_parameters.update({name: str(there.path[name]) for name in case.path_parameters})
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        case.validate_response(answer, checks=CHECKS)

    with transaction.atomic():
        hold()
        transaction.set_rollback(True)
