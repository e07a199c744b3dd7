"""Written leave to read, and what leaves as a file."""

from yihu.confidentiality.models.exports import ExportRequest, ExportTaking
from yihu.confidentiality.models.permits import StandingPermit

__all__ = ["ExportRequest", "ExportTaking", "StandingPermit"]
