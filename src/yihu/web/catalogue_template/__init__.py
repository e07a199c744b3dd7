"""The unified catalogue of a project, and the word that a line will never have a paper."""
