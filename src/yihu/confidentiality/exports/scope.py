"""What an export takes of a list: which columns and rows, in which form; and how many rows that is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from yihu.confidentiality import consultations, gate, reading
from yihu.confidentiality.models import ExportRequest
from yihu.confidentiality.reading import columns as overview_columns
from yihu.confidentiality.reading.columns import Column
from yihu.dossiers.models import AccessionRow
from yihu.estate.models import Project
from yihu.policy.access import Object
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor, Department

Kind = ExportRequest.Kind
Format = ExportRequest.Format


class ExportState(StrEnum):
    """Where a request stands."""

    FREE = "free"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Scope:
    """Columns by code (none: the usual ones) and filters by name, of households, of a day's
    accessions or of a month's readings.

    What was typed into the search box is personal and is no filter.
    """

    kind: str = Kind.HOUSEHOLDS
    format: str = Format.XLSX
    columns: tuple[str, ...] = ()
    filters: Mapping[str, Any] = field(default_factory=dict)

    def filters_kept(self) -> dict[str, Any]:
        """The filters that narrow anything, as the request keeps them."""
        return {name: value for name, value in sorted(self.filters.items()) if value}


def filters_of(kept: Mapping[str, Any]) -> reading.Filters:
    """The list's filters from those kept."""
    return reading.Filters(**kept)


def kept_of(filters: reading.Filters) -> dict[str, Any]:
    """A list's filters as an export keeps them. Raises `Invalid` where the list was searched."""
    if filters.q.strip():
        text, mend = N_("查找的結果不能導出：所輸入的內容不留存。"), N_("請清除查找，用篩選縮小範圍。")
        raise Invalid(FieldError("q", text, mend, code="search_not_exported", clause="R1.8"))
    return {name: value for name, value in asdict(filters).items() if value}


def day_of_register(filters: Mapping[str, Any]) -> tuple[Department, date]:
    """Whose day of 《業戶檔案一覽表》. Raises `Invalid` for none."""
    try:
        return Department(filters.get("volume", "")), date.fromisoformat(str(filters.get("date", "")))
    except ValueError:
        text, mend = N_("沒有寫明哪個部門的哪一天。"), N_("請寫明 volume 和 date。")
        raise Invalid(FieldError("filters", text, mend, code="day_missing")) from None


def month_of_register(filters: Mapping[str, Any]) -> date:
    """The first day of the month of 《業戶檔案查閱登記表》 that is meant. Raises `Invalid` for none."""
    try:
        return date.fromisoformat(f"{filters.get('month', '')}-01")
    except ValueError:
        text, mend = N_("沒有寫明哪一個月。"), N_("請按 2026-07 的樣子寫明 month。")
        raise Invalid(FieldError("filters/month", text, mend, code="month_missing")) from None


def columns_of(*, by: Actor, scope: Scope) -> tuple[Column, ...]:
    """The columns that are taken. Raises `Invalid` for one that there is not."""
    if scope.kind != Kind.HOUSEHOLDS:
        return ()
    offered = overview_columns.offered_to(by.role)
    overview_columns.require_offered(scope.columns, offered)
    return overview_columns.chosen_from(scope.columns, offered)


def is_personal(*, by: Actor, at: datetime, project: Project, columns: tuple[Column, ...]) -> bool:
    """Whether the rows hold L3 data; a register's do where its reader sees names."""
    if columns:
        return overview_columns.is_personal(columns)
    return bool(gate.decide(by=by, at=at, project_id=project.pk, thing=Object.HOUSEHOLD))


def count_rows(*, by: Actor, at: datetime, project: Project, kind: str, filters: Mapping[str, Any]) -> int:
    """How many rows it is now. Raises as reading the list does."""
    if kind == Kind.HOUSEHOLDS:
        return reading.count_households(by=by, at=at, project=project, filters=filters_of(filters))
    if kind == Kind.CONSULTATIONS:
        return consultations.count_month(by=by, at=at, project=project, month=month_of_register(filters))
    volume, day = day_of_register(filters)
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.ACCESSION_REGISTER, volume=volume)
    return AccessionRow.objects.filter(project=project, volume=volume, day=day).count()
