"""A household's file whole, as its page shows it: one sight, one entry in the ledger."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yihu.confidentiality import events, gate
from yihu.confidentiality.reading import dossier as catalogues
from yihu.confidentiality.reading import household as households
from yihu.confidentiality.reading.dossier import CatalogueView
from yihu.confidentiality.reading.household import HouseholdView
from yihu.policy.access import Object
from yihu.policy.composition import EffectivePolicy
from yihu.policy.vocabulary import Actor


@dataclass(frozen=True, slots=True)
class FileView:
    """Who and where, and the catalogue for those who may see it."""

    household: HouseholdView
    catalogue: CatalogueView | None


def open_file(
    *, by: Actor, at: datetime, household_id: UUID, policy: EffectivePolicy | None = None
) -> FileView:
    """A file for this person's eyes; the sight is registered and says whether it was with the catalogue.

    `policy` is the project's of that day, for a caller who has it. Raises `Refused` R1.6a, `NotKnown`.
    """
    project_id = gate.own_project(by)
    gate.require(by=by, at=at, project_id=project_id, thing=Object.HOUSEHOLD)
    household = households.find_household(by=by, household_id=household_id)
    dossier = household.dossier
    whole = gate.decide(by=by, at=at, project_id=project_id, thing=Object.CATALOGUE, volume=by.department)
    gate.admit(
        by=by,
        at=at,
        project_id=project_id,
        thing=Object.HOUSEHOLD,
        action=events.VIEWED,
        subjects={"dossier": dossier.pk, "household": household.pk},
        detail={"catalogue": bool(whole)},
    )
    dossier.project = household.project
    return FileView(
        household=households.view_of(by, household, dossier, at),
        catalogue=catalogues.view_of(by, dossier, at, policy) if whole else None,
    )
