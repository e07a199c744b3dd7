"""The log tells where the program failed, and nothing of whom."""

import logging

from django.conf import settings
from django.db import IntegrityError

from yihu.faces.reticent_logs import ReticentFormatter, frames_of


def failed() -> IntegrityError:
    try:
        try:
            raise ValueError("DETAIL: Key (number)=(13812341234) already exists.")
        except ValueError as said:
            raise IntegrityError("13812341234") from said
    except IntegrityError as error:
        return error


def test_it_works() -> None:
    told = frames_of(failed())
    assert "django.db.utils.IntegrityError" in told
    assert "after builtins.ValueError" in told
    assert "test_reticent_logs.py" in told
    assert "in failed" in told
    assert "13812341234" not in told


def test_every_line_of_the_log_is_written_so() -> None:
    error = failed()
    record = logging.LogRecord(
        "yihu", logging.ERROR, "", 0, "failed", (), (type(error), error, error.__traceback__)
    )
    line = ReticentFormatter().format(record)
    assert line.startswith("failed\ndjango.db.utils.IntegrityError")
    assert "13812341234" not in line
    assert settings.LOGGING["formatters"]["line"]["()"].endswith(ReticentFormatter.__qualname__)
