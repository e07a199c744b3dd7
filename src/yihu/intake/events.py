"""What the intake floor writes into the ledger."""

RECEIVED = "import.received"
TRIED = "import.tried"
CONFIRMED = "import.confirmed"
CANCELLED = "import.cancelled"
ERRORS_TAKEN = "import.errors_taken"
FAILED = "import.failed"
MAPPED = "import.columns_named"
