"""Written leave to read, single readings, and what leaves as a file."""

from yihu.confidentiality.models.consultations import (
    Consultation,
    ConsultationItem,
    ConsultationRow,
    RegisterCounter,
)
from yihu.confidentiality.models.exports import ExportRequest, ExportTaking
from yihu.confidentiality.models.permits import StandingPermit
from yihu.confidentiality.models.reveals import Reveal

__all__ = [
    "Consultation",
    "ConsultationItem",
    "ConsultationRow",
    "ExportRequest",
    "ExportTaking",
    "RegisterCounter",
    "Reveal",
    "StandingPermit",
]
