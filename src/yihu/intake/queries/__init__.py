"""Reads of the intake floor."""

from yihu.intake.queries.batches import (
    BatchRow,
    Origin,
    ProblemRow,
    columns_in,
    columns_of,
    forgettable,
    get_batch,
    list_batches,
    list_problems,
    origin_of,
    unended,
)
from yihu.intake.queries.counts import COUNT_TITLES, counted
from yihu.intake.queries.errors import errors_workbook

__all__ = [
    "COUNT_TITLES",
    "BatchRow",
    "Origin",
    "ProblemRow",
    "columns_in",
    "columns_of",
    "counted",
    "errors_workbook",
    "forgettable",
    "get_batch",
    "list_batches",
    "list_problems",
    "origin_of",
    "unended",
]
