"""What accounts write into the ledger (Annex D)."""

ACCOUNT_CREATED = "account.created"
ACCOUNT_DISABLED = "account.disabled"
ACCOUNT_ENABLED = "account.enabled"
PASSWORD_SET = "account.password_set"  # noqa: S105  (the name of an act)
PREFERENCES_SET = "account.preferences_set"
TOKEN_ISSUED = "token.issued"  # noqa: S105
TOKENS_REVOKED = "token.revoked"
APPOINTED = "appointment.made"
APPOINTMENT_ENDED = "appointment.ended"
AREA_OPENED = "area.opened"
AREA_BUILDING_ASSIGNED = "area.building_assigned"
AREA_OFFICER_ASSIGNED = "area.officer_assigned"
SIGNED_IN = "sign_in.succeeded"
SIGNED_OUT = "sign_in.ended"
SIGN_IN_FAILED = "sign_in.failed"
SIGN_IN_LOCKED = "sign_in.locked"
