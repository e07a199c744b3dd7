"""The API as each of the cast calls it, at one standing instant."""

from collections.abc import Iterator

import pytest
import time_machine

from api.calls import Calls
from cast import AT, Cast


@pytest.fixture
def api(cast: Cast) -> Iterator[Calls]:
    """Calls by anybody of the cast: `api.cs_officer.get("/units")`."""
    with time_machine.travel(AT, tick=False) as clock:
        yield Calls(cast, clock)
