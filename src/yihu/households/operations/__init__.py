"""The verbs of the households floor."""

from yihu.households.operations.correct import CORRECTABLE, correct

__all__ = ["CORRECTABLE", "correct"]
