"""How somebody looks at the list: columns, closeness, and the views kept under a name (R1.10b).

Nothing personal is kept: what was typed into the search box is no part of a view.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from yihu.confidentiality.reading.columns import Column, chosen_from, offered_to
from yihu.database.prepared import prepared
from yihu.kernel.text import squeeze
from yihu.policy.decisions import FieldError, Invalid, NotKnown
from yihu.policy.vocabulary import N_
from yihu.web.households.choices import FILTERS
from yihu.web.models import SavedView
from yihu.web.projects import ProjectRequest

LONGEST_NAME = 40
_MOST_DIGITS = 6
MOST_VIEWS = 30


@dataclass(frozen=True, slots=True)
class View:
    """A view under its name; `own` is the asker's."""

    id: UUID
    name: str
    own: bool
    shared: bool
    columns: tuple[str, ...]
    filters: Mapping[str, str]
    dense: bool


@dataclass(frozen=True, slots=True)
class Look:
    """How the list is shown now, and which views there are."""

    offered: tuple[Column, ...]
    columns: tuple[Column, ...]
    dense: bool = False
    view: View | None = None
    views: tuple[View, ...] = field(default=())


@prepared
def _kept(project: UUID, account: UUID) -> "QuerySet[SavedView, tuple[Any, ...]]":
    rows = SavedView.objects.filter(Q(account=account) | Q(shared=True), project=project)
    return rows.order_by("name", "id").values_list(
        "id", "account", "name", "shared", "columns", "filters", "dense"
    )


def look_of(request: ProjectRequest) -> Look:
    """The view that the address names, else the person's own choice, else the usual columns."""
    offered = offered_to(request.actor.role)
    kept = _kept(request.project.pk, request.user.pk)
    views = [_view(request, row) for row in kept]
    own = next((view for view in views if not view.name), None)
    named = tuple(view for view in views if view.name)
    wanted = request.GET.get("view", "")
    view = next((view for view in named if str(view.id) == wanted), None)
    shown = view or own
    columns = chosen_from(shown.columns if shown else (), offered)
    return Look(offered, columns, dense=bool(shown and shown.dense), view=view, views=named)


def _view(request: ProjectRequest, row: tuple[Any, ...]) -> View:
    return View(row[0], row[2], row[1] == request.user.pk, row[3], tuple(row[4]), row[5], row[6])


def keep_choice(request: ProjectRequest, *, columns: list[str], dense: bool) -> None:
    """Keep the columns as this person's own choice; none of them means the usual ones again."""
    SavedView.objects.update_or_create(
        project=request.project,
        account=request.user,
        name="",
        defaults={"columns": columns, "dense": dense, "saved_at": request.at},
    )


@transaction.atomic
def keep_view(
    request: ProjectRequest,
    *,
    name: str,
    columns: list[str],
    dense: bool,
    shared: bool,
    filters: Mapping[str, str],
) -> SavedView:
    """Keep a view under its name, over the own one of that name. Raises `Invalid` for the name."""
    name = squeeze(name)
    _require_name(name)
    own = SavedView.objects.filter(project=request.project, account=request.user)
    if own.exclude(name__in=["", name]).count() >= MOST_VIEWS:
        text, mend = N_("視圖已有 %(most)s 個。"), N_("請先刪去不用的。")
        raise Invalid(FieldError("name", text, mend, code="views_full", params={"most": MOST_VIEWS}))
    row, _made = SavedView.objects.update_or_create(
        project=request.project,
        account=request.user,
        name=name,
        defaults={
            "columns": columns,
            "dense": dense,
            "shared": shared,
            "filters": {key: filters[key] for key in FILTERS if filters.get(key)},
            "saved_at": request.at,
        },
    )
    return row


def drop_view(request: ProjectRequest, view_id: UUID) -> None:
    """Take an own view away. Raises `NotKnown` for any other."""
    gone, _each = SavedView.objects.filter(pk=view_id, project=request.project, account=request.user).delete()
    if not gone:
        raise NotKnown


def _require_name(name: str) -> None:
    if not name or len(name) > LONGEST_NAME:
        text, mend = N_("視圖沒有名稱。"), N_("請寫一個名稱，最多 40 個字。")
        raise Invalid(FieldError("name", text, mend, code="name_missing"))
    if sum(letter.isdigit() for letter in name) > _MOST_DIGITS:
        text, mend = N_("名稱中不能有電話或證件號碼。"), N_("請改用說明用途的名稱。")
        raise Invalid(FieldError("name", text, mend, code="name_personal", clause="R1.8"))
