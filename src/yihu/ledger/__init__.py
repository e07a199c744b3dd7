"""The ledger: append-only, chained, signed. The verifier beside it needs neither Django nor this package."""
