"""The records of the file room."""

from yihu.dossiers.models.catalogue import (
    CatalogueAddition,
    CataloguePrint,
    Gap,
    GapRollup,
    HouseholdCircumstance,
    NotApplicable,
)
from yihu.dossiers.models.catch_up import CatchUpPlan, CatchUpRevision, CatchUpRollup
from yihu.dossiers.models.document import Document, Filing, ItemNumber, Signer
from yihu.dossiers.models.dossier import Dossier
from yihu.dossiers.models.lives import Finding, Loss, Move, SealEvent, Supersession
from yihu.dossiers.models.register import AccessionReading, AccessionRow
from yihu.dossiers.models.shelves import Cabinet, Placement, StorageChoice, StoragePlace

__all__ = [
    "AccessionReading",
    "AccessionRow",
    "Cabinet",
    "CatalogueAddition",
    "CataloguePrint",
    "CatchUpPlan",
    "CatchUpRevision",
    "CatchUpRollup",
    "Document",
    "Dossier",
    "Filing",
    "Finding",
    "Gap",
    "GapRollup",
    "HouseholdCircumstance",
    "ItemNumber",
    "Loss",
    "Move",
    "NotApplicable",
    "Placement",
    "SealEvent",
    "Signer",
    "StorageChoice",
    "StoragePlace",
    "Supersession",
]
