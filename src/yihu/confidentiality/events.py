"""What the gate writes into the ledger: every sight of household data."""

from typing import Final

BACKLOG_LISTED = "backlog.listed"
LISTED = "household.listed"
VIEWED = "household.viewed"
DOSSIER_VIEWED = "dossier.viewed"
DOCUMENT_VIEWED = "document.viewed"
PAGE_VIEWED = "document.page_viewed"
REGISTER_VIEWED = "register.accessions_viewed"
PRINTED = "paper.printed"
PERMIT_GRANTED = "standing_permit.granted"
PERMIT_WITHDRAWN = "standing_permit.withdrawn"
EXPORT_ASKED = "export.asked"
EXPORT_APPROVED = "export.approved"
EXPORT_REFUSED = "export.refused"
EXPORT_TAKEN = "export.taken"
CONTENT_REFUSED = "document.content_refused"

SIGHTS: Final = (VIEWED, DOSSIER_VIEWED, DOCUMENT_VIEWED, PAGE_VIEWED, PRINTED)
"""Those by which somebody saw a file or part of it."""
