"""Who is what in a project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yihu.accounts.models import Account, Appointment, AreaBuilding
from yihu.database.prepared import prepared
from yihu.estate.models import Project
from yihu.policy.decisions import NotKnown
from yihu.policy.vocabulary import Actor, Department, Role


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A person of a project as the people page lists them."""

    id: UUID
    account_id: UUID
    username: str
    name: str
    role: Role
    department: str
    appointed_at: datetime
    disabled: bool


def actor_for(*, account: Account, project: Project, device: str = "") -> Actor | None:
    """Who this account is in the project, by its open appointment; None for a stranger."""
    found = membership(account=account, code=project.code, device=device)
    return found[1] if found else None


def membership(*, account: Account, code: str, device: str = "") -> tuple[Project, Actor] | None:
    """The project with this code and who the account is in it; one question, whether or not it exists."""
    return membership_among(memberships(account), account=account, code=code, device=device)


def memberships(account: Account) -> list[Appointment]:
    """The open appointments of an account with their projects, by code."""
    return _memberships(account.pk)


@prepared
def _memberships(account: UUID) -> "QuerySet[Appointment, Appointment]":
    rows = Appointment.objects.filter(account=account, ended_at__isnull=True).select_related("project")
    return rows.order_by("project__code")


def membership_among(
    rows: Sequence[Appointment], *, account: Account, code: str, device: str = ""
) -> tuple[Project, Actor] | None:
    """As `membership`, for a caller who has the account's `memberships`."""
    row = next((row for row in rows if row.project.code == code), None)
    if row is None or not account.is_active:
        return None
    return row.project, _actor(account, row, device)


def _actor(account: Account, row: Appointment, device: str) -> Actor:
    return Actor(
        account_id=account.id,
        username=account.username,
        name=account.name,
        role=Role(row.role),
        department=Department(row.department) if row.department else None,
        project_id=row.project_id,
        device=device,
    )


def projects_of(account: Account) -> list[tuple[Project, Role]]:
    """The projects in which the account holds a role, by code."""
    return [(row.project, Role(row.role)) for row in memberships(account)]


def list_people(project: Project) -> list[AppointmentRow]:
    """Everybody who holds a role in the project, by username; disabled accounts last."""
    rows = (
        Appointment.objects.filter(project=project, ended_at__isnull=True)
        .order_by("account__disabled_at", "account__username")
        .values_list(
            "id",
            "account_id",
            "account__username",
            "account__name",
            "role",
            "department",
            "appointed_at",
            "account__disabled_at",
        )
    )
    people = [AppointmentRow(*row[:4], Role(row[4]), *row[5:7], row[7] is not None) for row in rows]
    return sorted(people, key=lambda person: person.disabled)


def person_in(project: Project, username: str) -> Appointment:
    """The open appointment of a person in the project, with the account. Raises `NotKnown`."""
    found = (
        Appointment.objects.select_related("account", "project")
        .filter(project=project, account__username=username, ended_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotKnown
    return found


def officers_by_building(project: Project, on: date) -> dict[UUID, tuple[str, str]]:
    """Name and username of the 客戶主任 responsible for each building on a day (R1.5c); one query."""
    return {building: (name, username) for building, name, username in _officers(project.pk, on)}


@prepared
def _officers(project: UUID, on: date) -> "QuerySet[AreaBuilding, tuple[UUID, str, str]]":
    held = AreaBuilding.objects.filter(_spans("", on), _spans("area__officers__", on), area__project=project)
    return held.values_list(
        "building_id", "area__officers__account__name", "area__officers__account__username"
    )


def has_records_officer(project: Project, department: Department, at: datetime) -> bool:
    """Whether the department has an active 檔案專人 at an instant (R2.2.1.5)."""
    return (
        Appointment.objects.filter(
            Q(ended_at__isnull=True) | Q(ended_at__gt=at),
            Q(account__disabled_at__isnull=True) | Q(account__disabled_at__gt=at),
            project=project,
            role=Role.RECORDS_OFFICER,
            department=department,
            appointed_at__lte=at,
        )
    ).exists()


def _spans(path: str, on: date) -> Q:
    ends = Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gt": on})
    return ends & Q(**{f"{path}starts_on__lte": on})


def departments_with_records_officer(project: Project) -> frozenset[Department]:
    """The departments that have an active 檔案專人 now (R2.2.1.5)."""
    return frozenset(map(Department, _departments(project.pk)))


@prepared
def _departments(project: UUID) -> "QuerySet[Appointment, str]":
    officers = Appointment.objects.filter(
        project=project,
        role=Role.RECORDS_OFFICER,
        ended_at__isnull=True,
        account__disabled_at__isnull=True,
    )
    return officers.values_list("department", flat=True)
