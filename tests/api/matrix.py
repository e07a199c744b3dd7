"""Who may call what, as data: the documented set, exactly (contract §3–4, domain §1.3).

Every operation of the API has a row. Who is in `may` gets a success, who is in `unknowing` the 404 of all,
every other colleague of the project a 403; a stranger of another project gets `stranger`.
"""

from dataclasses import dataclass

OFFICERS = frozenset({"cs_officer", "cs_officer_b", "cs_head"})
CS = OFFICERS | {"cs_records"}
ENG = frozenset({"eng_staff", "eng_head", "eng_records"})
SEC = frozenset({"sec_staff", "sec_head", "sec_records"})
OVERSIGHT = frozenset({"project_manager", "auditor"})
DESK, VIEWER, ADMIN = frozenset({"front_desk"}), frozenset({"viewer"}), frozenset({"sysadmin"})
UNKNOWING = VIEWER | ADMIN
EVERYBODY = CS | ENG | SEC | OVERSIGHT | DESK | UNKNOWING
NOBODY: frozenset[str] = frozenset()
ASKER = frozenset({"cs_officer"})
"""Whoever asked for the export of the stage; other askers do not know of it."""
OTHERS_ASKERS = frozenset({"cs_officer_b", "cs_records"})
READER = frozenset({"sec_staff"})
PARTIES = READER | OVERSIGHT | {"sec_head", "cs_head", "cs_records"}
"""Who knows of a request of security to read the volume of customer service; its reader has one permit."""
DECIDERS = frozenset({"cs_head", "project_manager"})


@dataclass(frozen=True)
class Row:
    """Who may; who may not even know; what a stranger gets; what success is."""

    may: frozenset[str]
    unknowing: frozenset[str] = UNKNOWING
    stranger: int = 404
    success: int = 200


OPEN = {"POST /tokens"}
"""Operations that ask for no token."""

MATRIX: dict[str, Row] = {
    "GET /projects": Row(EVERYBODY, NOBODY, stranger=200),
    "POST /projects": Row(ADMIN, NOBODY, stranger=403, success=201),
    "GET /projects/{code}": Row(EVERYBODY, NOBODY),
    "GET /projects/{code}/policy": Row(EVERYBODY, NOBODY),
    "PUT /projects/{code}/regulations": Row(ADMIN | {"project_manager"}, NOBODY),
    "GET /regulations": Row(EVERYBODY, NOBODY, stranger=200),
    "GET /regulations/{code}": Row(EVERYBODY, NOBODY, stranger=200),
    "GET /units": Row(EVERYBODY - VIEWER, NOBODY),
    "GET /units/{unit_id}": Row(EVERYBODY - VIEWER, NOBODY),
    "POST /units": Row(OFFICERS, NOBODY, success=201),
    "GET /households": Row(CS | DESK | OVERSIGHT),
    "GET /households/{household_id}": Row(CS | DESK | OVERSIGHT),
    "POST /households/{household_id}/reveal": Row(OFFICERS | READER),
    "POST /households": Row(OFFICERS, success=201),
    "POST /corrections": Row(OFFICERS, success=201),
    "GET /dossiers": Row(CS | ENG | SEC | OVERSIGHT),
    "GET /dossiers/{dossier_id}": Row(CS | ENG | SEC | OVERSIGHT),
    "GET /dossiers/{dossier_id}/catalogue": Row(CS | ENG | SEC | OVERSIGHT),
    "PUT /dossiers/{dossier_id}/catalogue/{code}/not-applicable": Row(CS),
    "POST /receipts": Row(CS | ENG | SEC | DESK, success=201),
    "GET /documents/{document_id}": Row(CS | OVERSIGHT),
    "GET /documents/{document_id}/pages/{page}": Row(CS | OVERSIGHT),
    "GET /documents/{document_id}/content": Row(NOBODY),
    "POST /documents/{document_id}/filing": Row(CS),
    "POST /documents/{document_id}/move": Row(CS),
    "POST /documents/{document_id}/supersede": Row(CS),
    "POST /documents/{document_id}/lost": Row(CS),
    "POST /documents/{document_id}/found": Row(CS),
    "POST /documents/{document_id}/unseal": Row(ENG),
    "POST /documents/{document_id}/reseal": Row(ENG),
    "GET /registers/accessions": Row(CS | OVERSIGHT),
    "POST /registers/accessions/{volume}/{date}/read": Row(frozenset({"cs_head"})),
    "GET /backlog": Row(CS | OVERSIGHT),
    "POST /corrections/{correction_id}/finance-notice": Row(OFFICERS, success=201),
    "GET /vehicles": Row(CS | DESK | SEC | OVERSIGHT),
    "POST /vehicles": Row(OFFICERS | SEC, success=201),
    "POST /vehicles/{vehicle_id}/end": Row(OFFICERS | SEC),
    "POST /imports": Row(OFFICERS, success=201),
    "GET /imports/{batch_id}": Row(CS),
    "POST /imports/{batch_id}/confirm": Row(OFFICERS),
    "POST /imports/{batch_id}/cancel": Row(OFFICERS),
    "GET /imports/{batch_id}/errors.xlsx": Row(CS),
    "POST /exports": Row(CS | OVERSIGHT, success=201),
    "GET /exports": Row(CS | OVERSIGHT),
    "GET /exports/{export_id}": Row(ASKER | DECIDERS | OVERSIGHT, UNKNOWING | OTHERS_ASKERS),
    "POST /exports/{export_id}/approve": Row(DECIDERS, UNKNOWING | OTHERS_ASKERS),
    "POST /exports/{export_id}/refuse": Row(DECIDERS, UNKNOWING | OTHERS_ASKERS),
    "GET /exports/{export_id}/file": Row(ASKER, UNKNOWING | OTHERS_ASKERS),
    "POST /consultations": Row(EVERYBODY - UNKNOWING, success=201),
    "GET /consultations": Row(EVERYBODY, NOBODY),
    "GET /consultations/{consultation_id}": Row(PARTIES, EVERYBODY - PARTIES),
    "POST /consultations/{consultation_id}/endorse": Row(frozenset({"sec_head"}), EVERYBODY - PARTIES),
    "POST /consultations/{consultation_id}/approve": Row(frozenset({"cs_head"}), EVERYBODY - PARTIES),
    "POST /consultations/{consultation_id}/refuse": Row(frozenset({"cs_head"}), EVERYBODY - PARTIES),
    "POST /consultations/{consultation_id}/countersign": Row(frozenset({"cs_head"}), EVERYBODY - PARTIES),
    "POST /consultations/{consultation_id}/start": Row(READER, EVERYBODY - PARTIES),
    "POST /consultations/{consultation_id}/end": Row(READER, EVERYBODY - PARTIES),
    "GET /registers/consultations": Row(
        frozenset({"cs_head", "cs_records", "eng_head", "sec_head", "eng_records", "sec_records"}) | OVERSIGHT
    ),
    "POST /delegations": Row(frozenset({"cs_head", "project_manager"}), NOBODY, success=201),
    "GET /delegations": Row(EVERYBODY - UNKNOWING, NOBODY),
    "POST /delegations/{delegation_id}/revoke": Row(frozenset({"cs_head", "project_manager"}), NOBODY),
    "GET /catch-up-plans": Row(CS | OVERSIGHT, NOBODY),
    "POST /catch-up-plans": Row(frozenset({"cs_head", "project_manager"}), NOBODY, success=201),
    "POST /catch-up-plans/{plan_id}/revisions": Row(
        frozenset({"cs_head", "project_manager"}), NOBODY, success=201
    ),
    "GET /search": Row(CS | ENG | SEC | DESK | OVERSIGHT),
    "GET /ledger": Row(OVERSIGHT, NOBODY),
    "GET /ledger/head": Row(OVERSIGHT, NOBODY),
}
