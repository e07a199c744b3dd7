"""What the households floor writes into the ledger."""

OPENED = "household.opened"
OWNERS_REGISTERED = "household.owners_registered"
CORRECTED = "household.corrected"
FINANCE_TOLD = "correction.finance_told"
