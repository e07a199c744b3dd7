"""The verbs of the intake floor."""

from yihu.intake.operations.confirm import Result, ask, confirm, is_large
from yihu.intake.operations.ending import Cancelled, cancel, fail, give_back
from yihu.intake.operations.read import name_columns, read
from yihu.intake.operations.take_errors import take_errors
from yihu.intake.operations.try_file import LARGE_FILE, Upload, Wishes, receive, set_aside, try_file

__all__ = [
    "LARGE_FILE",
    "Cancelled",
    "Result",
    "Upload",
    "Wishes",
    "ask",
    "cancel",
    "confirm",
    "fail",
    "give_back",
    "is_large",
    "name_columns",
    "read",
    "receive",
    "set_aside",
    "take_errors",
    "try_file",
]
