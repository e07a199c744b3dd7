"""Who calls: the bearer of a token, and who that is in the project a call is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja.security import HttpBearer

from yihu.accounts.models import Account, Appointment
from yihu.accounts.queries import account_by_token, membership, projects_of
from yihu.estate.models import Project
from yihu.estate.queries import local_date, unread_rules
from yihu.faces.requests import device_of
from yihu.kernel import clock
from yihu.policy.decisions import FieldError, Invalid, NotKnown, Refused, refuse
from yihu.policy.vocabulary import N_, Actor


@dataclass(frozen=True, slots=True)
class Caller:
    """The account whose token was shown, when, and from which device."""

    account: Account
    at: datetime
    device: str

    @property
    def person(self) -> Actor:
        """The person outside any project."""
        return Actor(self.account.id, self.account.username, self.account.name, role=None, device=self.device)


class ApiRequest(HttpRequest):
    """A request with a valid token; `actor` once its project is known."""

    caller: Caller
    actor: Actor


class Bearer(HttpBearer):
    """`Authorization: Bearer …`."""

    def authenticate(self, request: Any, token: str) -> Caller | None:
        """The caller, also set as `request.caller`; None for a token that is not valid now."""
        at = clock.now()
        account = account_by_token(token, at)
        if account is None:
            return None
        request.caller = Caller(account, at, device_of(request))
        return request.caller  # type: ignore[no-any-return]


def enter(request: ApiRequest, code: str | None) -> tuple[Project, Actor]:
    """The project of that code, and who the caller is in it; without a code, the caller's only project.

    One question for what exists and what does not. Raises `NotKnown` for strangers, `Invalid` where several
    projects could be meant, `Refused` (`rule_unread`, R3.2) before a new company rule is confirmed as read.
    """
    found = membership(
        account=request.caller.account, code=code or _only_project(request), device=request.caller.device
    )
    if found is None:
        raise NotKnown
    request.actor = found[1]
    _require_rules_read(request, found[0])
    return found


def enter_of(request: ApiRequest, rows: QuerySet[Any], id_: UUID) -> tuple[Project, Actor]:
    """As `enter`, for the project of the row with this id; another's row is as unknown as none."""
    code = (
        Appointment.objects.filter(
            account=request.caller.account,
            ended_at__isnull=True,
            project__in=rows.filter(pk=id_).values("project"),
        )
        .values_list("project__code", flat=True)
        .first()
    )
    if code is None:
        raise NotKnown
    return enter(request, code)


def row_of(rows: type[Model]) -> QuerySet[Any]:
    """All rows of a model that has a project."""
    return rows._default_manager.all()


def _only_project(request: ApiRequest) -> str:
    projects = projects_of(request.caller.account)
    if len(projects) == 1:
        return projects[0][0].code
    raise Invalid(
        FieldError(
            "project", N_("沒有寫明哪個項目。"), N_("請以 project 寫明項目編號。"), code="project_missing"
        )
    )


def _require_rules_read(request: ApiRequest, project: Project) -> None:
    if unread_rules(request.caller.account.id, project, local_date(project, request.caller.at)):
        raise Refused(
            refuse(
                "rule_unread",
                N_("公司發布了新的檔案制度，須先確認已讀。"),
                clause="R3.2",
                mend=N_("請登入網頁，閱讀並確認後再試。"),
            )
        )
