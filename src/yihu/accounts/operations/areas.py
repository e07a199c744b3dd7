"""Areas: sets of buildings with one responsible 客戶主任 at any time (domain §1.3)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from yihu.accounts import events
from yihu.accounts.models import Account, Appointment, Area, AreaBuilding, AreaOfficer
from yihu.accounts.models.appointment import CUSTOMER_OFFICERS
from yihu.estate.models import Building, Project
from yihu.ledger import operations as ledger
from yihu.policy.decisions import Conflict, FieldError, Invalid, NotKnown, refuse
from yihu.policy.permission import Object, require
from yihu.policy.vocabulary import N_, Actor


def open_area(*, by: Actor, at: datetime, project: Project, code: str, name: str) -> Area:
    """Open an area. Raises `Invalid` and `Conflict` (`area_exists`)."""
    require(by, Object.SETTINGS, project_id=project.id)
    errors = []
    if not 0 < len(code.strip()) <= 12:
        errors.append(FieldError("code", N_("請填寫區域代號。"), N_("最多 12 個字。")))
    if not 0 < len(name.strip()) <= 40:
        errors.append(FieldError("name", N_("請填寫區域名稱。"), N_("最多 40 個字。")))
    if errors:
        raise Invalid(*errors)
    with transaction.atomic():
        area = _insert(Area(project=project, code=code.strip(), name=name.strip()))
        _record(events.AREA_OPENED, by, at, area, detail={"code": area.code})
    return area


def assign_building(*, by: Actor, at: datetime, area: Area, building: Building, on: date) -> AreaBuilding:
    """Put a building into an area from a day; it leaves its former area that day.

    Raises `NotKnown` for another project's building and `Conflict` (`begins_later`) where its present span
    begins after that day.
    """
    require(by, Object.SETTINGS, project_id=area.project_id)
    if building.project_id != area.project_id:
        raise NotKnown
    with transaction.atomic():
        Building.objects.select_for_update().get(pk=building.pk)
        former = AreaBuilding.objects.filter(building=building, ends_on__isnull=True).first()
        if former is not None:
            if former.area_id == area.id:
                return former
            _close(former, on)
        span = AreaBuilding.objects.create(area=area, building=building, starts_on=on)
        _record(
            events.AREA_BUILDING_ASSIGNED,
            by,
            at,
            area,
            detail={"building": building.code, "from": on.isoformat()},
        )
    return span


def assign_officer(*, by: Actor, at: datetime, area: Area, account: Account, on: date) -> AreaOfficer:
    """Make an officer responsible for an area from a day; the former's span ends that day.

    Raises `Conflict` (`not_an_officer`) unless the person is 客戶主任 or head of 客服部 in the project, and
    `Conflict` (`begins_later`) where the present span begins after that day.
    """
    require(by, Object.SETTINGS, project_id=area.project_id)
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=area.pk)
        _check_officer(area, account)
        former = AreaOfficer.objects.filter(area=area, ends_on__isnull=True).first()
        if former is not None:
            if former.account_id == account.id:
                return former
            _close(former, on)
        span = AreaOfficer.objects.create(area=area, account=account, starts_on=on)
        _record(
            events.AREA_OFFICER_ASSIGNED,
            by,
            at,
            area,
            detail={"officer": account.username, "from": on.isoformat()},
        )
    return span


def _check_officer(area: Area, account: Account) -> None:
    holds = Appointment.objects.filter(
        account=account, project_id=area.project_id, role__in=CUSTOMER_OFFICERS, ended_at__isnull=True
    )
    if account.disabled_at is not None or not holds.exists():
        raise Conflict(
            refuse(
                "not_an_officer",
                N_("此人在本項目不是客戶主任。"),
                mend=N_("請先任命為客戶主任。"),
                clause="R1.5c",
            )
        )


def _close(span: AreaBuilding | AreaOfficer, on: date) -> None:
    if span.starts_on > on:
        raise Conflict(
            refuse(
                "begins_later",
                N_("現有安排自 %(day)s 起，不能改從更早的一日。"),
                mend=N_("請填 %(day)s 或以後的日期。"),
                day=span.starts_on.isoformat(),
            )
        )
    span.ends_on = on
    span.save(update_fields=["ends_on"])


def _insert(area: Area) -> Area:
    try:
        with transaction.atomic():
            area.save(force_insert=True)
    except IntegrityError:
        raise Conflict(refuse("area_exists", N_("已有這個區域代號。"), mend=N_("請另取代號。"))) from None
    return area


def _record(action: str, by: Actor, at: datetime, area: Area, *, detail: dict[str, str]) -> None:
    ledger.append(
        project_id=area.project_id,
        by=by,
        at=at,
        action=action,
        subjects={"area": area.id},
        detail={"area": area.code, **detail},
    )
