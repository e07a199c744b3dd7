"""Opening a project and choosing the regulations it lives by."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction

from yihu.estate import events
from yihu.estate.models import Adoption, Project
from yihu.ledger import operations as ledger
from yihu.policy.decisions import Conflict, FieldError, Invalid, refuse
from yihu.policy.permission import Object, require
from yihu.policy.regulations import REGULATIONS
from yihu.policy.vocabulary import N_, Actor, Locality

_CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")
_NAME_LIMIT = 80


def open_project(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name: str,
    locality: str = Locality.CN,
    time_zone: str = "Asia/Shanghai",
    went_live_on: date | None = None,
    regulations: Sequence[str],
) -> Project:
    """Open a project that adopts `regulations` from now on.

    Raises `Invalid` for each field it cannot take and `Conflict` (`project_exists`) for a code in use.
    """
    require(by, Object.PROJECTS)
    errors = (*_field_errors(code, name, locality, time_zone), *_regulation_errors(regulations))
    if errors:
        raise Invalid(*errors)
    with transaction.atomic():
        project = _insert(
            Project(
                code=code,
                name=name.strip(),
                locality=locality,
                time_zone=time_zone,
                went_live_on=went_live_on,
                opened_at=at,
                opened_by_id=by.account_id,
            )
        )
        ledger.append(
            project_id=project.id,
            by=by,
            at=at,
            action=events.PROJECT_OPENED,
            subjects={"project": project.id},
            detail={"code": code, "locality": locality, "time_zone": time_zone},
        )
        _adopt(by, at, project, regulations)
    return project


def adopt(*, by: Actor, at: datetime, project: Project, regulations: Sequence[str]) -> None:
    """Make `regulations` exactly those in force in the project; what is unchanged keeps its first day (C16).

    Raises `Invalid` for an unknown regulation or an empty list.
    """
    require(by, Object.POLICY, project_id=project.id)
    if errors := _regulation_errors(regulations):
        raise Invalid(*errors)
    with transaction.atomic():
        _adopt(by, at, project, regulations)


def _adopt(by: Actor, at: datetime, project: Project, regulations: Sequence[str]) -> None:
    wanted = set(regulations)
    Project.objects.select_for_update().get(pk=project.pk)
    open_rows = {row.regulation: row for row in project.adoptions.filter(ended_at__isnull=True)}
    ended, begun = sorted(open_rows.keys() - wanted), sorted(wanted - open_rows.keys())
    if not ended and not begun:
        return
    for regulation in ended:
        _end(open_rows[regulation], by, at)
    for regulation in begun:
        Adoption.objects.create(
            project=project, regulation=regulation, adopted_at=at, adopted_by_id=by.account_id
        )
    ledger.append(
        project_id=project.id,
        by=by,
        at=at,
        action=events.REGULATIONS_ADOPTED,
        subjects={"project": project.id},
        detail={"adopted": begun, "ended": ended, "in_force": sorted(wanted)},
    )


def _end(adoption: Adoption, by: Actor, at: datetime) -> None:
    adoption.ended_at, adoption.ended_by_id = at, by.account_id
    adoption.save(update_fields=["ended_at", "ended_by"])


def _insert(project: Project) -> Project:
    try:
        with transaction.atomic():
            project.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            refuse(
                "project_exists",
                N_("項目編號 %(project)s 已有項目使用。"),
                mend=N_("請另取編號；編號一經使用不再改動，也不重用。"),
                clause="R3.1",
                project=project.code,
            )
        ) from error
    return project


def _field_errors(code: str, name: str, locality: str, time_zone: str) -> list[FieldError]:
    errors = []
    if not _CODE.fullmatch(code):
        errors.append(
            FieldError("code", N_("項目編號無效。"), N_("以大寫字母開頭，只用大寫字母和數字，最多 12 個字。"))
        )
    if not 0 < len(name.strip()) <= _NAME_LIMIT:
        errors.append(FieldError("name", N_("項目名稱無效。"), N_("請填寫項目名稱，最多 80 個字。")))
    if locality not in set(Locality):
        errors.append(FieldError("locality", N_("地區無效。"), N_("請選 CN、HK 或 TW。")))
    if time_zone not in available_timezones():
        errors.append(FieldError("time_zone", N_("時區無效。"), N_("請用時區名稱，例如 Asia/Shanghai。")))
    return errors


def _regulation_errors(regulations: Sequence[str]) -> list[FieldError]:
    if not regulations:
        return [FieldError("regulations", N_("項目至少採用一份制度。"), N_("請選定一份或多份制度。"))]
    return [
        FieldError(f"regulations/{index}", N_("沒有這份制度。"), N_("請從制度庫中選擇。"))
        for index, code in enumerate(regulations)
        if code not in REGULATIONS
    ]
