"""What arrives in bulk."""

from yihu.intake.models.batch import Batch, BatchProblem

__all__ = ["Batch", "BatchProblem"]
