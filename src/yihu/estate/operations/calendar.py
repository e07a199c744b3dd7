"""Days on which the company works or rests against the public calendar (T15)."""

from datetime import date, datetime

from django.db import transaction

from yihu.estate import events
from yihu.estate.models import CompanyDay, Project
from yihu.ledger import operations as ledger
from yihu.policy.decisions import Conflict, FieldError, Invalid, refuse
from yihu.policy.permission import Object, person, require
from yihu.policy.vocabulary import N_, Actor

_REASON_LIMIT = 80


def set_company_day(
    *, by: Actor, at: datetime, project: Project, day: date, works: bool, reason: str
) -> CompanyDay:
    """Say that the company works, or rests, on `day`; a later word replaces an earlier one (T15).

    Raises `Invalid` without a reason.
    """
    require(by, Object.SETTINGS, project_id=project.id)
    setter = person(by, N_("工作日須由本人設定。"))
    if not 0 < len(reason.strip()) <= _REASON_LIMIT:
        raise Invalid(FieldError("reason", N_("請寫明原因。"), N_("原因不可留空，最多 80 個字。")))
    with transaction.atomic():
        Project.objects.select_for_update().get(pk=project.pk)
        project.company_days.filter(day=day, withdrawn_at__isnull=True).update(
            withdrawn_at=at, withdrawn_by_id=setter
        )
        row = CompanyDay.objects.create(
            project=project, day=day, works=works, reason=reason.strip(), set_at=at, set_by_id=setter
        )
        _record(events.COMPANY_DAY_SET, by, at, row)
    return row


def withdraw_company_day(*, by: Actor, at: datetime, company_day: CompanyDay) -> None:
    """Take back what was said about a day. Raises `Conflict` (`already_withdrawn`) the second time."""
    require(by, Object.SETTINGS, project_id=company_day.project_id)
    withdrawer = person(by, N_("工作日須由本人設定。"))
    with transaction.atomic():
        changed = CompanyDay.objects.filter(pk=company_day.pk, withdrawn_at__isnull=True).update(
            withdrawn_at=at, withdrawn_by_id=withdrawer
        )
        if not changed:
            raise Conflict(refuse("already_withdrawn", N_("這一日的安排已經撤回。")))
        _record(events.COMPANY_DAY_WITHDRAWN, by, at, company_day)


def _record(action: str, by: Actor, at: datetime, row: CompanyDay) -> None:
    ledger.append(
        project_id=row.project_id,
        by=by,
        at=at,
        action=action,
        subjects={"company_day": row.id},
        detail={"day": row.day.isoformat(), "works": row.works},
    )
