"""Set up where paper lies: places, cabinets, and each department's storage mode."""

from datetime import datetime

from django.db import transaction

from yihu.dossiers import events
from yihu.dossiers.models import Cabinet, StorageChoice, StoragePlace
from yihu.estate.models import Project
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, FieldError, Invalid, refuse
from yihu.policy.vocabulary import N_, Actor, Department, StorageMode


@transaction.atomic
def open_storage_place(*, by: Actor, at: datetime, project: Project, name: str) -> StoragePlace:
    """A room or locked corner where cabinets stand."""
    permission.require(by, Object.SHELVES, Verb.WRITE, project_id=project.pk)
    name = name.strip()
    if not name:
        raise Invalid(
            FieldError(
                "name", N_("沒有名稱。"), mend=N_("填寫存放地點的名稱，例如「檔案室」。"), code="name_missing"
            )
        )
    if StoragePlace.objects.filter(project=project, name=name).exists():
        raise Conflict(refuse("storage_place_exists", N_("已有這個存放地點。"), mend=N_("換一個名稱。")))
    place = StoragePlace.objects.create(project=project, name=name, opened_at=at, opened_by_id=by.account_id)
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.STORAGE_PLACE_OPENED,
        subjects={"storage_place": place.pk},
    )
    return place


@transaction.atomic
def open_cabinet(
    *, by: Actor, at: datetime, project: Project, place: StoragePlace, code: str, department: Department
) -> Cabinet:
    """A designated cabinet of a department (R1.7a)."""
    permission.require(by, Object.SHELVES, Verb.WRITE, project_id=project.pk, volume=department)
    code = code.strip()
    if not code:
        raise Invalid(
            FieldError(
                "code",
                N_("沒有櫃號。"),
                mend=N_("填寫櫃號，例如「K-02」。"),
                code="code_missing",
                clause="R1.7a",
            )
        )
    if Cabinet.objects.filter(project=project, code=code).exists():
        raise Conflict(
            refuse(
                "cabinet_exists",
                N_("櫃號 %(cabinet)s 已登記。"),
                mend=N_("換一個櫃號。"),
                clause="R1.7a",
                cabinet=code,
            )
        )
    cabinet = Cabinet.objects.create(
        project=project,
        place=place,
        code=code,
        department=department,
        opened_at=at,
        opened_by_id=by.account_id,
    )
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.CABINET_OPENED,
        subjects={"cabinet": cabinet.pk},
        detail={"code": code, "department": department},
    )
    return cabinet


@transaction.atomic
def choose_storage(
    *, by: Actor, at: datetime, project: Project, department: Department, mode: StorageMode
) -> StorageChoice:
    """A department chooses how it keeps its paper, by whom and when (R2.3.3); the former choice ends."""
    permission.require(by, Object.SHELVES, Verb.WRITE, project_id=project.pk, volume=department)
    StorageChoice.objects.select_for_update().filter(
        project=project, department=department, ended_at__isnull=True
    ).update(ended_at=at)
    choice = StorageChoice.objects.create(
        project=project, department=department, mode=mode, chosen_at=at, chosen_by_id=by.account_id
    )
    append(
        project_id=project.pk,
        by=by,
        at=at,
        action=events.STORAGE_CHOSEN,
        subjects={"storage_choice": choice.pk},
        detail={"department": department, "mode": mode},
    )
    return choice
