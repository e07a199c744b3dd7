"""Mend a mistake in place (更正單, R1.10d): retroactive, with reason; a change follows reality instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from yihu.households import events
from yihu.households.models import Correction, Household
from yihu.kernel.text import narrow
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, FieldError, Invalid, refuse
from yihu.policy.floor_area import AREA_MENDS, AreaUnit, read_area
from yihu.policy.vocabulary import N_, UNIT_KIND_TITLES, Actor


@dataclass(frozen=True, slots=True)
class Correctable:
    """A field that can be corrected: where it is kept, and how typed text is read (or ValueError)."""

    title: str
    row: Callable[[Household], models.Model]
    column: str
    read: Callable[[str], Any]
    mend: str


def _area(typed: str) -> Decimal:
    try:
        return read_area(typed, unit=AreaUnit.SQUARE_METRE).quantize(Decimal("0.01"))  # as its column has it
    except Invalid:
        raise ValueError from None


def _kind(typed: str) -> str:
    if typed not in UNIT_KIND_TITLES:
        raise ValueError
    return typed


CORRECTABLE: Mapping[str, Correctable] = {
    "area_m2": Correctable(
        N_("建築面積"), lambda household: household.unit, "area_m2", _area, AREA_MENDS[AreaUnit.SQUARE_METRE]
    ),
    "kind": Correctable(
        N_("物業類型"), lambda household: household.unit, "kind", _kind, N_("從物業類型中選一項。")
    ),
    "acquired_on": Correctable(
        N_("取得日期"),
        lambda household: household,
        "acquired_on",
        date.fromisoformat,
        N_("按 2026-06-12 的寫法填寫日期。"),
    ),
}


@transaction.atomic
def correct(
    *,
    by: Actor,
    at: datetime,
    household: Household,
    field: str,
    new: str,
    reason: str,
    old: str | None = None,
) -> Correction:
    """Replace a mistaken value, keeping both with the reason.

    `old`, where given, must still be what the field says: else `Conflict` `changed_meanwhile`, and nothing
    is overwritten. Raises `Invalid` naming the field and the mend.
    """
    permission.require(by, Object.HOUSEHOLD, Verb.WRITE, project_id=household.project_id)
    target = CORRECTABLE.get(field)
    if target is None:
        raise Invalid(
            FieldError(
                "field", N_("這一欄不能更正。"), N_("請辦理變更，或選可更正的欄。"), "field_unknown", "R1.10d"
            )
        )
    if not reason.strip():
        raise Invalid(
            FieldError(
                "reason", N_("更正要寫原因。"), N_("寫明錯在哪裡、依據什麼。"), "reason_missing", "R1.10d"
            )
        )
    row = target.row(household)
    row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    before = _written(getattr(row, target.column))
    value = _read(target, new)
    if old is not None and _written(_read(target, old, pointer="old")) != before:
        raise Conflict(
            refuse(
                "changed_meanwhile",
                N_("這一欄剛被別人改過。"),
                clause="R1.10d",
                mend=N_("請核對現值後再更正。"),
            )
        )
    if _written(value) == before:
        raise Invalid(
            FieldError(
                "new", N_("新值與原值相同。"), N_("填寫正確的值，或不必更正。"), "same_value", "R1.10d"
            )
        )
    setattr(row, target.column, value)
    row.save(update_fields=[target.column])
    Household.objects.filter(pk=household.pk).update(version=models.F("version") + 1)
    record = Correction.objects.create(
        project_id=household.project_id,
        household=household,
        unit=household.unit,
        field=field,
        old=before,
        new=_written(value),
        reason=reason.strip(),
        corrected_at=at,
        corrected_by_id=permission.person(by),
    )
    append(
        project_id=household.project_id,
        by=by,
        at=at,
        action=events.CORRECTED,
        subjects={"household": household.pk, "correction": record.pk},
        detail={"field": field},
    )
    return record


def _read(target: Correctable, typed: str, pointer: str = "new") -> Any:
    try:
        return target.read(narrow(typed).strip())
    except ValueError:
        raise Invalid(
            FieldError(pointer, N_("這個值讀不懂。"), target.mend, "value_form", "R1.10d")
        ) from None


def _written(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
