"""What leaves as a file or on paper: asked for, approved by another, taken and counted (R1.8)."""

from yihu.confidentiality.exports.asking import ask_export
from yihu.confidentiality.exports.deciding import decide_export
from yihu.confidentiality.exports.queries import (
    count_waiting,
    find_export,
    find_live,
    list_exports,
    may_decide,
    state_of,
)
from yihu.confidentiality.exports.scope import ExportState, Kind, Scope
from yihu.confidentiality.exports.taking import Taken, take_export

__all__ = [
    "ExportState",
    "Kind",
    "Scope",
    "Taken",
    "ask_export",
    "count_waiting",
    "decide_export",
    "find_export",
    "find_live",
    "list_exports",
    "may_decide",
    "state_of",
    "take_export",
]
