"""Pages of people: who works in a project, and one's own settings."""
