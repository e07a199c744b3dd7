"""The verbs of the intake floor."""

from yihu.intake.operations.confirm import Result, confirm
from yihu.intake.operations.take_errors import take_errors
from yihu.intake.operations.try_file import Upload, try_file

__all__ = ["Result", "Upload", "confirm", "take_errors", "try_file"]
