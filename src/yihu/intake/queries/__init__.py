"""Reads of the intake floor."""

from yihu.intake.queries.batches import BatchRow, ProblemRow, get_batch, list_batches, list_problems
from yihu.intake.queries.counts import COUNT_TITLES, counted
from yihu.intake.queries.errors import errors_workbook

__all__ = [
    "COUNT_TITLES",
    "BatchRow",
    "ProblemRow",
    "counted",
    "errors_workbook",
    "get_batch",
    "list_batches",
    "list_problems",
]
