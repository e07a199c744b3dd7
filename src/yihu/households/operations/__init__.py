"""The verbs of the households floor."""

from yihu.households.operations.correct import CORRECTABLE, NAME, TOUCHES_CHARGES, correct, tell_finance

__all__ = ["CORRECTABLE", "NAME", "TOUCHES_CHARGES", "correct", "tell_finance"]
