"""The ways in which anything people remember leads to a household: one understanding, one set of statements.

The list of households and the one box both ask here, so that both find the same (R1.10c).
"""

from yihu.confidentiality.ways.grants import NOTHING, Grants, grants_of
from yihu.confidentiality.ways.meaning import WAY_TITLES, Meaning, Way, meaning_of
from yihu.confidentiality.ways.people import Holding, count_holdings, held_by, holdings
from yihu.confidentiality.ways.rooms import file_no_contains, rooms
from yihu.confidentiality.ways.sql import Sql, among, contains, equal, key, uuid, written

__all__ = [
    "NOTHING",
    "WAY_TITLES",
    "Grants",
    "Holding",
    "Meaning",
    "Sql",
    "Way",
    "among",
    "contains",
    "count_holdings",
    "equal",
    "file_no_contains",
    "grants_of",
    "held_by",
    "holdings",
    "key",
    "meaning_of",
    "rooms",
    "uuid",
    "written",
]
