"""操作日誌: the project's chain, for those who check."""
