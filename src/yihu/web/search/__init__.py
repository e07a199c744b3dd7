"""The one box on every page, and the page of what it finds."""
