"""Pages of the regulations: the library, each clause in plain words, and what a project lives by."""
