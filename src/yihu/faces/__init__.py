"""What pages, API and commands share: problems in words, who asks from where, refusals in the ledger."""
