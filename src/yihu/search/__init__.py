"""One box: whatever people remember of a household leads to it, for those who may know it (R1.10c)."""

from yihu.search.finding import LONGEST, find, offer, overview
from yihu.search.hits import KIND_TITLES, MOST_COUNTED, Findings, Group, Hit, Kind

__all__ = [
    "KIND_TITLES",
    "LONGEST",
    "MOST_COUNTED",
    "Findings",
    "Group",
    "Hit",
    "Kind",
    "find",
    "offer",
    "overview",
]
