"""Whether the table of subjects says what the entries say: nobody's look at a file may be hidden from it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import inf
from operator import itemgetter

from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.ledger import scanning
from yihu.ledger.canonical import subjects_in
from yihu.ledger.faults import Found

_ENTRIES = "SELECT id, CAST(chain_id AS text), seq, body FROM ledger_entry ORDER BY id"
_ORDERED = "SELECT entry_id, subject FROM ledger_entrysubject ORDER BY entry_id"
_NONE: tuple[float, list[str]] = (inf, [])


class Sums:
    """Order-free sums of all pairs of subject and entry, under a hash keyed anew in every process."""

    __slots__ = ("total",)

    def __init__(self) -> None:
        self.total = 0

    def add(self, rows: Iterable[tuple[int, str]]) -> None:
        """Count the subjects that bodies name, each once in its entry."""
        named = {(subject, entry) for entry, body in rows for subject in subjects_in(body)}
        self.total += sum(map(hash, named))


def check(connection: BaseDatabaseWrapper, told: Sums) -> None:
    """`Found` (subjects_changed) at the first entry whose rows differ from its body."""
    if sum(map(hash, scanning.stream(connection, scanning.SUBJECTS))) != told.total:
        _name_first(connection)


def _name_first(connection: BaseDatabaseWrapper) -> None:
    stored = _grouped(connection)
    at, kept = next(stored, _NONE)
    for entry, chain, seq, body in scanning.stream(connection, _ENTRIES):
        told = sorted(set(subjects_in(body)))
        if at < entry or (kept if at == entry else []) != told:
            raise Found("subjects_changed", chain=scanning.dashed(chain), seq=seq)
        if at == entry:
            at, kept = next(stored, _NONE)
    raise Found("subjects_changed")


def _grouped(connection: BaseDatabaseWrapper) -> Iterator[tuple[float, list[str]]]:
    for entry, pairs in groupby(scanning.stream(connection, _ORDERED), key=itemgetter(0)):
        yield entry, sorted(subject for _, subject in pairs)
