"""What the API says of itself holds, whatever is sent (schemathesis, bounded and the same every time)."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.calls import Calls
from api.stage import staged
from yihu.config.wsgi import application

SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}
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


@pytest.mark.slow
@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_it_works(api: Calls, label: str) -> None:
    operation = OPERATIONS[label]
    there = staged(api).get(label.replace(" /api/v1", " "))
    who = next((name for part, name in CALLERS.items() if part in label), "cs_head")
    token = api.voice(who).token

    @GENTLE
    @given(case=operation.as_strategy(), exists=st.booleans())
    def hold(case: Any, exists: bool) -> None:
        if exists and there and there.path and case.path_parameters:
            case.path_parameters.update({name: str(there.path[name]) for name in case.path_parameters})
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        case.validate_response(answer, checks=CHECKS)

    hold()
