"""What the intake floor writes into the ledger."""

TRIED = "import.tried"
CONFIRMED = "import.confirmed"
ERRORS_TAKEN = "import.errors_taken"
