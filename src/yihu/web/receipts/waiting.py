"""What was received and waits to be filed, as the person may see it (R2.3.3.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yihu.confidentiality import gate
from yihu.dossiers.models import Document
from yihu.dossiers.template import day_of
from yihu.policy.access import Object
from yihu.policy.vocabulary import VOLUME_TITLES, Department
from yihu.web.projects import ProjectRequest
from yihu.web.rights import allows, require

LISTED = "receipt.listed"
MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One paper that waits; `place` is empty in the 未歸屬 box."""

    url: str
    title: str
    place: str
    volume: str
    line: str
    received_at: datetime
    received_by: str
    days: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: rows, oldest first, how many in all, and how many of them have no room yet."""

    rows: tuple[Row, ...]
    total: int
    mine: int
    unplaced: int


def volumes_of(request: ProjectRequest) -> frozenset[Department]:
    """The volumes whose receipts this person may see. Raises as the gate does for who sees none."""
    seen = frozenset(volume for volume in Department if allows(request, Object.RECEIPT, volume=volume))
    if not seen:
        require(request, Object.RECEIPT)
    return seen


def list_waiting(request: ProjectRequest, *, show: str = "") -> Waiting:
    """The papers that wait; `show` is `mine` or `unplaced`, else all. The sight is registered."""
    found = waiting_in(request)
    mine = found.filter(received_by_id=request.actor.account_id)
    unplaced = found.filter(dossier__isnull=True)
    shown = {"mine": mine, "unplaced": unplaced}.get(show, found)
    rows = tuple(_row(request, document) for document in shown[:MOST])
    gate.admit(
        by=request.actor,
        at=request.at,
        project_id=request.project.pk,
        thing=Object.RECEIPT,
        action=LISTED,
        detail={"shown": len(rows)},
    )
    return Waiting(rows, found.count(), mine.count(), unplaced.count())


def next_waiting(request: ProjectRequest, *, but: UUID) -> Document | None:
    """The oldest paper of the person's volumes that still waits."""
    return waiting_in(request).exclude(pk=but).first()


def waiting_in(request: ProjectRequest) -> "QuerySet[Document]":
    """The unfiled papers of the volumes this person sees, the oldest first."""
    found = Document.objects.filter(
        project=request.project, volume__in=volumes_of(request), filing__isnull=True
    )
    return found.select_related("dossier__household__unit", "received_by").order_by("received_at", "id")


def _row(request: ProjectRequest, document: Document) -> Row:
    today = day_of(request.project, request.at)
    facts: dict[str, Any] = {
        "url": reverse("filing", args=[request.project.code, document.pk]),
        "title": document.title,
        "place": document.dossier.household.unit.label if document.dossier else "",
        "volume": _(VOLUME_TITLES[Department(document.volume)]),
        "line": document.line,
        "received_at": document.received_at,
        "received_by": document.received_by.name if document.received_by else "",
        "days": max((today - day_of(request.project, document.received_at)).days, 0),
    }
    return Row(**facts)
