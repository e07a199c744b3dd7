"""What stands on labels (§1.4.7): files by room, sealed bags by cabinet; no name of anybody among them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yihu.confidentiality import events, gate
from yihu.dossiers.models import Cabinet, Dossier, Placement
from yihu.estate.models import Project
from yihu.policy.access import Object
from yihu.policy.decisions import NotKnown
from yihu.policy.vocabulary import Actor, Department

MOST = 2_000
"""More labels than these are no print that anybody cuts."""


@dataclass(frozen=True, slots=True)
class FileLabelled:
    """A file whose spine wants a label."""

    household_id: UUID
    file_no: str
    room: str


@dataclass(frozen=True, slots=True)
class BagLabelled:
    """A bag of a cabinet, and the files whose papers it holds."""

    number: str
    cabinet: str
    file_nos: tuple[str, ...]


def files_for_labels(
    *, by: Actor, at: datetime, project: Project, building: str = "", household_id: UUID | None = None
) -> list[FileLabelled]:
    """The open files of a building, or one household's, in room order; their printing is registered.

    Raises `Refused` R1.6a, `NotKnown`.
    """
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.CATALOGUE)
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.HOUSEHOLD_LIST)
    found = Dossier.objects.filter(project=project, household__ended_on__isnull=True)
    if household_id:
        found = found.filter(household=household_id)
    else:
        found = found.filter(household__unit__building__code=building)
    columns = ("household_id", "file_no", "household__unit__label")
    rows = [
        FileLabelled(*row) for row in found.order_by("household__unit__sort_key").values_list(*columns)[:MOST]
    ]
    if household_id and not rows:
        raise NotKnown
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.HOUSEHOLD_LIST,
        action=events.PRINTED,
        subjects={"household": household_id} if household_id else {},
        detail={"labels": len(rows)},
    )
    return rows


def bags_for_labels(*, by: Actor, at: datetime, project: Project, cabinet: str) -> list[BagLabelled]:
    """The bags of a cabinet in which papers lie; registered. Raises `Refused`, `NotKnown`."""
    row = Cabinet.objects.filter(project=project, code=cabinet).first()
    if row is None:
        raise NotKnown
    volume = Department(row.department)
    gate.require(by=by, at=at, project_id=project.pk, thing=Object.SHELVES, volume=volume)
    lying = Placement.objects.filter(project=project, cabinet=row, until__isnull=True).exclude(bag="")
    held: dict[str, set[str]] = defaultdict(set)
    for bag, file_no in lying.values_list("bag", "document__dossier__file_no"):
        held[bag].add(file_no or "")
    gate.admit(
        by=by,
        at=at,
        project_id=project.pk,
        thing=Object.SHELVES,
        volume=volume,
        action=events.PRINTED,
        detail={"labels": len(held)},
    )
    return [
        BagLabelled(bag, row.code, tuple(sorted(filter(None, files)))) for bag, files in sorted(held.items())
    ]
