"""The rig of all tests.

`YIHU_TEST_DB=sqlite` (default) or `postgres` selects the database of a run; `make test` runs both.
`settings_test.py` and `rehearsal.py` make the environment, `databases.py` says which test gets which
database, `browser.py` drives the pages. The network is closed but for this machine itself.
"""

from collections.abc import Iterator

import pytest

pytest_plugins = ["databases", "browser", "cast", "furnished", "once"]


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name loudly, at the end, what could not run on this machine."""
    reasons = sorted({_reason(report) for report in terminalreporter.stats.get("skipped", [])})
    for reason in reasons:
        terminalreporter.write_line(f"NOT RUN: {reason}", red=True, bold=True)


def _reason(report: pytest.TestReport) -> str:
    """Why a test was skipped, without the place."""
    return str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)


@pytest.fixture(autouse=True)
def _english_is_not_left_on() -> Iterator[None]:
    """Leave no language of one test switched on for the next."""
    from django.utils import translation  # settings must be there first

    before = translation.get_language()
    yield
    translation.activate(before) if before else translation.deactivate_all()
