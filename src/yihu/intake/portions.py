"""Rows made ready for the tables, a portion at a time, and what of them is known only in the end."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yihu.dossiers.models import Dossier, Gap
from yihu.dossiers.template import day_of
from yihu.estate.models import Building, Unit
from yihu.gate.models import Vehicle
from yihu.households.models import Correction, Household, Member, Ownership, Person, Phone
from yihu.intake.bulk import Sheet
from yihu.intake.models import Batch, BroughtIn
from yihu.policy.vocabulary import Actor, Department

Row = tuple[Any, ...]
SHEETS: dict[str, Sheet] = {
    "building": Sheet(Building, ("id", "code", "name")),
    "unit": Sheet(
        Unit,
        (
            *("id", "building_id", "entrance", "floor", "room", "code", "label", "label_fold", "sort_key"),
            *("parsed", "kind", "use", "area_m2"),
        ),
    ),
    "person": Sheet(
        Person,
        (
            *("id", "name", "name_fold", "initials", "is_organisation", "id_type", "id_number", "id_index"),
            "id_tail_index",
        ),
    ),
    "phone": Sheet(Phone, ("id", "person_id", "number", "number_index", "tail_index", "position")),
    "household": Sheet(Household, ("id", "unit_id", "tenure_no", "acquired_on")),
    "awaiting": Sheet(Household, ("id", "unit_id", "tenure_no", "acquired_on")),
    "ownership": Sheet(
        Ownership,
        ("id", "household_id", "person_id", "share_numerator", "share_denominator", "position"),
    ),
    "member": Sheet(Member, ("id", "household_id", "person_id", "kind")),
    "dossier": Sheet(
        Dossier, ("id", "household_id", "file_no", "required_lines", "required_count", "present_count")
    ),
    "gap": Sheet(Gap, ("id", "dossier_id", "line")),
    "correction": Sheet(Correction, ("id", "household_id", "unit_id", "field", "old", "new", "reason")),
    "vehicle": Sheet(
        Vehicle,
        (
            *("id", "unit_id", "household_id", "plate", "plate_fold", "brand_model", "kind", "colour"),
            *("space", "space_tenure", "holder", "relation", "starts_on", "ends_on"),
        ),
        running="serial",
    ),
    "origin": Sheet(BroughtIn, ("sheet", "row", "kind", "subject")),
}
"""What is written of each table, in the order in which they depend on each other."""


def same_in_all(batch: Batch, *, by: Actor, at: datetime) -> dict[str, dict[str, Any]]:
    """The columns of each sheet that only bringing in can tell, the same in all its rows."""
    project, person = batch.project_id, by.account_id
    return {
        "building": {"project_id": project},
        "unit": {"project_id": project, "added_at": at, "added_by_id": person},
        "person": {"project_id": project, "recorded_at": at, "recorded_by_id": person},
        "phone": {"project_id": project, "since": at, "recorded_by_id": person},
        "household": {**_opened(project, person, at), "owners_registered_at": at, "version": 2},
        "awaiting": {**_opened(project, person, at), "version": 2},
        "ownership": {"project_id": project},
        "member": {"project_id": project, "relation": ""},
        "dossier": {
            **_opened(project, person, at),
            "opened_by_department": Department.CS.value,
            "version": 1,
            "changed_at": at,
        },
        "gap": {"project_id": project, "since": at},
        "correction": {
            "project_id": project,
            "corrected_at": at,
            "corrected_by_id": person,
            "evidence": batch.file_name[:200],
        },
        "vehicle": {
            "project_id": project,
            "year": day_of(batch.project, at).year,
            "recorded_at": at,
            "recorded_by_id": person,
            "end_reason": "",
        },
        "origin": {"batch_id": batch.pk},
    }


def _opened(project: UUID, person: UUID | None, at: datetime) -> dict[str, Any]:
    return {"project_id": project, "opened_at": at, "opened_by_id": person}


@dataclass(slots=True)
class Portion:
    """Some of the rows, by sheet; the roll-ups they add up to; files that were there and are changed.

    `missing` counts gaps by building and line, `filled` names columns of rows that are there: table, id,
    column, what it must still say, what it says then.
    """

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in SHEETS})
    missing: Counter[tuple[str | None, str]] = field(default_factory=Counter)
    required: Counter[str] = field(default_factory=Counter)
    completed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    filled: list[tuple[str, str, str, Any, Any]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.rows.values()) or bool(self.completed or self.filled)
