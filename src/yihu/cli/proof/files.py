"""What files should hold by their own papers, some hundreds at a time, beside what is kept about them.

Five hundred files take as many questions as one; nothing is kept in memory but the files in hand.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q

from yihu.dossiers.models import Document, Dossier, Gap, HouseholdCircumstance, NotApplicable, Signer
from yihu.estate.models import Project
from yihu.households.models import Ownership
from yihu.policy.catalogue import Holding, HouseholdFacts
from yihu.policy.vocabulary import Circumstance, UnitKind, Use

CHUNK = 500
_KEPT = (
    *("pk", "household_id", "file_no", "catalogue_edition"),
    *("required_lines", "required_count", "present_count"),
    *("household__tenure_no", "household__unit__use", "household__unit__kind"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One file: what decides its catalogue, and what is kept of it."""

    file_no: str
    edition: int | None
    facts: HouseholdFacts
    holdings: Mapping[str, Holding]
    excused: Mapping[str, str]
    gaps: frozenset[str]
    required_lines: frozenset[str]
    counts: tuple[int, int]


def files_of(project: Project) -> Iterator[File]:
    """Every file of a project, closed ones too."""
    rows: list[tuple[Any, ...]] = []
    found = Dossier.objects.filter(project=project).order_by("pk").values_list(*_KEPT)
    while rows := list((found.filter(pk__gt=rows[-1][0]) if rows else found)[:CHUNK]):
        yield from _files(project, rows)


def _files(project: Project, rows: list[tuple[Any, ...]]) -> Iterator[File]:
    ids, households = [row[0] for row in rows], [row[1] for row in rows]
    circumstances, owners = _circumstances(households), _owners(households)
    holdings, excused, gaps = _holdings(ids), _excused(ids), _gaps(project, ids)
    for pk, household, file_no, edition, lines, required, present, tenure_no, use, kind in rows:
        yield File(
            file_no=file_no,
            edition=edition,
            facts=HouseholdFacts(
                tenure_no=tenure_no,
                use=Use(use),
                unit_kind=UnitKind(kind),
                owners=owners.get(household, 0),
                circumstances=frozenset(circumstances.get(household, ())),
            ),
            holdings=holdings.get(pk, {}),
            excused=excused.get(pk, {}),
            gaps=frozenset(gaps.get(pk, ())),
            required_lines=frozenset(lines),
            counts=(required, present),
        )


def _circumstances(households: Collection[UUID]) -> Mapping[UUID, set[Circumstance]]:
    found: dict[UUID, set[Circumstance]] = defaultdict(set)
    now = HouseholdCircumstance.objects.filter(household__in=households, ended_at__isnull=True)
    for household, kind in now.values_list("household_id", "kind"):
        found[household].add(Circumstance(kind))
    return found


def _owners(households: Collection[UUID]) -> Mapping[UUID, int]:
    now = Ownership.objects.filter(household__in=households, ends_on__isnull=True).order_by()
    return dict(now.values_list("household_id").annotate(Count("pk")))


def _excused(ids: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    declared = NotApplicable.objects.filter(dossier__in=ids, withdrawn_at__isnull=True)
    for dossier, line, reason in declared.values_list("dossier_id", "line", "reason"):
        found[dossier][line] = reason
    return found


def _gaps(project: Project, ids: Collection[UUID]) -> Mapping[UUID, set[str]]:
    """The kept gaps; one that stands under another project is not among them."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for dossier, line in Gap.objects.filter(dossier__in=ids, project=project).values_list(
        "dossier_id", "line"
    ):
        found[dossier].add(line)
    return found


def _holdings(ids: Collection[UUID]) -> Mapping[UUID, Mapping[str, Holding]]:
    """What lies under each line: papers filed that nothing took the place of (R1.4c)."""
    papers: dict[tuple[UUID, str], list[tuple[UUID, bool, bool]]] = defaultdict(list)
    on_file = Document.objects.filter(dossier__in=ids, filing__isnull=False, supersession__isnull=True)
    lost = FilteredRelation("losses", condition=Q(losses__ended_at__isnull=True))
    rows = on_file.annotate(loss=lost).values_list("dossier_id", "line", "pk", "is_copy", "loss__pk")
    for dossier, line, document, is_copy, loss in rows:
        papers[dossier, line].append((document, is_copy, loss is not None))
    signers = _signers(ids)
    found: dict[UUID, dict[str, Holding]] = defaultdict(dict)
    for (dossier, line), held in papers.items():
        there = [signers.get(document, {document}) for document, _, is_lost in held if not is_lost]
        found[dossier][line] = Holding(
            code=line,
            documents=len(held),
            signatures=len(set[UUID]().union(*there)),
            copies_only=all(is_copy for _, is_copy, _ in held),
            lost=sum(is_lost for _, _, is_lost in held),
        )
    return found


def _signers(ids: Collection[UUID]) -> Mapping[UUID, set[UUID]]:
    """Who signed each document; one that names nobody is taken to bear one signature, its own."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Signer.objects.filter(document__dossier__in=ids).values_list("document_id", "person_id")
    for document, person in rows:
        found[document].add(person)
    return found
