"""The three written regulations as data: every clause, number, rhythm and catalogue line."""

from yihu.policy.decisions import NotKnown
from yihu.policy.regulations.apartment import APARTMENT
from yihu.policy.regulations.community import COMMUNITY
from yihu.policy.regulations.model import Clause, Regulation
from yihu.policy.regulations.process import PROCESS

REGULATIONS: dict[str, Regulation] = {each.code: each for each in (COMMUNITY, PROCESS, APARTMENT)}

_CLAUSES: dict[str, Clause] = {
    clause.id: clause for regulation in REGULATIONS.values() for clause in regulation.clauses
}


def get_regulation(code: str) -> Regulation:
    """The regulation of that code (`community`, `process`, `apartment`); `NotKnown` for any other."""
    try:
        return REGULATIONS[code]
    except KeyError:
        raise NotKnown(code) from None


def get_clause(id_: str) -> Clause:
    """The clause of that id (`R1.5d`); `NotKnown` if there is none."""
    try:
        return _CLAUSES[id_]
    except KeyError:
        raise NotKnown(id_) from None
