"""Requests as those see them who asked, answer, serve or look after them; and the register (F01)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet

from yihu.accounts.queries import StandIn, stands_in_for
from yihu.confidentiality import events, gate
from yihu.confidentiality.models import Consultation, ConsultationItem, ConsultationRow
from yihu.estate import queries as estate
from yihu.estate.models import Project
from yihu.kernel.paging import LARGEST_PAGE, Page, decode_cursor, encode_cursor
from yihu.policy import consultation as rules
from yihu.policy.access import Object
from yihu.policy.cadence import add_months
from yihu.policy.decisions import FieldError, Invalid, NotKnown
from yihu.policy.delegation import Scope
from yihu.policy.regulations.template import TEMPLATE
from yihu.policy.vocabulary import N_, Actor, Department, Role

_OVERSIGHT = frozenset({Role.CS_HEAD, Role.PROJECT_MANAGER, Role.AUDITOR})
_LINES = {line.code: line.title for line in TEMPLATE}
_NEAR = (
    *("project", "dossier__household__unit", "asked_by", "reader", "endorsed_by", "decided_by", "row"),
    *("decided_for", "countersigned_by", "ended_by"),
)
_NEAR_ROW = (
    *("dossier__household__unit", "reader", "document", "standing_permit__granted_by"),
    *(f"consultation__{each}" for each in _NEAR if each != "row"),
)


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing asked for: its title (a message id, but of a document), and whether it was granted."""

    word: str
    kind: str
    title: str
    document_id: UUID | None
    granted: bool | None
    pages: int


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row of 《業戶檔案查閱登記表》 (F01); `standing`: under a standing permit, for its purpose (C15)."""

    number: str
    asked_at: datetime
    reader: str
    department: str
    outsider: bool
    unit_label: str
    file_no: str
    items: tuple[ItemView, ...]
    purpose: str
    mode: str
    endorsed_by: str
    endorsed_at: datetime | None
    endorsement: str
    approved_by: str
    approved_at: datetime
    decision: str
    climbed: bool
    countersigned_by: str
    valid_until: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    pages: int | None
    condition: str
    note: str
    standing: bool
    consultation_id: UUID | None


def find_consultation(*, by: Actor, at: datetime, consultation_id: UUID) -> Consultation:
    """The request with this id, if this person may know of it; `NotKnown` for any other."""
    project = Project.objects.get(pk=gate.own_project(by))
    found = _seen(by, project, at).filter(pk=consultation_id).first()
    if found is None:
        raise NotKnown
    return found


def list_consultations(
    *, by: Actor, at: datetime, project: Project, cursor: str = "", limit: int = 50
) -> Page[Consultation]:
    """Requests this person may know of, newest first. Raises `NotKnown`, `Invalid`."""
    found = _seen(by, project, at)
    total, limit = found.count(), max(1, min(limit, LARGEST_PAGE))
    if cursor:
        match decode_cursor(cursor, parts=2):
            case [str(instant), str(id_)]:
                since = _instant(instant)
                found = found.filter(Q(asked_at__lt=since) | Q(asked_at=since, pk__lt=_uuid(id_)))
            case _:
                raise _bad_cursor()
    page = list(found.order_by("-asked_at", "-pk")[: limit + 1])
    more = len(page) > limit
    last = page[limit - 1] if more else None
    return Page(
        tuple(page[:limit]),
        encode_cursor(last.asked_at.isoformat(), str(last.pk)) if last else None,
        total,
    )


def list_waiting(*, by: Actor, at: datetime, project: Project) -> list[Consultation]:
    """What waits for this person's word or countersignature now, oldest first."""
    if by.project_id != project.pk:
        return []
    stand_in = stands_in_for(account=by.account_id, project=project.pk, scope=Scope.CONSULTATIONS, at=at)
    roles = {by.role, *stand_in.roles}
    found = Consultation.objects.filter(project=project).filter(_awaiting(roles, at) | _unsigned(roles))
    found = found.exclude(asked_by=by.account_id).exclude(reader=by.account_id)
    others = found.exclude(asked_by__in=stand_in.delegators).exclude(reader__in=stand_in.delegators)
    return list(others.select_related(*_NEAR).order_by("asked_at", "pk")[:LARGEST_PAGE])


def list_own(*, by: Actor, at: datetime, project: Project) -> list[Consultation]:
    """This person's permits that run, and requests that wait."""
    own = Consultation.objects.filter(project=project, reader=by.account_id, ended_at__isnull=True)
    own = own.filter(Q(approved__isnull=True) & ~Q(endorsed=False) | Q(valid_until__gt=at))
    return list(own.select_related(*_NEAR).order_by("-asked_at", "-pk")[:LARGEST_PAGE])


def items_of(consultations: Iterable[Consultation]) -> dict[UUID, tuple[ItemView, ...]]:
    """What was asked for in each, in order; one question for all."""
    found: dict[UUID, list[ItemView]] = {each.pk: [] for each in consultations}
    items = ConsultationItem.objects.filter(consultation__in=found).select_related("document")
    for item in items.order_by("consultation", "position"):
        found[item.consultation_id].append(_item(item))
    return {id_: tuple(rows) for id_, rows in found.items()}


def state_of(consultation: Consultation, *, at: datetime) -> rules.ConsultationState:
    """Where it stands."""
    return rules.state_of(consultation.asked, at=at)


def open_register(
    *,
    by: Actor,
    at: datetime,
    project: Project,
    year: int | None = None,
    cursor: str = "",
    limit: int = 50,
) -> Page[RegisterRow]:
    """《業戶檔案查閱登記表》, newest first; the sight is registered. Raises `Refused` R1.6c, `NotKnown`."""
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.CONSULTATION_REGISTER,
        volume=None if _whole(by) else by.department,
        action=events.REGISTER_CONSULTATIONS_VIEWED,
        detail={"year": year or 0},
    )
    rows = _rows_for(by, project)
    if year:
        rows = rows.filter(year=year)
    total, limit = rows.count(), max(1, min(limit, LARGEST_PAGE))
    if cursor:
        match decode_cursor(cursor, parts=2):
            case [int(of_year), int(serial)]:
                rows = rows.filter(Q(year__lt=of_year) | Q(year=of_year, serial__lt=serial))
            case _:
                raise _bad_cursor()
    page = list(rows.select_related(*_NEAR_ROW).order_by("-year", "-serial")[: limit + 1])
    last = page[limit - 1] if len(page) > limit else None
    page = page[:limit]
    items = items_of(row.consultation for row in page if row.consultation)
    return Page(
        tuple(_row(row, items) for row in page),
        encode_cursor(last.year, last.serial) if last else None,
        total,
    )


def open_month(*, by: Actor, at: datetime, project: Project, month: date) -> tuple[RegisterRow, ...]:
    """A month of the register in the order of its numbers, for print; registered. Raises as reading it."""
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.CONSULTATION_REGISTER,
        volume=None if _whole(by) else by.department,
        action=events.PRINTED,
        detail={"register": "consultations", "month": f"{month:%Y-%m}"},
    )
    page = list(_of_month(by, project, month).select_related(*_NEAR_ROW).order_by("year", "serial"))
    items = items_of(row.consultation for row in page if row.consultation)
    return tuple(_row(row, items) for row in page)


def count_month(*, by: Actor, at: datetime, project: Project, month: date) -> int:
    """How many rows a month has for this person. Raises `Refused` R1.6c, `NotKnown`."""
    volume = None if _whole(by) else by.department
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.CONSULTATION_REGISTER, volume=volume)
    return _of_month(by, project, month).count()


def _of_month(by: Actor, project: Project, month: date) -> "QuerySet[ConsultationRow]":
    here = estate.zone(project)
    begins = datetime.combine(month, time.min, here)
    ends = datetime.combine(add_months(month, 1), time.min, here)
    return _rows_for(by, project).filter(entered_at__gte=begins, entered_at__lt=ends)


def _rows_for(by: Actor, project: Project) -> "QuerySet[ConsultationRow]":
    """The register whole, or the rows of the own volume."""
    rows = ConsultationRow.objects.filter(project=project)
    return rows if _whole(by) else rows.filter(volume=by.department or "")


def _whole(by: Actor) -> bool:
    return by.role in _OVERSIGHT or by.department is Department.CS


def _seen(by: Actor, project: Project, at: datetime) -> "QuerySet[Consultation]":
    """Own ones; those of the own department to endorse, of the own volume to decide and serve; or all."""
    if by.project_id != project.pk:
        raise NotKnown
    found = Consultation.objects.filter(project=project).select_related(*_NEAR)
    if by.role in _OVERSIGHT:
        return found
    near = Q(asked_by=by.account_id) | Q(reader=by.account_id)
    if by.role in rules.HEADS.values():
        near |= Q(volume=by.department) | Q(department=by.department)
    elif by.role is Role.RECORDS_OFFICER:
        near |= Q(volume=by.department)
    stand_in = stands_in_for(account=by.account_id, project=project.pk, scope=Scope.CONSULTATIONS, at=at)
    return found.filter(near | _of_stand_in(stand_in))


def _of_stand_in(stand_in: StandIn) -> Q:
    departments = [each for each, head in rules.HEADS.items() if head in stand_in.roles]
    seen = Q(volume__in=departments) | Q(department__in=departments)
    return seen | ~Q(pk=None) if Role.PROJECT_MANAGER in stand_in.roles else seen


def _awaiting(roles: Iterable[Role | None], at: datetime) -> Q:
    held = set(roles)
    departments = [each for each, head in rules.HEADS.items() if head in held]
    undecided = Q(approved__isnull=True) & ~Q(endorsed=False)
    at_own_head = Q(needs_endorsement=True, endorsed__isnull=True)
    theirs = at_own_head & Q(department__in=departments) | ~at_own_head & Q(volume__in=departments)
    if Role.PROJECT_MANAGER in held:
        theirs |= Q(climbs_at__lte=at) | Q(head_asks=True)
    return undecided & theirs


def _unsigned(roles: Iterable[Role | None]) -> Q:
    departments = [each for each, head in rules.HEADS.items() if head in set(roles)]
    return Q(climbed=True, approved=True, countersigned_at__isnull=True, volume__in=departments)


def _item(item: ConsultationItem) -> ItemView:
    paper = item.document
    if paper:
        title = paper.title
    else:
        fields = {str(field): title for field, title in rules.FIELD_TITLES.items()}
        title = fields.get(item.code) or _LINES.get(item.code, item.code)
    return ItemView(
        word=item.word,
        kind=item.kind,
        title=title,
        document_id=item.document_id,
        granted=item.granted,
        pages=(paper.content_pages or 0) if paper else 0,
    )


def _row(row: ConsultationRow, items: dict[UUID, tuple[ItemView, ...]]) -> RegisterRow:
    unit, read = row.dossier.household.unit.label, row.consultation
    if read is None:
        return _standing_row(row, unit)
    return RegisterRow(
        number=row.number,
        asked_at=read.asked_at,
        reader=row.reader.name,
        department=read.department,
        outsider=not read.department,
        unit_label=unit,
        file_no=row.dossier.file_no,
        items=tuple(item for item in items[read.pk] if item.granted),
        purpose=read.purpose,
        mode=read.mode,
        endorsed_by=_name(read.endorsed_by),
        endorsed_at=read.endorsed_at,
        endorsement=read.endorsement,
        approved_by=_name(read.decided_by),
        approved_at=row.entered_at,
        decision=read.decision,
        climbed=read.climbed,
        countersigned_by=_name(read.countersigned_by),
        valid_until=read.valid_until,
        started_at=read.started_at,
        ended_at=read.ended_at,
        ended_by=_name(read.ended_by),
        pages=read.pages,
        condition=read.condition,
        note=read.note,
        standing=False,
        consultation_id=read.pk,
    )


def _standing_row(row: ConsultationRow, unit: str) -> RegisterRow:
    permit = row.standing_permit
    assert permit is not None
    paper = row.document
    items: tuple[ItemView, ...] = ()
    if paper:
        items = (ItemView(str(paper.pk), "document", paper.title, paper.pk, True, paper.content_pages or 0),)
    return RegisterRow(
        number=row.number,
        asked_at=row.entered_at,
        reader=row.reader.name,
        department="",
        outsider=False,
        unit_label=unit,
        file_no=row.dossier.file_no,
        items=items,
        purpose=permit.purpose,
        mode=rules.Mode.SCREEN,
        endorsed_by="",
        endorsed_at=None,
        endorsement="",
        approved_by=_name(permit.granted_by),
        approved_at=permit.granted_at,
        decision="",
        climbed=False,
        countersigned_by="",
        valid_until=permit.ends_at,
        started_at=row.entered_at,
        ended_at=None,
        ended_by="",
        pages=None,
        condition="",
        note="",
        standing=True,
        consultation_id=None,
    )


def _name(account: object) -> str:
    return str(getattr(account, "name", "")) if account else ""


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _bad_cursor() from None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _bad_cursor() from None


def _bad_cursor() -> Invalid:
    return Invalid(
        FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。"), code="cursor_unknown")
    )
