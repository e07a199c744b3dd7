"""Which unit a typed room means; what it means several ways is asked, never guessed."""

from dataclasses import dataclass
from uuid import UUID

from yihu.confidentiality import reading
from yihu.dossiers.models import Dossier
from yihu.estate import queries as estate
from yihu.estate.models import Project, Unit
from yihu.estate.rooms import parse_room
from yihu.policy.access import Object
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Role
from yihu.web.forms import Form
from yihu.web.names import owner_named
from yihu.web.projects import ProjectRequest
from yihu.web.receipts.forms import ask_unit
from yihu.web.rights import allows

MOST_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Meant:
    """The unit a room means, or the several it may mean (with how many in all)."""

    unit: Unit | None
    several: tuple[tuple[str, str], ...] = ()
    total: int = 0


def understand(project: Project, typed: str, *, chosen: str = "") -> Meant:
    """The unit of a room however it is typed; `chosen` is the id picked among several."""
    if not typed.strip():
        return Meant(None)
    found = estate.list_units(project=project, q=typed, limit=MOST_OFFERED)
    several = tuple((str(row.id), row.label) for row in found.items)
    exact = parse_room(typed).code
    for row in found.items:
        if str(row.id) == chosen or (not chosen and (row.code == exact or found.total == 1)):
            return Meant(estate.get_unit(project, row.id), several, found.total)
    return Meant(None, several, found.total)


def ask_which(form: Form, meant: Meant, *, chosen: str) -> None:
    """Ask which of several rooms is meant, and go on showing what was chosen."""
    if chosen or (meant.unit is None and meant.several):
        ask_unit(form, meant.several)


def fault(meant: Meant) -> Invalid:
    """What to say of a room that names no unit, or several."""
    if not meant.total:
        return Invalid(
            FieldError(
                "room",
                N_("找不到這個房號。"),
                mend=N_("核對房號；確實不知道的，清空房號並按「只收件」，先放入未歸屬盒。"),
                code="unit_unknown",
            )
        )
    return Invalid(
        FieldError(
            "unit",
            N_("這個寫法對應 %(total)s 個房號。"),
            mend=N_("從下面選一個；列不全時把房號寫得再完整些。"),
            code="unit_ambiguous",
            params={"total": meant.total},
        )
    )


def open_file(unit: Unit) -> Dossier | None:
    """The open file of a unit, if it has one."""
    return (
        Dossier.objects.select_related("household__unit", "project")
        .filter(household__unit=unit, household__ended_on__isnull=True)
        .first()
    )


def owners_of(request: ProjectRequest, dossier: Dossier | None) -> tuple[tuple[str, str], ...]:
    """The owners that may sign, for those who may see them; the sight is registered."""
    if dossier is None or request.actor.role == Role.FRONT_DESK:
        return ()
    if not allows(request, Object.HOUSEHOLD):
        return ()
    household: UUID = dossier.household_id
    view = reading.open_household(by=request.actor, at=request.at, household_id=household)
    return tuple((str(owner.id), owner_named(owner)) for owner in view.owners)
