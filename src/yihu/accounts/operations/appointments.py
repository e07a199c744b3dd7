"""Appointments: what a person is in a project (domain §1.3, acceptance check 27)."""

from datetime import datetime
from enum import Enum

from django.db import transaction

from yihu.accounts import events
from yihu.accounts.models import Account, Appointment
from yihu.accounts.operations.administrators import keep_one_administrator
from yihu.estate.models import Project
from yihu.ledger import operations as ledger
from yihu.policy.decisions import Conflict, FieldError, Invalid, Refused, refuse
from yihu.policy.permission import Object, person, require
from yihu.policy.vocabulary import N_, ROLE_DEPARTMENTS, Actor, Department, Role


class Branch(Enum):
    """The three kinds of power that no one person holds together (check 27)."""

    SYSTEM = "system"
    AUDIT = "audit"
    BUSINESS = "business"


_BRANCHES = {Role.SYSADMIN: Branch.SYSTEM, Role.AUDITOR: Branch.AUDIT}


def branch(role: Role) -> Branch:
    """The branch a role belongs to."""
    return _BRANCHES.get(role, Branch.BUSINESS)


def appoint(
    *, by: Actor, at: datetime, account: Account, project: Project, role: str, department: str = ""
) -> Appointment:
    """Give `account` a role in `project`; its earlier role there ends.

    Raises `Refused` (`self_appointment`) for oneself, `Invalid` for role or department, `Conflict`
    (`account_disabled`), and `Conflict` (`roles_exclude`) where the person is of another branch elsewhere.
    """
    require(by, Object.PEOPLE, project_id=project.id)
    if by.account_id == account.id:
        raise Refused(
            refuse(
                "self_appointment",
                N_("不能任命自己。"),
                mend=N_("請由另一位系統管理員任命。"),
                clause="R1.8",
            )
        )
    role_, department_ = _post(role, department)
    with transaction.atomic():
        _check_account(account, project, role_)
        earlier = Appointment.objects.filter(account=account, project=project, ended_at__isnull=True).first()
        if earlier is not None:
            if (earlier.role, earlier.department) == (role_, department_):
                return earlier
            _end(earlier, by, at)
        appointment = Appointment.objects.create(
            account=account,
            project=project,
            role=role_,
            department=department_,
            appointed_at=at,
            appointed_by_id=by.account_id,
        )
        _record(events.APPOINTED, by, at, appointment)
    return appointment


def end_appointment(*, by: Actor, at: datetime, appointment: Appointment) -> None:
    """End a role. Raises `Conflict` (`already_ended`, `last_administrator`)."""
    require(by, Object.PEOPLE, project_id=appointment.project_id)
    with transaction.atomic():
        _end(Appointment.objects.select_for_update().get(pk=appointment.pk), by, at)


def _end(appointment: Appointment, by: Actor, at: datetime) -> None:
    if appointment.ended_at is not None:
        raise Conflict(refuse("already_ended", N_("這項任命已經結束。")))
    ended_by = person(by, N_("結束任命須由系統管理員本人進行。"))
    if appointment.role == Role.SYSADMIN:
        keep_one_administrator(without=appointment.account, project=appointment.project)
    appointment.ended_at, appointment.ended_by_id = at, ended_by
    appointment.save(update_fields=["ended_at", "ended_by"])
    _record(events.APPOINTMENT_ENDED, by, at, appointment)


def _post(role: str, department: str) -> tuple[Role, str]:
    if role not in set(Role):
        raise Invalid(FieldError("role", N_("沒有這個職責。"), N_("請從列表中選擇。")))
    own = ROLE_DEPARTMENTS.get(Role(role))
    if role == Role.RECORDS_OFFICER:
        if department not in set(Department):
            mend = N_("請選客服部、工程部或保安部。")
            raise Invalid(FieldError("department", N_("檔案專人須指定部門。"), mend, clause="R2.2.1.5"))
        return Role(role), department
    if department and department != own:
        raise Invalid(FieldError("department", N_("部門與職責不符。"), N_("部門請留空，由職責決定。")))
    return Role(role), own or ""


def _check_account(account: Account, project: Project, role: Role) -> None:
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.disabled_at is not None:
        raise Conflict(refuse("account_disabled", N_("這個帳號已經停用。"), mend=N_("請先恢復帳號。")))
    others = Appointment.objects.filter(account=account, ended_at__isnull=True).exclude(project=project)
    if any(branch(Role(other.role)) is not branch(role) for other in others):
        raise Conflict(
            refuse(
                "roles_exclude",
                N_("系統管理員、檔案審計和業務職責不能由同一人兼任。"),
                mend=N_("請先結束此人在其他項目的任命，或任命另一人。"),
                clause="R1.8",
            )
        )


def _record(action: str, by: Actor, at: datetime, appointment: Appointment) -> None:
    ledger.append(
        project_id=appointment.project_id,
        by=by,
        at=at,
        action=action,
        subjects={"account": appointment.account_id, "appointment": appointment.id},
        detail={"role": appointment.role, "department": appointment.department},
    )
