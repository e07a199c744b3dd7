"""What `yihu verify` looks at beside the ledger."""
