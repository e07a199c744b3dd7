"""Official forms on paper: each print is a sight of the data and stands in the ledger."""
