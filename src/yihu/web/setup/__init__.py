"""The first page, and the first day of an empty store."""
