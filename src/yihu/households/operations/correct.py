"""Mend a mistake in place (更正單, R1.10d): retroactive, with reason; a change follows reality instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from yihu.households import events
from yihu.households.models import Correction, FinanceNotice, FormerName, Household, Person
from yihu.kernel.initials import initials_of
from yihu.kernel.text import NAME_LIMIT, fold, narrow, normalise_name
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


NAME = "name"
"""The name of one of the household's people (`person_id`); the old one stays findable."""
TOUCHES_CHARGES = frozenset({"area_m2"})
"""Charges rest on these: they follow from no correction, but 財務 is told (R1.10d)."""


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

_LONGEST_EVIDENCE = 200


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
    evidence: str = "",
    person_id: UUID | None = None,
) -> Correction:
    """Replace a mistaken value, keeping both with the reason and what it rests on.

    `old`, where given, must still be what the field says: else `Conflict` `changed_meanwhile`, and nothing
    is overwritten. `person_id` is whose `name` is mended. Raises `Invalid` naming the field and the mend.
    """
    permission.require(by, Object.HOUSEHOLD, Verb.WRITE, project_id=household.project_id)
    target = _name_of(household, person_id) if field == NAME else CORRECTABLE.get(field)
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
    if len(evidence.strip()) > _LONGEST_EVIDENCE:
        raise Invalid(
            FieldError(
                "evidence",
                N_("最多 %(limit)s 個字。"),
                N_("寫文件的名稱或件號。"),
                "too_long",
                "R1.10d",
                {"limit": _LONGEST_EVIDENCE},
            )
        )
    setattr(row, target.column, value)
    row.save(update_fields=[target.column, *_follow_name(row, before, by=by, at=at)])
    Household.objects.filter(pk=household.pk).update(version=models.F("version") + 1)
    record = Correction.objects.create(
        project_id=household.project_id,
        household=household,
        unit=household.unit,
        field=field,
        old=before,
        new=_written(value),
        reason=reason.strip(),
        evidence=evidence.strip(),
        person_id=person_id if field == NAME else None,
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


@transaction.atomic
def tell_finance(*, by: Actor, at: datetime, correction: Correction, told: str) -> FinanceNotice:
    """Record that 財務 was told of a corrected figure, and who there (R1.10d).

    Raises `Refused`, `Invalid` (`told`), `Conflict` for what needs no telling or was told already.
    """
    permission.require(by, Object.HOUSEHOLD, Verb.WRITE, project_id=correction.project_id)
    if not told.strip() or len(told.strip()) > 80:
        raise Invalid(
            FieldError("told", N_("沒有寫明知會了誰。"), N_("寫財務經手人的姓名。"), "told_missing", "R1.10d")
        )
    locked = Correction.objects.select_for_update().get(pk=correction.pk)
    if locked.field not in TOUCHES_CHARGES or FinanceNotice.objects.filter(correction=locked).exists():
        raise Conflict(refuse("told_already", N_("這次更正不需要再知會財務。"), clause="R1.10d"))
    notice = FinanceNotice.objects.create(
        project_id=locked.project_id,
        correction=locked,
        told=told.strip(),
        told_at=at,
        told_by_id=permission.person(by),
    )
    append(
        project_id=locked.project_id,
        by=by,
        at=at,
        action=events.FINANCE_TOLD,
        subjects={"household": locked.household_id, "correction": locked.pk},
        detail={},
    )
    return notice


def _name_of(household: Household, person_id: UUID | None) -> Correctable:
    """The name of somebody who owns or lives in the unit. Raises `Invalid` (`person_id`)."""
    here = Q(ownerships__household=household, ownerships__ends_on__isnull=True) | Q(
        memberships__household=household, memberships__ends_on__isnull=True
    )
    person = Person.objects.filter(here, pk=person_id).distinct().first() if person_id else None
    if person is None:
        raise Invalid(
            FieldError(
                "person_id",
                N_("這一戶沒有這個人。"),
                N_("從本戶的業主和成員中選一位。"),
                "person_unknown",
                "R1.10d",
            )
        )
    return Correctable(N_("姓名"), lambda _household: person, "name", _person_name, N_("填寫證件上的姓名。"))


def _person_name(typed: str) -> str:
    name = normalise_name(typed)
    if not name or len(name) > NAME_LIMIT:
        raise ValueError
    return name


def _follow_name(row: models.Model, before: str, *, by: Actor, at: datetime) -> tuple[str, ...]:
    """A mended name is found by its new spelling; the old one stays findable (R1.10c)."""
    if not isinstance(row, Person):
        return ()
    FormerName.objects.create(
        project_id=row.project_id,
        person=row,
        name=before,
        name_fold=fold(before),
        initials=initials_of(before),
        until=at,
        recorded_by_id=by.account_id,
    )
    row.name_fold, row.initials = fold(row.name), initials_of(row.name)
    return ("name_fold", "initials")


def _read(target: Correctable, typed: str, pointer: str = "new") -> Any:
    try:
        return target.read((typed if target.column == NAME else narrow(typed)).strip())
    except ValueError:
        raise Invalid(
            FieldError(pointer, N_("這個值讀不懂。"), target.mend, "value_form", "R1.10d")
        ) from None


def _written(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
