"""The papers of one file, each with all that its catalogue tells of it, asked for in three questions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from yihu.database.prepared import prepared
from yihu.dossiers.models import Cabinet, Document, ItemNumber, Placement, Signer
from yihu.policy.catalogue import Holding


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a file as it stands: its facts, whether filed, superseded or lost, and its place."""

    id: UUID
    volume: str
    line: str
    title: str
    pages: int
    carrier: str
    is_copy: bool
    formed_on: date | None
    received_at: datetime
    has_content: bool
    filed_at: datetime | None
    late: bool
    days_late: int
    superseded: bool
    lost: bool
    item_no: str
    signers: frozenset[UUID]
    placement: Placement | None

    @property
    def held(self) -> bool:
        """Whether it counts for its line: filed, and nothing took its place."""
        return self.filed_at is not None and not self.superseded


def papers_of(dossier_id: UUID) -> tuple[Paper, ...]:
    """Every paper of a file, in the order of receipt."""
    numbers = dict(_numbers(dossier_id))
    signers: dict[UUID, set[UUID]] = {}
    for document, person in _signers(dossier_id):
        signers.setdefault(document, set()).add(person)
    return tuple(
        Paper(
            id=row[0],
            volume=row[1],
            line=row[2],
            title=row[3],
            pages=row[4],
            carrier=row[5],
            is_copy=row[6],
            formed_on=row[7],
            received_at=row[8],
            has_content=bool(row[9]),
            filed_at=row[10],
            late=bool(row[11]),
            days_late=row[12] or 0,
            superseded=row[13] is not None,
            lost=row[14] is not None,
            item_no=numbers.get(row[0], ""),
            signers=frozenset(signers.get(row[0], ())),
            placement=None if row[15] is None else _placement(row[15:]),
        )
        for row in _documents(dossier_id)
    )


def holdings(papers: Iterable[Paper]) -> Mapping[str, Holding]:
    """What was filed under each line that holds anything (R1.4c)."""
    lines: dict[str, list[Paper]] = {}
    for paper in papers:
        if paper.held:
            lines.setdefault(paper.line, []).append(paper)
    return {
        line: Holding(
            code=line,
            documents=len(held),
            pages=sum(paper.pages for paper in held),
            signatures=_signatures(held),
            copies_only=all(paper.is_copy for paper in held),
            lost=sum(paper.lost for paper in held),
        )
        for line, held in lines.items()
    }


def _signatures(held: Iterable[Paper]) -> int:
    """Distinct named signers, and one for each document that names nobody; what is lost shows nothing."""
    there = [paper for paper in held if not paper.lost]
    named = Counter(person for paper in there for person in paper.signers)
    return len(named) + sum(not paper.signers for paper in there)


@prepared
def _documents(dossier: UUID) -> "QuerySet[Document, tuple[Any, ...]]":
    """One row a document: of losses one at most is open, and of placements (`lost_once`, `placed_once`)."""
    rows = Document.objects.filter(dossier=dossier).annotate(
        loss=FilteredRelation("losses", condition=Q(losses__ended_at__isnull=True)),
        spot=FilteredRelation("placements", condition=Q(placements__until__isnull=True)),
    )
    return rows.order_by("received_at", "id").values_list(
        "id",
        "volume",
        "line",
        "title",
        "pages",
        "carrier",
        "is_copy",
        "formed_on",
        "received_at",
        "content_id",
        "filing__filed_at",
        "filing__late",
        "filing__days_late",
        "supersession__id",
        "loss__id",
        "spot__cabinet__code",
        "spot__shelf",
        "spot__position",
        "spot__bag",
        "spot__binder",
        "spot__binder_page",
    )


def _placement(row: tuple[Any, ...]) -> Placement:
    code, shelf, position, bag, binder, page = row
    return Placement(
        cabinet=Cabinet(code=code), shelf=shelf, position=position, bag=bag, binder=binder, binder_page=page
    )


@prepared
def _numbers(dossier: UUID) -> "QuerySet[ItemNumber, tuple[UUID, str]]":
    """Item numbers, the latest of each document last."""
    rows = ItemNumber.objects.filter(dossier=dossier).order_by("given_at", "id")
    return rows.values_list("document", "item_no")


@prepared
def _signers(dossier: UUID) -> "QuerySet[Signer, tuple[UUID, UUID]]":
    return Signer.objects.filter(document__dossier=dossier).values_list("document", "person")
