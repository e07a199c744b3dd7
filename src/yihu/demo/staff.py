"""Everybody who works in the demonstration, as the contract lists them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from yihu.accounts.models import Account
from yihu.accounts.operations import appoint, assign_building, assign_officer, create_account, open_area
from yihu.accounts.queries import actor_for
from yihu.confidentiality.operations import grant_standing_permit
from yihu.estate.models import Building, Project
from yihu.policy.vocabulary import ROLE_TITLES, SYSTEM, Actor, Role

_FOREVER = datetime(2099, 12, 31, 15, 59, tzinfo=UTC)

CJ_STAFF: tuple[tuple[str, Role, str, str], ...] = (
    ("front_desk", Role.FRONT_DESK, "", "林總臺"),
    ("cs_officer", Role.CS_OFFICER, "", "陳甲區"),
    ("cs_officer_b", Role.CS_OFFICER, "", "方乙區"),
    ("cs_head", Role.CS_HEAD, "", "周客服"),
    ("cs_records", Role.RECORDS_OFFICER, "cs", "沈檔案"),
    ("eng_staff", Role.ENG_STAFF, "", "魏工程"),
    ("eng_head", Role.ENG_HEAD, "", "秦工程"),
    ("eng_records", Role.RECORDS_OFFICER, "eng", "許檔案"),
    ("sec_staff", Role.SEC_STAFF, "", "呂保安"),
    ("sec_head", Role.SEC_HEAD, "", "嚴保安"),
    ("sec_records", Role.RECORDS_OFFICER, "sec", "施檔案"),
    ("project_manager", Role.PROJECT_MANAGER, "", "何經理"),
    ("auditor", Role.AUDITOR, "", "孔審計"),
    ("viewer", Role.VIEWER, "", "曹訪客"),
    ("sysadmin", Role.SYSADMIN, "", "金系統"),
)
XQ_STAFF: tuple[tuple[str, Role, str, str], ...] = (
    ("xq_cs_head", Role.CS_HEAD, "", "姜客服"),
    ("xq_cs_officer", Role.CS_OFFICER, "", "陶主任"),
)


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody who can sign in; `role` is the title's message id."""

    username: str
    project: str
    role: str
    name: str


def engage(
    project: Project, staff: tuple[tuple[str, Role, str, str], ...], *, at: datetime, password: str
) -> dict[str, Actor]:
    """Accounts and appointments; the actors by username."""
    actors = {}
    for username, role, department, name in staff:
        account = create_account(by=SYSTEM, at=at, username=username, name=name, password=password)
        appoint(by=SYSTEM, at=at, account=account, project=project, role=role, department=department)
        actor = actor_for(account=account, project=project, device="demo")
        if actor is not None:
            actors[username] = actor
    return actors


def logins() -> tuple[Login, ...]:
    """Who can sign in to what."""
    return tuple(
        Login(username, code, ROLE_TITLES[role], name)
        for code, staff in (("CJ", CJ_STAFF), ("XQ", XQ_STAFF))
        for username, role, _department, name in staff
    )


def divide(project: Project, *, at: datetime, on: date) -> None:
    """Area A is buildings 1–5, area B the rest, each with its 客戶主任."""
    first = {f"{number:02}" for number in range(1, 6)}
    for code, officer in (("A", "cs_officer"), ("B", "cs_officer_b")):
        area = open_area(by=SYSTEM, at=at, project=project, code=code, name=f"{code}區")
        account = Account.objects.get(username=officer)
        assign_officer(by=SYSTEM, at=at, area=area, account=account, on=on)
        for building in Building.objects.filter(project=project).order_by("code"):
            if (building.code in first) is (code == "A"):
                assign_building(by=SYSTEM, at=at, area=area, building=building, on=on)


def permit(project: Project, *, by: Actor, at: datetime) -> None:
    """The standing permits of auditor and manager, to 2099 (C15)."""
    for username, purpose in (("project_manager", "管理檢查"), ("auditor", "公司檔案審計")):
        account = Account.objects.get(username=username)
        grant_standing_permit(
            by=by, at=at, project=project, account=account, purpose=purpose, ends_at=_FOREVER, longest=None
        )
