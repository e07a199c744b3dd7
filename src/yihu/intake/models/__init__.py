"""Imports."""

from yihu.intake.models.batch import Batch, BatchProblem, State
from yihu.intake.models.staging import BroughtIn, KeptMapping, StagedChunk

__all__ = ["Batch", "BatchProblem", "BroughtIn", "KeptMapping", "StagedChunk", "State"]
