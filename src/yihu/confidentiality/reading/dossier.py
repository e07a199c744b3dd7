"""The catalogue of a file for one person's eyes (R1.4, C1): lines of the volumes that are his to see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from yihu.confidentiality import events, gate
from yihu.database.prepared import prepared
from yihu.dossiers import completeness, places, plans
from yihu.dossiers.models import CataloguePrint, Dossier, NotApplicable
from yihu.dossiers.papers import Paper, papers_of
from yihu.dossiers.template import day_of, template_for
from yihu.estate import queries as estate
from yihu.policy import catalogue
from yihu.policy.access import Object
from yihu.policy.composition import EffectivePolicy
from yihu.policy.decisions import NotKnown
from yihu.policy.regulations.model import UNCONDITIONAL, CatalogueLine
from yihu.policy.seventeen import Item, seventeen
from yihu.policy.vocabulary import LINE_MARKS, Actor, Department, LineState


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document under its catalogue line; `readable` says whether this person may open it now."""

    id: UUID
    item_no: str
    title: str
    volume: str
    pages: int
    carrier: str
    is_copy: bool
    formed_on: date | None
    received_at: datetime
    filed_at: datetime | None
    late: bool
    days_late: int
    location: str
    has_content: bool
    superseded: bool
    lost: bool
    readable: bool
    place: tuple[places.Part, ...] = ()


@dataclass(frozen=True, slots=True)
class LineView:
    """A catalogue line: its mark, what it asks, what lies in it."""

    code: str
    title: str
    category: str
    volume: str
    follows: str
    retention: str
    items: tuple[int, ...]
    clauses: tuple[str, ...]
    required: bool
    conditional: bool
    system_kept: bool
    state: LineState
    mark: str
    reason: str
    excused_by: str
    signatures_given: int
    signatures_needed: int
    copies_only: bool
    count: int
    documents: tuple[DocumentLine, ...]
    catch_up_until: date | None = None


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """A file's catalogue with its counts; `waiting` are papers received and not yet filed.

    `seventeen` is 權籍檔案 in the order of R3.5.1, for whoever sees every volume.
    """

    dossier_id: UUID
    household_id: UUID
    project: str
    file_no: str
    unit_label: str
    edition: int
    lines: tuple[LineView, ...]
    seventeen: tuple[Item, ...]
    waiting: tuple[DocumentLine, ...]
    required: int
    present: int
    print_version: int
    printed_at: datetime | None
    reprint_due: bool
    closed: bool
    version: int

    def of(self, volume: str) -> tuple[LineView, ...]:
        """The lines of one volume."""
        return tuple(line for line in self.lines if line.volume == volume)


def find_dossier(*, by: Actor, dossier_id: UUID) -> Dossier:
    """The file with this id, in the actor's own project. Raises `NotKnown` for any other."""
    dossier = (
        Dossier.objects.select_related("household__unit", "project")
        .filter(pk=dossier_id, project_id=gate.own_project(by))
        .first()
    )
    if dossier is None:
        raise NotKnown
    return dossier


def open_catalogue(
    *, by: Actor, at: datetime, dossier_id: UUID, action: str = events.DOSSIER_VIEWED
) -> CatalogueView:
    """A file's catalogue: 客服 and permitted readers see every line, others those of their own volume (C1).

    The sight is registered. Raises `Refused`, `NotKnown`.
    """
    gate.require(by=by, at=at, project_id=gate.own_project(by), thing=Object.CATALOGUE, volume=by.department)
    dossier = find_dossier(by=by, dossier_id=dossier_id)
    gate.admit(
        by=by,
        at=at,
        project_id=dossier.project_id,
        thing=Object.CATALOGUE,
        volume=by.department,
        action=action,
        subjects={"dossier": dossier.pk, "household": dossier.household_id},
    )
    return view_of(by, dossier, at)


def view_of(
    by: Actor, dossier: Dossier, at: datetime, policy: EffectivePolicy | None = None
) -> CatalogueView:
    """A catalogue that somebody was admitted to: the caller decided and registered it."""
    policy = policy or estate.effective_policy(dossier.project, day_of(dossier.project, at))
    template = template_for(dossier, at=at, policy=policy)
    reasons = {line: (why, who) for line, why, who in _excused(dossier.pk)}
    papers = papers_of(dossier.pk)
    why = {line: reason for line, (reason, _) in reasons.items()}
    derived = completeness.derive(dossier=dossier, template=template, excused=why, papers=papers)
    statuses = {status.code: status for status in derived}
    excuses = {line: who for line, (_, who) in reasons.items()}
    volumes = _volumes_seen(by, dossier, at)
    filed, waiting = _documents(by, dossier, papers, at)
    covered = plans.covered_until(dossier, at=at)
    lines = tuple(
        _line(
            line,
            statuses[line.code],
            excuses.get(line.code, ""),
            tuple(filed.get(line.code, ())),
            covered.get(line.code),
        )
        for line in template.lines
        if line.volume in volumes
    )
    shown = [statuses[line.code] for line in lines]
    counts = catalogue.completeness(shown)
    printed = _printed.first(dossier.pk)
    return CatalogueView(
        dossier_id=dossier.pk,
        household_id=dossier.household_id,
        project=dossier.project.code,
        file_no=dossier.file_no,
        unit_label=dossier.household.unit.label,
        edition=template.edition,
        lines=lines,
        seventeen=seventeen(statuses.values()) if len(volumes) == len(Department) else (),
        waiting=tuple(item for item in waiting if item.volume in volumes),
        required=counts.required,
        present=counts.present,
        print_version=printed.number if printed else 0,
        printed_at=printed.printed_at if printed else None,
        reprint_due=_reprint_due(
            dossier, printed, items=sum(map(len, filed.values())), least=int(policy.value("P04"))
        ),
        closed=dossier.household.ended_on is not None,
        version=dossier.version,
    )


@prepared
def _excused(dossier: UUID) -> "QuerySet[NotApplicable, tuple[str, str, str]]":
    declared = NotApplicable.objects.filter(dossier=dossier, withdrawn_at__isnull=True)
    return declared.values_list("line", "reason", "declared_by__name")


@prepared
def _printed(dossier: UUID) -> "QuerySet[CataloguePrint, CataloguePrint]":
    return CataloguePrint.objects.filter(dossier=dossier).order_by("-number")[:1]


def _volumes_seen(by: Actor, dossier: Dossier, at: datetime) -> frozenset[Department]:
    return frozenset(
        volume
        for volume in Department
        if gate.decide(by=by, at=at, project_id=dossier.project_id, thing=Object.CATALOGUE, volume=volume)
    )


def _reprint_due(dossier: Dossier, printed: CataloguePrint | None, *, items: int, least: int) -> bool:
    """R2.3.2: a file of at least P04 items wants a new 目錄篇 once it changed after the latest print."""
    if items < least:
        return False
    return printed is None or dossier.accession_rows.filter(entered_at__gt=printed.printed_at).exists()


def _line(
    line: CatalogueLine,
    status: catalogue.LineStatus,
    excused_by: str,
    documents: tuple[DocumentLine, ...],
    catch_up_until: date | None,
) -> LineView:
    return LineView(
        code=line.code,
        title=line.title,
        category=line.category,
        volume=line.volume,
        follows=line.follows,
        retention=line.retention,
        items=line.items,
        clauses=line.clauses,
        required=status.required,
        conditional=line.rule not in UNCONDITIONAL,
        system_kept=line.system_kept,
        state=status.state,
        mark=LINE_MARKS[status.state],
        reason=status.reason,
        excused_by=excused_by,
        signatures_given=status.signatures_given,
        signatures_needed=status.signatures_needed,
        copies_only=status.copies_only,
        count=status.count,
        documents=documents,
        catch_up_until=catch_up_until,
    )


def _documents(
    by: Actor, dossier: Dossier, held: Iterable[Paper], at: datetime
) -> tuple[dict[str, list[DocumentLine]], list[DocumentLine]]:
    """Filed documents by line, oldest first, and those that wait."""
    readable = {
        volume: bool(
            gate.decide(
                by=by, at=at, project_id=dossier.project_id, thing=Object.DOCUMENT_CONTENT, volume=volume
            )
        )
        for volume in Department
    }
    filed: dict[str, list[DocumentLine]] = defaultdict(list)
    waiting: list[DocumentLine] = []
    for paper in held:
        item = DocumentLine(
            id=paper.id,
            item_no=paper.item_no,
            title=paper.title,
            volume=paper.volume,
            pages=paper.pages,
            carrier=paper.carrier,
            is_copy=paper.is_copy,
            formed_on=paper.formed_on,
            received_at=paper.received_at,
            filed_at=paper.filed_at,
            late=paper.late,
            days_late=paper.days_late,
            location=places.words(paper.placement),
            has_content=paper.has_content,
            superseded=paper.superseded,
            lost=paper.lost,
            readable=readable[Department(paper.volume)],
            place=places.parts(paper.placement),
        )
        if paper.filed_at:
            filed[paper.line].append(item)
        else:
            waiting.append(item)
    return filed, waiting
