"""The standing cast: project CJ with every role at work, project XQ of strangers, units and cabinets.

def test_it_works(cast):
    dossier = cast.household("3棟2單元1502")
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from people import ALL_TEXTS, a_project, account_of, somebody
from yihu.accounts.operations import assign_building, assign_officer, open_area
from yihu.confidentiality.operations import grant_standing_permit
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Dossier
from yihu.estate.models import Building, Project, Unit
from yihu.estate.operations import add_unit
from yihu.households.inputs import OwnerInput, PersonInput
from yihu.policy.vocabulary import SYSTEM, Actor, Department, IdType, Role

AT = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)
"""Monday 6 July 2026, 10:00 in Shanghai."""

PASSWORD = "yihu-demo"
RESIDENT_ID = "11010119900307109X"
OTHER_ID = "440301198506153217"
ROLES = {
    "front_desk": (Role.FRONT_DESK, ""),
    "cs_officer": (Role.CS_OFFICER, ""),
    "cs_officer_b": (Role.CS_OFFICER, ""),
    "cs_head": (Role.CS_HEAD, ""),
    "cs_records": (Role.RECORDS_OFFICER, "cs"),
    "eng_staff": (Role.ENG_STAFF, ""),
    "eng_head": (Role.ENG_HEAD, ""),
    "eng_records": (Role.RECORDS_OFFICER, "eng"),
    "sec_staff": (Role.SEC_STAFF, ""),
    "sec_head": (Role.SEC_HEAD, ""),
    "sec_records": (Role.RECORDS_OFFICER, "sec"),
    "project_manager": (Role.PROJECT_MANAGER, ""),
    "auditor": (Role.AUDITOR, ""),
    "viewer": (Role.VIEWER, ""),
    "sysadmin": (Role.SYSADMIN, ""),
}
STRANGERS = {"xq_cs_head": Role.CS_HEAD, "xq_cs_officer": Role.CS_OFFICER}
ROOMS = ("3棟2單元1502", "3棟1單元1201", "3棟2單元1503", "7棟1單元704", "S-07")
CABINETS = {"K-01": "cs", "K-02": "cs", "E1": "eng", "S1": "sec"}


@dataclass
class Cast:
    """Who is who; every actor by username (`cast.cs_head`)."""

    at: datetime
    cj: Project
    xq: Project
    actors: dict[str, Actor] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.__dict__["actors"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    def unit(self, label: str = "3棟2單元1502") -> Unit:
        """A unit of CJ by its label, read anew."""
        return Unit.objects.select_related("project", "building").get(pk=self.units[label].pk)

    def later(self, **span: int) -> datetime:
        """An instant after `at`."""
        return self.at + timedelta(**span)

    def household(self, label: str = "3棟1單元1201") -> Dossier:
        """The file of a unit with two co-owners (E01), opened by the area's officer."""
        owners = (
            OwnerInput(PersonInput("張曉芸", IdType.RESIDENT_ID, RESIDENT_ID, ("13812341234",)), "1/2"),
            OwnerInput(PersonInput("李建國", IdType.RESIDENT_ID, OTHER_ID), "1/2"),
        )
        opened = dossiers.open_household(by=self.cs_officer, at=self.at, unit=self.unit(label), owners=owners)
        return opened.dossier

    def refreshed(self, dossier_id: UUID) -> Dossier:
        """A file read anew."""
        return Dossier.objects.select_related("household__unit", "project").get(pk=dossier_id)


@pytest.fixture
def live_cast(live_database: str) -> Cast:
    """The standing cast in a database of its own with real commits."""
    return engage()


def engage(*, password: str | None = None) -> Cast:
    """Everybody appointed, the rooms built, the cabinets set up."""
    cast = Cast(AT, a_project("CJ", ALL_TEXTS), a_project("XQ", ("community",)))
    for username, (role, department) in ROLES.items():
        cast.actors[username] = somebody(cast.cj, role, username, department=department, password=password)
    for username, role in STRANGERS.items():
        cast.actors[username] = somebody(cast.xq, role, username, password=password)
    for label in ROOMS:
        cast.units[label] = add_unit(by=SYSTEM, at=AT, project=cast.cj, text=label)
    _areas(cast)
    _shelves(cast)
    for reader in ("project_manager", "auditor"):
        grant_standing_permit(
            by=cast.cs_head,
            at=AT,
            project=cast.cj,
            account=account_of(cast.actors[reader]),
            purpose="檢查檔案",
            ends_at=AT + timedelta(days=300),
        )
    return cast


def _areas(cast: Cast) -> None:
    for code, officer, buildings in (("A", "cs_officer", ("03",)), ("B", "cs_officer_b", ("07",))):
        area = open_area(by=SYSTEM, at=AT, project=cast.cj, code=code, name=f"{code}區")
        for building in Building.objects.filter(project=cast.cj, code__in=buildings):
            assign_building(by=SYSTEM, at=AT, area=area, building=building, on=date(2026, 1, 1))
        account = account_of(cast.actors[officer])
        assign_officer(by=SYSTEM, at=AT, area=area, account=account, on=date(2026, 1, 1))


def _shelves(cast: Cast) -> None:
    place = dossiers.open_storage_place(by=SYSTEM, at=AT, project=cast.cj, name="檔案室")
    for code, department in CABINETS.items():
        dossiers.open_cabinet(
            by=SYSTEM, at=AT, project=cast.cj, place=place, code=code, department=Department(department)
        )
