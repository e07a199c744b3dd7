"""Requests as their askers, those who decide and those who look after them see them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from yihu.confidentiality import gate
from yihu.confidentiality.exports.scope import ExportState, Scope, columns_of
from yihu.confidentiality.models import ExportRequest
from yihu.estate.models import Project
from yihu.kernel.paging import LARGEST_PAGE, Page, decode_cursor, encode_cursor
from yihu.policy import exporting
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import FieldError, Invalid, NotKnown
from yihu.policy.vocabulary import N_, Actor, Role


def rows_taken(*, by: Actor, project: Project, since: datetime) -> int:
    """Rows with L3 data that this person asked for freely or took since then, each request once."""
    own = ExportRequest.objects.filter(project=project, asked_by=by.account_id, personal=True)
    counted = own.annotate(taken=Max("takings__rows", filter=Q(takings__taken_at__gt=since)))
    counted = counted.filter(Q(needs="", asked_at__gt=since) | Q(taken__isnull=False))
    return sum(max(rows, taken or 0) for rows, taken in counted.values_list("rows", "taken"))


def list_exports(
    *, by: Actor, at: datetime, project: Project, waiting: bool = False, cursor: str = "", limit: int = 50
) -> Page[ExportRequest]:
    """Requests, newest first: everybody's for who decides or audits, the own ones for everyone else.

    `waiting` leaves those that wait for this person's word. Raises `Refused` R1.8, `NotKnown`, `Invalid`.
    """
    found = _seen(by=by, at=at, project=project)
    if waiting:
        found = found.filter(pk__in=_awaiting(by, project).values("pk"))
    total, limit = found.count(), max(1, min(limit, LARGEST_PAGE))
    page = list(_after(found, cursor).order_by("-year", "-serial")[: limit + 1])
    following = encode_cursor(page[limit - 1].year, page[limit - 1].serial) if len(page) > limit else None
    return Page(tuple(page[:limit]), following, total)


def find_export(*, by: Actor, at: datetime, export_id: UUID) -> ExportRequest:
    """The request with this id, if this person may know of it; `NotKnown` for any other."""
    project = Project.objects.get(pk=gate.own_project(by))
    found = _seen(by=by, at=at, project=project).filter(pk=export_id).first()
    if found is None:
        raise NotKnown
    return found


def find_live(*, by: Actor, at: datetime, project: Project, scope: Scope) -> ExportRequest | None:
    """This person's latest request of the very same scope that waits, or may still be taken."""
    columns = [column.code for column in columns_of(by=by, scope=scope)]
    own = ExportRequest.objects.filter(
        project=project, asked_by=by.account_id, kind=scope.kind, format=scope.format
    )
    own = own.filter(Q(approved=True, expires_at__gt=at) | Q(approved__isnull=True) & ~Q(needs=""))
    for request in own.select_related("project").order_by("-year", "-serial"):
        if request.filters == scope.filters_kept() and request.columns == columns:
            return request
    return None


def count_waiting(*, by: Actor, project: Project) -> int:
    """How many requests wait for this person's word."""
    if by.role not in (Role.CS_HEAD, Role.PROJECT_MANAGER):
        return 0
    return _awaiting(by, project).count()


def may_decide(*, by: Actor, export: ExportRequest) -> bool:
    """Whether this person decides the request now."""
    may = by.project_id == export.project_id
    return may and bool(exporting.judge_deciding(asked=export.asked, account=by.account_id, role=by.role))


def state_of(export: ExportRequest, *, at: datetime) -> ExportState:
    """Where it stands."""
    if export.approved is False:
        return ExportState.REFUSED
    if export.needs and export.approved is None:
        return ExportState.WAITING
    if export.expires_at is None or at >= export.expires_at:
        return ExportState.EXPIRED
    return ExportState.APPROVED if export.needs else ExportState.FREE


def _seen(*, by: Actor, at: datetime, project: Project) -> "QuerySet[ExportRequest]":
    rows = ExportRequest.objects.filter(project=project).annotate(times=Count("takings"))
    rows = rows.select_related("project", "asked_by", "decided_by")
    if gate.decide(by=by, at=at, project_id=project.pk, thing=Object.EXPORTS):
        return rows
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.EXPORTS, verb=Verb.WRITE)
    return rows.filter(asked_by=by.account_id)


def _awaiting(by: Actor, project: Project) -> "QuerySet[ExportRequest]":
    """Those undecided that are not the own ones; a head decides what needs a head's word."""
    waiting = ExportRequest.objects.filter(project=project, approved__isnull=True).exclude(needs="")
    waiting = waiting.exclude(asked_by=by.account_id)
    if by.role == Role.PROJECT_MANAGER:
        return waiting
    return waiting.filter(needs=Role.CS_HEAD) if by.role == Role.CS_HEAD else waiting.none()


def _after(found: "QuerySet[ExportRequest]", cursor: str) -> "QuerySet[ExportRequest]":
    if not cursor:
        return found
    match decode_cursor(cursor, parts=2):
        case [int(year), int(serial)]:
            return found.filter(Q(year__lt=year) | Q(year=year, serial__lt=serial))
    raise Invalid(
        FieldError("cursor", N_("這一頁的記號無效。"), N_("請從第一頁開始。"), code="cursor_unknown")
    )
